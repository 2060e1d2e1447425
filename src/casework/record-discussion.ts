import { otherAgency } from "../domain/agency.ts";
import type { BodyOf, HeaderOf } from "../domain/case/case-event.ts";
import { decideDiscussion } from "../domain/case/decide-record.ts";
import type { Instant } from "../domain/instant.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { actInCase, type Acted } from "./act-in-case.ts";
import type { Context } from "./context.ts";

export type Discussed = {
  readonly ref: TandemRef;
  readonly at: Instant;
  readonly means: HeaderOf<"DiscussionRecorded">["means"];
  readonly decision: HeaderOf<"DiscussionRecorded">["decision"];
  readonly details: BodyOf<"DiscussionRecorded">;
  readonly request: string;
};

/** Records a two-way discussion between the agencies and its decision: the only thing that stops S2-11. */
export const recordDiscussion = (context: Context, viewer: Viewer, discussed: Discussed): Promise<Acted> => {
  const { ref, request, ...said } = discussed;
  const { agency, person } = viewer.person;
  return actInCase(context, viewer, { verb: "record-discussion", ref, request }, (state, by) =>
    decideDiscussion(state, { ...said, by: person, agency, withAgency: otherAgency(agency) }, by),
  );
};
