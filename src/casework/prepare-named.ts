import type { AreaPerson } from "../domain/area/area-schema.ts";
import { isExcluded } from "../domain/authority/need-to-know.ts";
import type { Agency } from "../domain/agency.ts";
import type { CaseState, Named } from "../domain/case/case-state.ts";
import type { Candidate, NamedPerson, PeopleModel } from "../domain/case/form-models.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { caseForForm } from "./case-for-form.ts";
import { nameOf } from "./case-parties.ts";
import type { Context } from "./context.ts";
import { may } from "./may.ts";

export type NamedPrepared =
  | ({ readonly ok: true } & PeopleModel)
  | { readonly ok: false; readonly says: string };

/** People to choose from, by name. */
export const byName = (people: readonly AreaPerson[]): readonly Candidate[] =>
  people.map(({ person, name }) => ({ person, name })).toSorted((a, b) => a.name.localeCompare(b.name));

const nameableIn = ({ named, excluded }: CaseState, agency: Agency, people: readonly AreaPerson[]) =>
  byName(
    people.filter(
      (one) =>
        one.agency === agency &&
        !isExcluded(one.identities, excluded) &&
        !named.some(({ person }) => person === one.person),
    ),
  );

const called = async (context: Context, named: Named): Promise<NamedPerson> => ({
  ...named,
  name: await nameOf(context, named.person),
});

/** Who is named in a case as what, and whom of one's own agency one can name or take off. */
export const prepareNamed = async (
  context: Context,
  viewer: Viewer,
  ref: TandemRef,
): Promise<NamedPrepared> => {
  const found = await caseForForm(context, viewer, "name-person", ref);
  if (!found.ok) return found;
  const { state, world } = found;
  const { agency } = viewer.person;
  const named = await Promise.all(state.named.map((one) => called(context, one)));
  const mayRelease = may(context, viewer, { verb: "release-person", area: world.area, state }).ok;
  return {
    ok: true,
    named,
    nameable: nameableIn(state, agency, world.area.people),
    releasable: mayRelease ? named.filter((one) => one.agency === agency) : [],
  };
};
