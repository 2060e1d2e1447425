import { decideNote, type NoteFor } from "../domain/case/decide-note.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { actInCase, type Acted } from "./act-in-case.ts";
import type { Context } from "./context.ts";

export type AddingNote = {
  readonly ref: TandemRef;
  readonly for: NoteFor;
  readonly readers: readonly string[];
  readonly text: string;
  readonly request: string;
};

/** A note for both agencies, for one's own, or for a few people by name. */
export const addNote = (context: Context, viewer: Viewer, adding: AddingNote): Promise<Acted> => {
  const { ref, request, ...rest } = adding;
  return actInCase(context, viewer, { verb: "add-note", ref, request }, (state, by) =>
    decideNote(state, { ...rest, note: context.ids.next(), by: viewer.person }, by),
  );
};
