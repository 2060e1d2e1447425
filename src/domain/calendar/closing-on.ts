import { instantOf, type Instant } from "../instant.ts";
import { formatDate } from "./format-instant.ts";
import { hoursOn } from "./hours-on.ts";
import { dayIndexOfDate, type LocalDate } from "./local-date.ts";
import { spellOf, type Spell } from "./open-spells.ts";
import type { OpeningHours } from "./opening-hours.ts";
import { refuse, type Refusal } from "./refusal.ts";
import type { WorkingCalendar } from "./working-calendar.ts";

/** An opening or closing time of a date, as an instant and as the clock on the wall shows it. */
export interface DayEdge {
  readonly ok: true;
  readonly instant: Instant;
  /** 'HH:MM' as the hours have it; '24:00' for the end of the date. */
  readonly time: string;
  readonly because: string;
}

/** The last closing time of a date, '24:00' (the next midnight) for a team that never closes; refused when shut. */
export const closingOn = (
  hours: OpeningHours,
  calendar: WorkingCalendar,
  date: LocalDate,
): DayEdge | Refusal => edgeOn({ hours, calendar, date }, "closing");

/** The first opening time of a date; refused when the team is shut that day. */
export const openingOn = (
  hours: OpeningHours,
  calendar: WorkingCalendar,
  date: LocalDate,
): DayEdge | Refusal => edgeOn({ hours, calendar, date }, "opening");

interface Asked {
  readonly hours: OpeningHours;
  readonly calendar: WorkingCalendar;
  readonly date: LocalDate;
}

const edgeOn = ({ hours, calendar, date }: Asked, edge: "opening" | "closing"): DayEdge | Refusal => {
  const today = hoursOn(hours, calendar, date);
  if (!today.ok) return today;
  const day = dayIndexOfDate(date);
  const lasting = today.periods.filter((period) => isReal(spellOf(day, period)));
  const period = lasting.at(edge === "opening" ? 0 : -1);
  if (period === undefined) {
    return refuse(`There is no ${edge} time on ${formatDate(date)}: ${today.because}.`);
  }
  const { start, end } = spellOf(day, period);
  const [at, time] = edge === "opening" ? [start, period.open] : [end, period.close];
  return { ok: true, instant: instantOf(at), time, because: today.because };
};

const isReal = ({ start, end }: Spell): boolean => start < end;
