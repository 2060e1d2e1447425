import { recordIn } from "../domain/strategy/strategy-record.ts";
import type { RecordPaper } from "../mail-ports.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { caseForForm } from "./case-for-form.ts";
import type { Context } from "./context.ts";
import { recordPaperOf } from "./record-paper.ts";
import { namesOf, openTexts } from "./strategy-texts.ts";

type Copy =
  | { readonly ok: true; readonly paper: RecordPaper }
  | { readonly ok: false; readonly says: string };

/** The record of a discussion as plain words to put into one's own system. Opening it is recorded. */
export const copyRecord = async (
  context: Context,
  viewer: Viewer,
  ref: TandemRef,
  id: string,
): Promise<Copy> => {
  const found = await caseForForm(context, viewer, "record-step", ref);
  if (!found.ok) return found;
  const { state, world } = found;
  const record = recordIn(state, id);
  if (record?.held === undefined) return { ok: false, says: "Finish the record first." };
  const bodies = await openTexts(context, viewer, state);
  const names = await namesOf(context, [
    record.held.by,
    ...state.actions.flatMap(({ person }) => person ?? []),
  ]);
  return { ok: true, paper: recordPaperOf({ state, world, record, bodies, names }, []) };
};
