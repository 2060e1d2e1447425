import { caseRoleSchema, type CaseRole } from "../domain/case/access-event-schemas.ts";
import { decideName } from "../domain/case/decide-named.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { actInCase, type Acted } from "./act-in-case.ts";
import type { Context } from "./context.ts";

export type Naming = {
  readonly ref: TandemRef;
  readonly person: string;
  readonly as: CaseRole;
  readonly request: string;
};

/** What somebody is in a case, as a form sends it; undefined when nothing was chosen. */
export const readCaseRole = (chosen: string | undefined): CaseRole | undefined =>
  caseRoleSchema.safeParse(chosen).data;

/** A person of one's own agency is named in a case, and told so. */
export const namePerson = (context: Context, viewer: Viewer, naming: Naming): Promise<Acted> => {
  const { ref, request, person, as } = naming;
  return actInCase(context, viewer, { verb: "name-person", ref, request }, (state, by) =>
    decideName(state, { person, as, by: viewer.person }, by),
  );
};
