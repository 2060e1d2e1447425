import { agencySchema } from "../domain/agency.ts";
import { decideDraft } from "../domain/strategy/decide-draft.ts";
import type { RecordSection } from "../domain/strategy/sections.ts";
import { learnedFactsSchema } from "../domain/steps/learned-facts.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import { meetingIn } from "../domain/meetings/meeting.ts";
import type { Viewer } from "../ports.ts";
import { actInCase, type Acted } from "./act-in-case.ts";
import type { Context } from "./context.ts";
import { namesOf } from "./strategy-texts.ts";

export type SavingSection = {
  readonly ref: TandemRef;
  readonly record: string;
  readonly section: RecordSection;
  readonly seen: readonly string[];
  readonly answers: readonly { readonly field: string; readonly text: string }[];
  readonly facts: Readonly<Record<string, string>>;
  readonly present: readonly string[];
  readonly attended: readonly string[];
  readonly review: boolean;
  readonly request: string;
};

export type SectionSaved = Acted & {
  /** Who wrote in the same section meanwhile; what they wrote stands beside it. */
  readonly besides?: readonly string[];
};

/** Saves one section of a discussion's record at once, as a draft that everybody who may record it sees. */
export const saveSection = async (
  context: Context,
  viewer: Viewer,
  { ref, request, facts, present, review, ...said }: SavingSection,
): Promise<SectionSaved> => {
  const { agency, person } = viewer.person;
  let beside: readonly string[] = [];
  const acted = await actInCase(context, viewer, { verb: "record-step", ref, request }, (state, by) => {
    const decided = decideDraft(
      state,
      {
        ...said,
        by: person,
        agency,
        draft: context.ids.next(),
        facts: learnedFactsSchema.parse(facts),
        present: agencySchema.array().parse(present),
        meeting: meetingIn(state, said.record)?.meeting,
        review: review ? true : undefined,
      },
      by,
    );
    if (decided.ok) beside = decided.beside;
    return decided;
  });
  if (!acted.ok || beside.length === 0) return acted;
  const drafts = acted.state.records.flatMap((one) => one.drafts);
  const writers = drafts.filter(({ draft }) => beside.includes(draft)).map(({ by }) => by);
  return { ...acted, besides: [...(await namesOf(context, writers)).values()] };
};
