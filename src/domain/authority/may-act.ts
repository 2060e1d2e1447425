import { agencyInWords, agencyOfSlot, type Agency } from "../agency.ts";
import type { Area, SlackIdentity } from "../area/area-schema.ts";
import type { CaseState } from "../case/case-state.ts";
import type { AuthorityRow, AuthorityTable, Verb } from "./authority-table.ts";

export type Actor = {
  readonly person: string;
  readonly agency: Agency;
  readonly roles: readonly string[];
  readonly teams: readonly string[];
  readonly areas: readonly string[];
  readonly left: boolean;
  readonly identities: readonly SlackIdentity[];
};

export type Asked = {
  readonly verb: Verb;
  readonly actor: Actor;
  readonly area: Area;
  readonly state?: CaseState;
  /** The hop of the route that is being answered. */
  readonly hop?: number;
  /** The team that is signed for. */
  readonly team?: string;
};

export type Allowed = { readonly ok: true; readonly because: string };
export type Denied = { readonly ok: false; readonly because: string; readonly says: string };

/** Words that do not confirm that a case exists: the same for an excluded person and for a reference that is not there. */
export const nothingToShow =
  "There is nothing here that you can open. If a child may be at risk, ring the duty team.";

const deny = (because: string, says: string): Denied => ({ ok: false, because, says });

const sameIdentity = (a: SlackIdentity, b: SlackIdentity): boolean =>
  a.installation === b.installation && a.team === b.team && a.user === b.user;

/** Whether a person must never see a case: the one the allegation is about, or a relative. */
export const isExcluded = (
  identities: readonly SlackIdentity[],
  excluded: readonly SlackIdentity[],
): boolean => identities.some((identity) => excluded.some((one) => sameIdentity(identity, one)));

const slotAnswered = ({ state, hop }: Asked): string | undefined =>
  hop === undefined ? undefined : state?.hops[hop]?.slot;

/** An agency receives a referral when the route goes to it, in whole or by one of its hops (S1-12 tells both). */
const receives = (agency: Agency, state: CaseState): boolean =>
  agency === (state.routedTo ?? state.to) || state.hops.some(({ slot }) => agencyOfSlot(slot) === agency);

/** Whether this very person picked it up and has it. */
const isHolder = ({ state, actor, hop }: Asked): boolean =>
  (state?.hops ?? []).some(
    ({ had }, index) =>
      (hop === undefined || hop === index) && had?.how === "picked-up" && had.by === actor.person,
  );

const relationHolds = (row: AuthorityRow["allow"][number], asked: Asked): boolean => {
  const { state, actor } = asked;
  if (row.relation === "member") return asked.team !== undefined && actor.teams.includes(asked.team);
  if (row.relation === undefined || state === undefined) return true;
  if (row.relation === "holder") return isHolder(asked);
  const slot = slotAnswered(asked);
  const receiving = slot === undefined ? receives(actor.agency, state) : agencyOfSlot(slot) === actor.agency;
  const sending = actor.agency === state.from;
  return row.relation === "either"
    ? sending || receiving
    : row.relation === "receiving"
      ? receiving
      : sending;
};

const roleHolds = (row: AuthorityRow["allow"][number], actor: Actor): boolean =>
  (row.agency === undefined || row.agency === actor.agency) &&
  actor.roles.some((role) => row.roles.some((one) => one === role));

const isNamed = ({ state, actor, hop }: Asked): boolean =>
  state !== undefined &&
  state.hops.some((one, index) => (hop === undefined || hop === index) && one.person === actor.person);

const restrictionHolds = (row: AuthorityRow, asked: Asked): boolean => {
  if (asked.state?.restricted !== true || row.restricted === "anyone allowed") return true;
  if (isNamed({ ...asked, ...(row.restricted === "named only" ? {} : { hop: undefined }) } as Asked))
    return true;
  return row.restricted === "named or sender" && asked.state.sender === asked.actor.person;
};

/** A slot that a rota fills is taken by the person named, or by someone of the roles that the area lets take it. */
const mayTake = (asked: Asked): boolean => {
  const slotName = slotAnswered(asked);
  const slot = slotName === undefined ? undefined : asked.area.slots[slotName];
  if (asked.verb !== "pick-up" || slot?.kind !== "person-on-call") return true;
  return isNamed(asked) || asked.actor.roles.some((role) => slot.takenBy.some((one) => one === role));
};

/** What it is about a person that no row fits: their agency's part in the case, or their role. */
const whyNot = (row: AuthorityRow, asked: Asked): string => {
  const { agency, roles } = asked.actor;
  const isOther = !row.allow.some((one) => (one.agency ?? agency) === agency && relationHolds(one, asked));
  return isOther
    ? `You are registered with ${agencyInWords[agency]}.`
    : `Your role (${roles.join(", ").replaceAll("-", " ")}) is not one of those that may.`;
};

/**
 * Whether a person may do something, and because of what: the one place where the authority table is read. An excluded
 * person and a person of another area get words that do not confirm that the case exists.
 */
export const mayAct = (table: AuthorityTable, asked: Asked): Allowed | Denied => {
  const { actor, state, verb } = asked;
  const row = table[verb];
  if (actor.left) return deny("has left", "You are no longer registered with Tandem.");
  if (!actor.areas.includes(asked.area.area)) return deny("another area", nothingToShow);
  if (state !== undefined && isExcluded(actor.identities, state.excluded))
    return deny("excluded", nothingToShow);
  if (!restrictionHolds(row, asked)) return deny("restricted to named people", nothingToShow);
  if (!row.allow.some((one) => roleHolds(one, actor) && relationHolds(one, asked)))
    return deny(`no row of ${verb} fits`, `${row.says}. ${whyNot(row, asked)}`);
  if (!mayTake(asked))
    return deny("the slot is taken by another role", "This needs the person on call, by name.");
  return { ok: true, because: row.says };
};
