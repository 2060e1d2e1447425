import type { CaseRole } from "../domain/case/access-event-schemas.ts";
import { decideRelease } from "../domain/case/decide-named.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { actInCase, type Acted } from "./act-in-case.ts";
import type { Context } from "./context.ts";

export type Releasing = {
  readonly ref: TandemRef;
  readonly person: string;
  readonly as: CaseRole;
  readonly reason: string;
  readonly request: string;
};

/** A person of one's own agency is in a case no longer, and told so. */
export const releasePerson = (context: Context, viewer: Viewer, releasing: Releasing): Promise<Acted> => {
  const { ref, request, person, as, reason } = releasing;
  return actInCase(context, viewer, { verb: "release-person", ref, request }, (state, by) =>
    decideRelease(state, { person, as, reason, by: viewer.person }, by),
  );
};
