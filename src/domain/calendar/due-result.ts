import type { Instant } from "../instant.ts";
import { formatInstant, localDateOf, localTimeOf } from "./format-instant.ts";
import type { LocalDate } from "./local-date.ts";
import { zone } from "./london-offset.ts";
import type { OpeningHours } from "./opening-hours.ts";
import type { Refusal } from "./refusal.ts";
import { officialListWarning, type WorkingCalendar } from "./working-calendar.ts";

/** What a due time is worked out with: the working calendar, and the hours of the team that must do it. */
export interface DueContext {
  readonly calendar: WorkingCalendar;
  readonly hours: OpeningHours;
  /** The word of the case for the start, such as 'referred'; 'started' when absent. */
  readonly startWord?: string;
}

/** What the rule meant on the clock on the wall, kept so that a change of clock law can re-derive the instant. */
export interface Intention {
  readonly date: LocalDate;
  /** 'HH:MM'; '24:00' for the end of the date. */
  readonly time: string;
  /** 'elapsed' and 'at the start' stand for instants and are never re-derived. */
  readonly rule:
    | "at the start"
    | "elapsed"
    | "same local time"
    | "closing time"
    | "opening time"
    | "end of the date";
  readonly zone: typeof zone;
}

export interface Due {
  readonly ok: true;
  /** Inclusive: done exactly at this instant is on time. */
  readonly due: Instant;
  readonly because: readonly string[];
  readonly intention: Intention;
  /** A later reading of the same rule, for display only: it never drives reminders and never counts as on time. */
  readonly outerReading?: Instant;
  readonly warnings: readonly string[];
  readonly calendarVersion: string;
}

export type DueResult = Due | Refusal;

export interface DuePoint {
  readonly instant: Instant;
  readonly date: LocalDate;
  readonly time: string;
  readonly rule: Intention["rule"];
}

/** The point that an instant is by itself, for clocks that run in absolute time. */
export const pointAt = (instant: Instant, rule: Intention["rule"]): DuePoint => ({
  instant,
  date: localDateOf(instant),
  time: localTimeOf(instant),
  rule,
});

/** An answer that rests on no working calendar. */
export const dueResult = (
  { calendar }: DueContext,
  { instant, date, time, rule }: DuePoint,
  because: readonly string[],
): Due => ({
  ok: true,
  due: instant,
  because,
  intention: { date, time, rule, zone },
  warnings: [],
  calendarVersion: calendar.version,
});

/** An answer that rests on the working calendar up to a date: past the official list it carries a warning. */
export const calendarDueResult = (
  context: DueContext,
  point: DuePoint,
  { because, upTo }: { readonly because: readonly string[]; readonly upTo: LocalDate },
): Due => {
  const warning = officialListWarning(upTo);
  const result = dueResult(context, point, because);
  if (warning === undefined) return result;
  return { ...result, because: [...because, warning], warnings: [warning] };
};

export const startLine = ({ startWord = "started" }: DueContext, start: Instant): string =>
  `${startWord} ${formatInstant(start)}`;
