import type { SlackIdentity } from "../domain/area/area-schema.ts";
import { sameIdentity } from "../domain/authority/need-to-know.ts";
import {
  decideEnding,
  decideLeaving,
  decideRegistration,
  type ChangedBy,
  type PersonDecision,
} from "../domain/people/decide-people.ts";
import type { PeopleChange } from "../domain/people/difference.ts";
import {
  areasIn,
  idOf,
  ownAgencyAlone,
  refusalOfChange,
  refuseChange as refuse,
  type PeopleRefused,
} from "../domain/people/may-change.ts";
import { areasAt } from "../domain/people/posting.ts";
import type { Person, Viewer } from "../ports.ts";
import type { Context } from "./context.ts";
import { keepPeople } from "./follow-people.ts";
import { may } from "./may.ts";

/** The command line is its own authority: whoever can run it can reach the record itself. */
type By = Viewer | "command-line";

/** What came of one change; `changed` is false for what stood so already. */
export type PeopleChanged = { readonly ok: true; readonly changed: boolean } | PeopleRefused;

const mayIn = (context: Context, by: Viewer, name: string) => {
  const area = context.reference.areas.get(name);
  return area === undefined
    ? ({ ok: false, says: `There is no area ${name}.` } as const)
    : may(context, by, { verb: "change-people", area });
};

const refusalOf = (
  context: Context,
  by: By,
  change: PeopleChange,
  known: Person | undefined,
): PeopleRefused | undefined =>
  by === "command-line"
    ? undefined
    : refusalOfChange(change, known, by.person, (area) => mayIn(context, by, area));

const isTheirs = (known: Person | undefined, wanted: SlackIdentity): boolean =>
  known?.identities.some((one) => sameIdentity(one, wanted)) === true;

/** An account is one person's: whoever could give it to another would take over what that person may see. */
const takenAccount = async (
  { people }: Context,
  change: PeopleChange,
  known: Person | undefined,
): Promise<PeopleRefused | undefined> => {
  const wanted = change.does === "register" ? change.wanted.identities : [];
  for (const identity of wanted.filter((one) => !isTheirs(known, one))) {
    const owner = await people.byIdentity(identity);
    if (owner === undefined || owner.left || owner.person === known?.person) continue;
    return refuse("identity", "This Slack account is registered already, as somebody else.");
  }
  return undefined;
};

const decide =
  (change: PeopleChange, by: ChangedBy) =>
  (known: Person | undefined): PersonDecision => {
    if (change.does === "register") return decideRegistration(known, change.wanted, by);
    if (change.does === "leave") return decideLeaving(known, change.because, by);
    return known === undefined ? decideLeaving(known, "", by) : decideEnding(known, change.area, by);
  };

const changeOne = async (context: Context, change: PeopleChange, by: By): Promise<PeopleChanged> => {
  const { people, clock } = context;
  const known = await people.byId(idOf(change));
  if (known === undefined && change.does !== "register")
    return refuse("person", `There is nobody "${change.person}" in the register.`);
  // What the command line is given was checked as a whole, with who gives up which account.
  const taken = by === "command-line" ? undefined : await takenAccount(context, change, known);
  const refusal = refusalOf(context, by, change, known) ?? taken;
  if (refusal !== undefined) return refusal;
  const who = by === "command-line" ? by : by.person.person;
  const deciding = decide(change, { by: who, now: clock.dutyNow() });
  let changed = false;
  const [area = ""] = areasIn(change, known);
  const decided = await people.change(idOf(change), area, (now) => {
    const answer = refusalOf(context, by, change, now) ?? deciding(now);
    changed = answer.ok && answer.events.length > 0;
    return "says" in answer ? { ok: false, about: "person", because: answer.says } : answer;
  });
  return decided.ok ? { ok: true, changed } : refuse(decided.about, decided.because);
};

/** The areas in which somebody may change the register, before they are shown how; or why in none. */
export const mayChangePeople = (context: Context, viewer: Viewer) => {
  const own = areasAt(viewer.person, context.clock.dutyNow());
  const answers = own.map((area) => ({ area, may: mayIn(context, viewer, area) }));
  const areas = answers.flatMap(({ area, may: answer }) => (answer.ok ? [area] : []));
  const [denied] = answers.flatMap(({ may: answer }) => (answer.ok ? [] : [answer.says]));
  return areas.length > 0
    ? ({ ok: true, areas } as const)
    : ({ ok: false, says: denied ?? ownAgencyAlone } as const);
};

/**
 * Changes the register of people: registers, changes, ends a posting, or lets somebody leave. Each change commits by
 * itself, so that one that is refused or cut stops no other, and what stands so already changes nothing. This process
 * goes by it at once, and every other within moments.
 */
export const changePeople = async (
  context: Context,
  changes: readonly PeopleChange[],
  by: By,
): Promise<readonly PeopleChanged[]> => {
  const answers: PeopleChanged[] = [];
  for (const change of changes) answers.push(await changeOne(context, change, by));
  await keepPeople(context);
  return answers;
};
