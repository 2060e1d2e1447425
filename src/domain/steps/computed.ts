import { localDateOf } from "../calendar/format-instant.ts";
import { dayIndexOfDate, weekdayNumber } from "../calendar/local-date.ts";
import type { CaseState } from "../case/case-state.ts";
import type { LearnedFacts } from "./learned-facts.ts";
import type { Instant } from "../instant.ts";

type Check = (startsAt: Instant, state: CaseState) => boolean;

const saturday = 5;

const isWeekday = (at: Instant): boolean => weekdayNumber(dayIndexOfDate(localDateOf(at))) < saturday;

const notBefore = (startsAt: Instant, other: Instant | undefined): boolean =>
  other === undefined || localDateOf(startsAt) >= localDateOf(other);

/** What a protocol asks of a step that nobody has to be asked: the date of the meeting answers it (STAT-15). */
const checks: Readonly<Record<string, Check>> = {
  "a weekday": isWeekday,
  "a day not before the referral": (startsAt, { learnedAt }) => notBefore(startsAt, learnedAt),
  "a day not before the section 47 enquiries": (startsAt, { steps }) =>
    notBefore(startsAt, steps.find(({ step }) => step === "enquiry-started")?.at),
};

type Answered = (facts: LearnedFacts) => boolean;

/** What a protocol asks for in words and the form asks as a choice. */
const asChoices: Readonly<Record<string, Answered>> = {
  "whether a plan is needed": ({ plan }) => plan !== undefined,
  "category of harm": ({ plan, category }) => plan === "no" || category !== undefined,
  "attendance required or report enough": ({ attendance }) => attendance !== undefined,
  "police attend or not": ({ attendance }) => attendance !== undefined,
  "grounds that apply": ({ attendanceGround }) => attendanceGround !== undefined,
};

/** Whether a field is asked as a choice, and not in words. */
export const isChosen = (field: string): boolean => field in asChoices;

/** Whether what is asked as a choice was chosen. */
export const wasChosen = (field: string, facts: LearnedFacts): boolean => asChoices[field]?.(facts) ?? false;

/** Whether a field is answered by what the step is, and is asked of nobody. */
export const isComputed = (field: string): boolean => field in checks;

/** Whether what a protocol asks of the date of a meeting is so. */
export const isSo = (field: string, startsAt: Instant | undefined, state: CaseState): boolean =>
  startsAt !== undefined && (checks[field]?.(startsAt, state) ?? false);
