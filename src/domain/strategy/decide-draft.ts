import { conclude, type Decision } from "../case/decide-answer.ts";
import type { BodyOf, HeaderOf, NewCaseEvent } from "../case/case-event.ts";
import type { CaseState } from "../case/case-state.ts";
import { refuse, type Refused } from "../case/refusal.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { draftsOf, recordIn } from "./strategy-record.ts";

export type Drafting = Pick<
  HeaderOf<"SectionDrafted">,
  "by" | "agency" | "record" | "draft" | "section" | "facts" | "present" | "attended"
> & {
  /** The drafts of the section that its writer had before them. */
  readonly seen: readonly string[];
  readonly meeting?: string | undefined;
  readonly review?: true | undefined;
  readonly answers: BodyOf<"SectionDrafted">["answers"];
};

export type Drafted = Decision & {
  /** What somebody else wrote meanwhile, and stands beside it. */
  readonly beside: readonly string[];
};

const event = (drafting: Drafting, replaces: readonly string[], by: Following): NewCaseEvent => {
  const { by: person, agency, record, draft, section, facts, present, attended, answers } = drafting;
  const { meeting, review } = drafting;
  return {
    type: "SectionDrafted",
    version: 1,
    header: {
      by: person,
      at: by.now,
      enteredAt: by.now,
      agency,
      record,
      draft,
      section,
      replaces,
      answered: answers.map(({ field }) => field),
      facts,
      present,
      attended,
      ...(meeting === undefined ? {} : { meeting }),
      ...(review === undefined ? {} : { review }),
    },
    sealed: { compartment: "shared", body: { answers } },
  };
};

/**
 * One section of a discussion's record is saved at once. It stands in place of what its writer had before them; what
 * somebody else wrote meanwhile stays beside it, so that of two who write at the same instant neither is lost.
 */
export const decideDraft = (state: CaseState, drafting: Drafting, by: Following): Drafted | Refused => {
  const record = recordIn(state, drafting.record);
  if (record?.held !== undefined)
    return refuse("finished", "This record is finished. If there was another discussion, begin its own.");
  const standing = record === undefined ? [] : draftsOf(record, drafting.section);
  const replaces = standing.map(({ draft }) => draft).filter((draft) => drafting.seen.includes(draft));
  const beside = standing.map(({ draft }) => draft).filter((draft) => !drafting.seen.includes(draft));
  return { ...conclude(state, [event(drafting, replaces, by)], () => [], by), beside };
};
