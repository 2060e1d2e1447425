import { stackOf } from "../modal-stacks.ts";
import type { Actable, ModalState, PageState } from "./contract.ts";
import { conversationsOf } from "./conversations.ts";
import { pageMails } from "./mails.ts";
import type { PagePerson } from "./page-world.ts";
import { workspaceOf, type Session } from "./session.ts";

/** Everything that the page draws, as one person sees it. */
export function pageState(session: Session, person: PagePerson, version: number): PageState {
  const { world } = session;
  const modal = modalOf(session, person);
  const home = workspaceOf(world, person).home(person.user);
  return {
    version,
    clock: world.clock.now(),
    organisations: [...world.workspaces.values()].map(({ seed: { installation, name } }) => ({
      installation,
      name,
    })),
    people: world.people.map((one) => actable(session, one)),
    as: actable(session, person),
    conversations: conversationsOf(session, person),
    commands: world.commands,
    mails: pageMails(world),
    ...(modal ? { modal } : {}),
    ...(home ? { home } : {}),
  };
}

function actable(session: Session, person: PagePerson): Actable {
  const { key, name, job, installation, user } = person;
  const unread = conversationsOf(session, person).reduce((sum, one) => sum + one.unread, 0);
  return { key, name, job, installation, user, unread };
}

function modalOf(session: Session, person: PagePerson): ModalState | undefined {
  const workspace = workspaceOf(session.world, person);
  const view = workspace.modal(person.user);
  if (!view) return undefined;
  const depth = stackOf(workspace.simulation.modals, person.user).length;
  return { view, depth, errors: session.errors.of(person.user, view) };
}
