import type { CaseState } from "../domain/case/case-state.ts";
import {
  mayAct,
  nothingToShow,
  type Actor,
  type Allowed,
  type Asked,
  type Denied,
} from "../domain/authority/may-act.ts";
import type { Instant } from "../domain/instant.ts";
import { postingAt } from "../domain/people/posting.ts";
import type { Person, Viewer } from "../ports.ts";
import type { Context } from "./context.ts";

/** A person as one area knows them at an instant; in one where they have no posting then, as somebody of another area. */
const actorIn = (
  { person, agency, identities, left, postings }: Person,
  area: string,
  now: Instant,
): Actor => {
  const posting = postingAt({ postings, left }, area, now);
  const { roles = [], teams = [] } = posting ?? {};
  return { person, agency, identities, left, roles, teams, areas: posting === undefined ? [] : [area] };
};

/** Whether whoever asks may do something now, and because of what. */
export const may = (
  { authority, clock }: Pick<Context, "authority" | "clock">,
  { person }: Viewer,
  asked: Omit<Asked, "actor" | "now">,
): Allowed | Denied => {
  const now = clock.dutyNow();
  return mayAct(authority, { ...asked, actor: actorIn(person, asked.area.area, now), now });
};

/**
 * Whether whoever asks may do something in a case. Why not is said to whoever may know that there is a case; to anybody
 * else it would say that there is one.
 */
export const mayInCase = (
  context: Parameters<typeof may>[0],
  viewer: Viewer,
  asked: Parameters<typeof may>[2] & { readonly state: CaseState },
): Allowed | Denied => {
  const allowed = may(context, viewer, asked);
  const { area, state } = asked;
  const knows = allowed.ok || may(context, viewer, { verb: "read-referral", area, state }).ok;
  return knows ? allowed : { ...allowed, says: nothingToShow };
};
