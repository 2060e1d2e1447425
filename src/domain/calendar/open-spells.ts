import { millisecondsInDay, type DayIndex } from "./day-index.ts";
import { hoursOn } from "./hours-on.ts";
import { dateOfDayIndex } from "./local-date.ts";
import { millisecondsInMinute, minutesOf } from "./local-time.ts";
import type { Period } from "./day-hours.ts";
import type { OpeningHours } from "./opening-hours.ts";
import type { Refusal } from "./refusal.ts";
import { instantOfWallTime } from "./wall-time.ts";
import type { WorkingCalendar } from "./working-calendar.ts";

/** A time without a break in which a team is open, in epoch milliseconds: [start, end). */
export interface Spell {
  readonly ok: true;
  readonly start: number;
  /** Infinity when no end was found in the days that were looked at. */
  readonly end: number;
}

/** How far to look for an opening or a closing. */
export const aYear = 366;

/** The instants of one period: on the night the clocks go back it is as long as the clock on the wall makes it. */
export const spellOf = (day: DayIndex, { open, close }: Period): Spell => {
  const midnight = day * millisecondsInDay;
  return {
    ok: true,
    start: instantOfWallTime(midnight + minutesOf(open) * millisecondsInMinute, "first"),
    end: instantOfWallTime(midnight + minutesOf(close) * millisecondsInMinute, "second"),
  };
};

/**
 * Every spell from a day on, for so many days after it, in order. Periods that touch, at noon or at
 * midnight, are one spell: the team did not close. Ends with a refusal where the working calendar ends.
 */
export function* openSpells(
  hours: OpeningHours,
  calendar: WorkingCalendar,
  firstDay: DayIndex,
  daysAhead: number,
): Generator<Spell | Refusal> {
  let spell: Spell | undefined;
  for (let day = firstDay; day <= firstDay + daysAhead; day += 1) {
    const today = spellsOn(hours, calendar, day);
    if (!today.ok) {
      yield today;
      return;
    }
    for (const next of today.spells) {
      const joined = join(spell, next);
      if (joined === undefined && spell !== undefined) yield spell;
      spell = joined ?? next;
    }
    if (spell !== undefined && spell.end < endOfDay(day)) {
      yield spell;
      spell = undefined;
    }
  }
  if (spell !== undefined) yield { ...spell, end: Infinity };
}

/** The spells of one day; a period that lies wholly in the hour skipped in spring never happens. */
const spellsOn = (
  hours: OpeningHours,
  calendar: WorkingCalendar,
  day: DayIndex,
): { readonly ok: true; readonly spells: readonly Spell[] } | Refusal => {
  const today = hoursOn(hours, calendar, dateOfDayIndex(day));
  if (!today.ok) return today;
  const spells = today.periods.map((period) => spellOf(day, period));
  return { ok: true, spells: spells.filter(({ start, end }) => start < end) };
};

/** One spell of two that touch; undefined when the team closes in between. */
const join = (spell: Spell | undefined, next: Spell): Spell | undefined =>
  spell === undefined || next.start > spell.end
    ? undefined
    : { ok: true, start: spell.start, end: Math.max(spell.end, next.end) };

const endOfDay = (day: DayIndex): number => instantOfWallTime((day + 1) * millisecondsInDay, "first");
