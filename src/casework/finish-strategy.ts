import { decideFinish } from "../domain/strategy/decide-finish.ts";
import { recordIn } from "../domain/strategy/strategy-record.ts";
import type { StepRefused } from "../domain/case/decide-step.ts";
import type { Instant } from "../domain/instant.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { actInCase, type Acted } from "./act-in-case.ts";
import { caseForForm } from "./case-for-form.ts";
import type { Context } from "./context.ts";
import { may } from "./may.ts";
import { namesOf, openTexts, writtenIn } from "./strategy-texts.ts";

export type FinishingDiscussion = {
  readonly ref: TandemRef;
  readonly record: string;
  readonly at: Instant;
  readonly reason?: string;
  readonly actingNow: boolean;
  readonly request: string;
};

export type DiscussionFinished = Acted & { readonly refused?: StepRefused };

/** Finishes the record of a discussion, as the protocol judges all that its sections say. Opening them is recorded. */
export const finishDiscussion = async (
  context: Context,
  viewer: Viewer,
  { ref, request, ...said }: FinishingDiscussion,
): Promise<DiscussionFinished> => {
  const found = await caseForForm(context, viewer, "record-step", ref);
  if (!found.ok) return found;
  const record = recordIn(found.state, said.record);
  const bodies = await openTexts(context, viewer, found.state);
  const names = await namesOf(
    context,
    (record?.drafts ?? []).map(({ by }) => by),
  );
  const answers = writtenIn(record, undefined, { bodies, names });
  const read = (record?.drafts ?? []).map(({ draft }) => draft);
  const { agency, person } = viewer.person;
  let refused: StepRefused | undefined;
  const acted = await actInCase(context, viewer, { verb: "record-step", ref, request }, (state, by) => {
    const isManager = may(context, viewer, { verb: "answer-departure", area: by.area, state }).ok;
    const decided = decideFinish(state, { ...said, agency, by: person, isManager, answers, read }, by);
    if (!decided.ok && "objections" in decided) refused = decided;
    return decided;
  });
  return refused === undefined ? acted : { ...acted, refused };
};
