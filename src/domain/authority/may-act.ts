import { agencyInWords, type Agency } from "../agency.ts";
import type { Area, SlackIdentity } from "../area/area-schema.ts";
import type { CaseState } from "../case/case-state.ts";
import type { Instant } from "../instant.ts";
import type { AuthorityRow, AuthorityTable, Verb } from "./authority-table.ts";
import { hasTakenAccess, isExcluded, isNamedIn } from "./need-to-know.ts";
import { relationHolds, slotAnswered } from "./relations.ts";

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
  readonly now: Instant;
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

const roleHolds = (row: AuthorityRow["allow"][number], actor: Actor): boolean =>
  (row.agency === undefined || row.agency === actor.agency) &&
  actor.roles.some((role) => row.roles.some((one) => one === role));

/** Whether a restricted case names this person: at the hop that is answered, or anywhere in it. */
const isNamed = ({ state, actor, hop, now }: Asked): boolean =>
  state !== undefined &&
  (state.named.some(({ person }) => person === actor.person) ||
    hasTakenAccess(state, actor.person, now) ||
    (hop === undefined ? isNamedIn(state, actor.person) : state.hops[hop]?.person === actor.person));

const restrictionHolds = (row: AuthorityRow, asked: Asked): boolean => {
  if (asked.state?.restricted !== true || row.restricted === "anyone allowed") return true;
  if (row.restricted === "named only") return isNamed(asked);
  const { hop: _hop, ...anywhere } = asked;
  return isNamed(anywhere) || asked.state.sender === asked.actor.person;
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
  const isOther = !row.allow.some(
    (one) => (one.agency ?? agency) === agency && relationHolds(one.relation, asked),
  );
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
  if (!row.allow.some((one) => roleHolds(one, actor) && relationHolds(one.relation, asked)))
    return deny(`no row of ${verb} fits`, `${row.says}. ${whyNot(row, asked)}`);
  if (!mayTake(asked))
    return deny("the slot is taken by another role", "This needs the person on call, by name.");
  return { ok: true, because: row.says };
};
