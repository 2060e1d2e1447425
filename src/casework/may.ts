import { mayAct, type Actor, type Allowed, type Asked, type Denied } from "../domain/authority/may-act.ts";
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
