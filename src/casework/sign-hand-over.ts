import { decideSign, type DeskDecision } from "../domain/desk/decide-desk.ts";
import { deskName, deskNamed, type Desk } from "../domain/desk/desk.ts";
import type { Refused } from "../domain/case/refusal.ts";
import { instant } from "../domain/case/event-parts.ts";
import type { Instant } from "../domain/instant.ts";
import type { Viewer } from "../ports.ts";
import type { Context } from "./context.ts";
import { decidingAt } from "./fire-desk-timer.ts";
import { may } from "./may.ts";
import { wake } from "./wake.ts";

export type SigningHandOver = { readonly desk: Desk; readonly at: Instant };
export type Signed = { readonly ok: true } | { readonly ok: false; readonly says: string };

/** What stands in a list's button: the desk and when the list was made. Undefined for what we never wrote. */
export const readHandOverValue = (context: Context, value: string): SigningHandOver | undefined => {
  const [area, slot, at] = value.split("/");
  const desk = deskNamed(`desk/${area}/${slot}`);
  const known = desk === undefined ? undefined : context.reference.areas.get(desk.area)?.slots[desk.slot];
  const made = instant.safeParse(at);
  return desk === undefined || known?.kind !== "team" || !made.success ? undefined : { desk, at: made.data };
};

/** Somebody of the team has read what it takes over, and says so by name. */
export const signHandOver = async (
  context: Context,
  viewer: Viewer,
  { desk, at }: SigningHandOver,
): Promise<Signed> => {
  const by = decidingAt(context, desk);
  const allowed = may(context, viewer, { verb: "sign-hand-over", area: by.area, team: desk.slot });
  if (!allowed.ok) return { ok: false, says: allowed.says };
  const decided = await context.desks.change<DeskDecision | Refused>(desk, (state) => {
    const answer = decideSign(state, { by: viewer.person.person, at }, by);
    return answer.ok ? { answer, commit: answer } : { answer };
  });
  if (!decided.ok) return { ok: false, says: decided.because };
  wake(context, { ref: deskName(desk), ...decided });
  return { ok: true };
};
