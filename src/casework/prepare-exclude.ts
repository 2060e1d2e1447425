import { otherAgency } from "../domain/agency.ts";
import { isExcluded } from "../domain/authority/need-to-know.ts";
import type { ExcludeModel } from "../domain/case/form-models.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { caseForForm } from "./case-for-form.ts";
import type { Context } from "./context.ts";
import { byName } from "./prepare-named.ts";

export type ExcludePrepared =
  | ({ readonly ok: true } & ExcludeModel)
  | { readonly ok: false; readonly says: string };

/** The registered people of the other agency, of whose Slack one cannot choose. */
export const prepareExclude = async (
  context: Context,
  viewer: Viewer,
  ref: TandemRef,
): Promise<ExcludePrepared> => {
  const found = await caseForForm(context, viewer, "exclude-person", ref);
  if (!found.ok) return found;
  const { state, world } = found;
  const other = otherAgency(viewer.person.agency);
  const people = world.area.people.filter(
    ({ agency, identities }) => agency === other && !isExcluded(identities, state.excluded),
  );
  return { ok: true, other, people: byName(people) };
};
