import { readCase, readTypedRef } from "../../src/casework/read-case.ts";
import { caseCardView } from "../../src/slack/forms/case-card-view.ts";
import { openWindow } from "./open-window.ts";

const mistyped =
  "This is not a Tandem ref. Type /case and the ref again, for example /case K7M2-9QXD. Check each character: a slip always shows.";

/** `/case REF` shows how a case stands. Only the reference is read; what is typed after it is neither read nor kept. */
export const caseCommand = openWindow("Case", async ({ services }, viewer, text) => {
  const ref = readTypedRef(text);
  if (ref === undefined) return { ok: false, says: mistyped };
  const read = await readCase(services.context, viewer, ref);
  return read.ok ? { ok: true, view: caseCardView(read.card) } : { ...read, about: ref };
});
