import { objectAt, textAt } from "../json.ts";
import { createArrivals, type Arrivals } from "./arrivals.ts";
import { createFormErrors, type FormErrors } from "./form-errors.ts";
import { ofAnswer, ofCall, type Inspector } from "./inspector.ts";
import type { Originator } from "../originator.ts";
import type { Workspace } from "../workspace.ts";
import type { PagePerson, PageWorld } from "./page-world.ts";
import { Refused } from "./refused.ts";
import { createUnread, type Unread } from "./unread.ts";

/** One world while it is looked at: who has read what, and what was wrong with whose form. */
export type Session = {
  readonly world: PageWorld;
  readonly unread: Unread;
  readonly arrivals: Arrivals;
  readonly errors: FormErrors;
  /** The direct conversation of each person with the bot, by the person's key. */
  readonly directs: ReadonlyMap<string, string>;
};

type Watching = { readonly inspector: Inspector; readonly changed: () => void };

/** Begins to follow a world: every call and every answer is noted. */
export async function openSession(world: PageWorld, { inspector, changed }: Watching): Promise<Session> {
  const unread = createUnread();
  const arrivals = createArrivals();
  for (const [installation, workspace] of world.workspaces) {
    workspace.onCall((call) => {
      unread.arrived(installation, call);
      arrivals.note(installation, call);
      inspector.note(ofCall(call, { installation, when: world.clock.saysAt(call.at) }));
      changed();
    });
    workspace.onAnswer((answer, at) => {
      inspector.note(ofAnswer(answer, { installation, when: world.clock.saysAt(at) }));
      changed();
    });
  }
  world.clock.onChange(changed);
  world.mail.mailbox.onMail(changed);
  return { world, unread, arrivals, errors: createFormErrors(), directs: await openDirects(world) };
}

async function openDirects(world: PageWorld): Promise<ReadonlyMap<string, string>> {
  const opened = new Map<string, string>();
  for (const person of world.people) {
    const { simulation } = workspaceOf(world, person);
    const answer = await simulation.emulated.call("conversations.open", { users: person.user });
    opened.set(person.key, textAt(objectAt(answer, "channel"), "id"));
  }
  return opened;
}

export function personOf({ people }: PageWorld, key: string | null): PagePerson {
  const person = key === null ? people[0] : people.find((one) => one.key === key);
  if (!person) throw new Refused(404, "There is nobody of that name here: choose somebody of the list.");
  return person;
}

export function workspaceOf({ workspaces }: PageWorld, { installation }: PagePerson): Workspace {
  const found = workspaces.get(installation);
  if (!found) throw new Refused(404, `There is no workspace ${installation}.`);
  return found;
}

export function originatorOf({ originators }: PageWorld, { installation }: PagePerson): Originator {
  const found = originators.get(installation);
  if (!found) throw new Refused(404, `There is no workspace ${installation}.`);
  return found;
}
