import type { SlackIdentity } from "../domain/area/area-schema.ts";
import { isExcluded } from "../domain/authority/need-to-know.ts";
import { decideExclude } from "../domain/case/decide-exclude.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { actInCase, type Acted } from "./act-in-case.ts";
import type { Context } from "./context.ts";
import { redactLists } from "./redact-lists.ts";

export type Excluding = {
  readonly ref: TandemRef;
  readonly identity: SlackIdentity;
  readonly reason: string;
  readonly request: string;
};

/** The case is kept from a person from now on, by whichever of their identities they ask. */
export const excludePerson = async (
  context: Context,
  viewer: Viewer,
  { ref, identity, reason, request }: Excluding,
): Promise<Acted> => {
  const known = await context.people.byIdentity(identity);
  const identities = known?.identities ?? [identity];
  const { person, agency } = viewer.person;
  const acted = await actInCase(context, viewer, { verb: "exclude-person", ref, request }, (state, by) =>
    decideExclude(state, { identities, reason, by: { person, agency } }, by),
  );
  // Also when it was so already: a process that ended before the lists were done is finished by whoever asks again.
  if (acted.state !== undefined && isExcluded(identities, acted.state.excluded))
    await redactLists(context, acted.state);
  return acted;
};
