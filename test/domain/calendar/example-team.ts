import type { Clock } from "../../../src/domain/calendar/clock-kinds.ts";
import { dueAt } from "../../../src/domain/calendar/due.ts";
import type { Due, DueContext } from "../../../src/domain/calendar/due-result.ts";
import { formatInstant } from "../../../src/domain/calendar/format-instant.ts";
import { localToInstant } from "../../../src/domain/calendar/local-to-instant.ts";
import { openingHoursSchema } from "../../../src/domain/calendar/opening-hours.ts";
import { buildWorkingCalendar } from "../../../src/domain/calendar/working-calendar.ts";
import type { Instant } from "../../../src/domain/instant.ts";

export const calendar = buildWorkingCalendar({ firstYear: 2019, lastYear: 2035, closures: [] });

const monToThu = [{ open: "08:30", close: "17:00" }];
const exampleWeek = {
  mon: monToThu,
  tue: monToThu,
  wed: monToThu,
  thu: monToThu,
  fri: [{ open: "08:30", close: "16:30" }],
  sat: "closed",
  sun: "closed",
};

/** The fictional office of the example areas, with what a test changes. */
export const hoursWith = (changes: object) => openingHoursSchema.parse({ ...exampleWeek, ...changes });

export const office = hoursWith({});

export const officeWithDates = (dates: object) => hoursWith({ dates });

const always = "24 hours";
export const roundTheClock = openingHoursSchema.parse({
  mon: always,
  tue: always,
  wed: always,
  thu: always,
  fri: always,
  sat: always,
  sun: always,
  bankHolidays: "as usual",
});

/** '2026-08-28 17:40' in England, as an instant; throws for a time that is not one instant. */
export const at = (text: string): Instant => {
  const [date = "", ...time] = text.split(" ");
  const moment = localToInstant({ date, time: time.join(" ") });
  if (!moment.ok) throw new RangeError(moment.because);
  return moment.instant;
};

export const usingOffice: DueContext = { calendar, hours: office };

export const due = (clock: Clock, start: string, context = usingOffice): Due => {
  const result = dueAt(clock, at(start), context);
  if (!result.ok) throw new RangeError(result.because);
  return result;
};

/** The due time as a person reads it. */
export const dueText = (clock: Clock, start: string, context = usingOffice): string =>
  formatInstant(due(clock, start, context).due);

export const refusal = (clock: Clock, start: string, context = usingOffice): string => {
  const result = dueAt(clock, at(start), context);
  return result.ok ? "not refused" : result.because;
};
