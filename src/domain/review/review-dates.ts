import { localDateOf, millisecondsIntoDay } from "../calendar/format-instant.ts";
import { millisecondsInDay } from "../calendar/day-index.ts";
import { dayIndexOfDate, localDate, plusDays, type LocalDate } from "../calendar/local-date.ts";
import { instantOfWallTime } from "../calendar/wall-time.ts";
import type { WorkingCalendar } from "../calendar/working-calendar.ts";
import { addWorkingDays, isWorkingDay } from "../calendar/working-days.ts";
import { instantOf, millisecondsIn, type Instant } from "../instant.ts";
import type { Protocol } from "../protocol/protocol-schema.ts";
import type { ReviewRule } from "../protocol/review-schema.ts";
import type { ReviewState } from "./review-state.ts";

/** A review is no matter for the night: its owners hear of it between these hours of a working day. Local practice. */
const [dayBegins, dayEnds] = [9 * millisecondsIn.hour, 17 * millisecondsIn.hour];

type Dated = Pick<Protocol, "sources">;

/** By when a protocol is to be reviewed: what its file says, or what was recorded since, whichever is later. */
export const reviewDueOn = (
  { id, of }: Pick<ReviewRule, "id" | "of">,
  { sources }: Dated,
  { reviewed }: Pick<ReviewState, "reviewed">,
): LocalDate | undefined => {
  const inFile = sources.find(({ title }) => title === of)?.reviewDue;
  if (inFile === undefined) return undefined;
  const recorded = reviewed[id]?.nextDue ?? inFile;
  return localDate(recorded > inFile ? recorded : inFile);
};

/** Whether a day of review has passed: it may be done until its evening. */
export const isReviewOverdue = (due: string, today: string): boolean => due < today;

const morningOf = (date: LocalDate): Instant =>
  instantOf(instantOfWallTime(dayIndexOfDate(date) * millisecondsInDay + dayBegins, "first"));

/** Outside the years of the calendar every day is taken as it is. */
const worksOn = (calendar: WorkingCalendar, date: LocalDate): boolean => {
  const asked = isWorkingDay(calendar, date);
  return !asked.ok || asked.working;
};
const movedBy = (calendar: WorkingCalendar, date: LocalDate, days: number): LocalDate => {
  const moved = addWorkingDays(calendar, date, days);
  return moved.ok ? moved.date : plusDays(date, days);
};
const onOrBefore = (calendar: WorkingCalendar, date: LocalDate): LocalDate =>
  worksOn(calendar, date) ? date : movedBy(calendar, date, -1);
const onOrAfter = (calendar: WorkingCalendar, date: LocalDate): LocalDate =>
  worksOn(calendar, date) ? date : movedBy(calendar, date, 1);

/** The next moment at which the owners may be told: now, on a working day by day, else the next such morning. */
const usable = (calendar: WorkingCalendar, now: Instant): Instant => {
  const today = localDateOf(now);
  const time = millisecondsIntoDay(now);
  if (!worksOn(calendar, today) || time >= dayEnds) return morningOf(movedBy(calendar, today, 1));
  return time < dayBegins ? morningOf(today) : now;
};

const plannedFor = (reminder: string, due: LocalDate, calendar: WorkingCalendar): Instant => {
  const before = Number.parseInt(reminder, 10);
  return morningOf(Number.isNaN(before) ? onOrBefore(calendar, due) : movedBy(calendar, due, -before));
};

/** Every time by day at which the owners are told before the day has passed, and the first after it. */
const planOf = (rule: ReviewRule, due: LocalDate, calendar: WorkingCalendar): readonly Instant[] => [
  ...rule.reminders.map((reminder) => plannedFor(reminder, due, calendar)),
  morningOf(movedBy(calendar, due, 1)),
];

export type Looking = {
  readonly rule: ReviewRule;
  readonly due: LocalDate;
  /** When the owners were last told of this day, if they were. */
  readonly told?: Instant;
  readonly now: Instant;
  readonly calendar: WorkingCalendar;
};

/**
 * When the owners are to be told next. However many times were missed, they are told once, as soon as they may be; past
 * the last time of the plan they are warned again and again, on working days.
 */
export const nextLook = ({ rule, due, told, now, calendar }: Looking): Instant => {
  const plan = planOf(rule, due, calendar).filter((at) => told === undefined || at > told);
  if (plan.some((at) => at <= now)) return usable(calendar, now);
  const [first] = plan.toSorted();
  if (first !== undefined || told === undefined) return first ?? usable(calendar, now);
  const again = morningOf(onOrAfter(calendar, plusDays(localDateOf(told), rule.warnEvery.count)));
  return again <= now ? usable(calendar, now) : again;
};
