import type { ReactNode } from "react";
import type { Actable, PageState } from "../contract.ts";
import { conversationName, homeName } from "./conversation-name.ts";
import { Drawer } from "./drawer.tsx";
import { home, openedBy } from "./snapshot.ts";
import { usePage, useSnapshot } from "./use-page.ts";

const Unread = ({ count }: { readonly count: number }): ReactNode =>
  count === 0 ? null : (
    <span className="unread">
      {count}
      <span className="unseen"> unread</span>
    </span>
  );

const PersonButton = ({
  person,
  isActing,
}: {
  readonly person: Actable;
  readonly isActing: boolean;
}): ReactNode => {
  const { actAs } = usePage();
  return (
    <li>
      <button type="button" aria-pressed={isActing} onClick={() => actAs(person.key)}>
        <span className="grow">
          {person.name}
          <small>{person.job}</small>
        </span>
        <Unread count={person.unread} />
      </button>
    </li>
  );
};

const People = ({ state }: { readonly state: PageState }): ReactNode =>
  state.organisations.map(({ installation, name }) => (
    <div key={installation}>
      <h3>{name}</h3>
      <ul>
        {state.people
          .filter((person) => person.installation === installation)
          .map((person) => (
            <PersonButton key={person.key} person={person} isActing={person.key === state.as.key} />
          ))}
      </ul>
    </div>
  ));

type EntryProps = {
  readonly id: string;
  readonly name: string;
  readonly unread: number;
  readonly isOpen: boolean;
};

const Entry = ({ id, name, unread, isOpen }: EntryProps): ReactNode => {
  const { open } = usePage();
  return (
    <li>
      <button
        type="button"
        aria-current={isOpen}
        className={unread > 0 ? "new" : ""}
        onClick={() => open(id)}
      >
        <span className="grow">{name}</span>
        <Unread count={unread} />
      </button>
    </li>
  );
};

const homeEntry = { id: home, name: homeName, unread: 0 };

/** Whom to act as, and what that person has in Slack. Acting as somebody of the other organisation changes workspace. */
export const Sidebar = ({ state }: { readonly state: PageState }): ReactNode => {
  const { openOf } = useSnapshot();
  const opened = openedBy(state, openOf);
  const entries = [...state.conversations.map((one) => ({ ...one, name: conversationName(one) })), homeEntry];
  const workspace = state.organisations.find(({ installation }) => installation === state.as.installation);
  const openName = entries.find(({ id }) => id === opened)?.name ?? "no conversation";
  return (
    <nav className="side" aria-label="People and conversations">
      <Drawer summary={`Acting as ${state.as.name}. Change`}>
        <section aria-label="Act as">
          <h2>Act as</h2>
          <People state={state} />
        </section>
      </Drawer>
      <Drawer summary={`In ${openName}. Change`}>
        <section aria-label="Conversations">
          <h2>{workspace?.name}</h2>
          <ul>
            {entries.map((entry) => (
              <Entry key={entry.id} {...entry} isOpen={entry.id === opened} />
            ))}
          </ul>
        </section>
      </Drawer>
    </nav>
  );
};
