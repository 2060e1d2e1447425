import { otherAgency } from "../domain/agency.ts";
import type { BodyOf, HeaderOf } from "../domain/case/case-event.ts";
import { decideDiscussion } from "../domain/case/decide-record.ts";
import type { Instant } from "../domain/instant.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import type { LearnedFacts } from "../domain/steps/learned-facts.ts";
import { actInCase, type Acted } from "./act-in-case.ts";
import { missingAnswersOf, type MissingAnswer } from "./asked-of-form.ts";
import type { Context } from "./context.ts";

export type Discussed = {
  readonly ref: TandemRef;
  readonly at: Instant;
  readonly means: HeaderOf<"DiscussionRecorded">["means"];
  readonly decision: HeaderOf<"DiscussionRecorded">["decision"];
  /** Whether it was a meeting or a conversation, where the protocol makes a difference. */
  readonly held?: LearnedFacts["held"];
  readonly details: BodyOf<"DiscussionRecorded">;
  readonly actingNow?: boolean;
  readonly request: string;
};

export type DiscussionRecorded = Acted & { readonly missing?: readonly MissingAnswer[] };

/**
 * Records a two-way discussion between the agencies and its decision: the only thing that stops S2-11. What the protocol
 * wants written about it and is missing is said answer by answer.
 */
export const recordDiscussion = async (
  context: Context,
  viewer: Viewer,
  discussed: Discussed,
): Promise<DiscussionRecorded> => {
  const { ref, request, held, ...said } = discussed;
  const { agency, person } = viewer.person;
  const facts = held === undefined ? {} : { facts: { held } };
  let missing: readonly MissingAnswer[] | undefined;
  const acted = await actInCase(context, viewer, { verb: "record-discussion", ref, request }, (state, by) => {
    const recorded = { ...said, ...facts, by: person, agency, withAgency: otherAgency(agency) };
    const decided = decideDiscussion(state, recorded, by);
    if (!decided.ok) missing = missingAnswersOf("discussion-recorded", decided);
    return decided;
  });
  return missing === undefined ? acted : { ...acted, missing };
};
