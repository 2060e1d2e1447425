import { mayKnowOf } from "../domain/authority/need-to-know.ts";
import type { Candidate } from "../domain/case/form-models.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { caseForForm } from "./case-for-form.ts";
import type { Context } from "./context.ts";
import { byName } from "./prepare-named.ts";

export type NotePrepared =
  | { readonly ok: true; readonly people: readonly Candidate[] }
  | { readonly ok: false; readonly says: string };

/** Whom a note can be for: registered people of both agencies who may know of the case, besides whoever writes it. */
export const prepareNote = async (
  context: Context,
  viewer: Viewer,
  ref: TandemRef,
): Promise<NotePrepared> => {
  const found = await caseForForm(context, viewer, "add-note", ref);
  if (!found.ok) return found;
  const { state, world } = found;
  const others = world.area.people.filter(
    (one) => one.person !== viewer.person.person && mayKnowOf(state, one),
  );
  return { ok: true, people: byName(others) };
};
