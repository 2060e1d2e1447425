import { mayAct, type Allowed, type Asked, type Denied } from "../domain/authority/may-act.ts";
import type { Viewer } from "../ports.ts";
import type { Context } from "./context.ts";

/** Whether whoever asks may do something now, and because of what. */
export const may = (
  { authority, clock }: Pick<Context, "authority" | "clock">,
  { person }: Viewer,
  asked: Omit<Asked, "actor" | "now">,
): Allowed | Denied => mayAct(authority, { ...asked, actor: person, now: clock.dutyNow() });
