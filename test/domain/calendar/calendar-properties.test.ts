import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Clock } from "../../../src/domain/calendar/clock-kinds.ts";
import { dueAt } from "../../../src/domain/calendar/due.ts";
import type { Due, DueResult } from "../../../src/domain/calendar/due-result.ts";
import { localDateOf } from "../../../src/domain/calendar/format-instant.ts";
import {
  dateOfDayIndex,
  dayIndexOfDate,
  localDate,
  plusDays,
  type LocalDate,
} from "../../../src/domain/calendar/local-date.ts";
import { nextClosing, nextOpening } from "../../../src/domain/calendar/next-opening.ts";
import { openAt } from "../../../src/domain/calendar/opening-hours.ts";
import { addWorkingDays, isWorkingDay } from "../../../src/domain/calendar/working-days.ts";
import { instantOf, type Instant } from "../../../src/domain/instant.ts";
import { calendar, office, officeWithDates, usingOffice } from "./example-team.ts";

const first = dayIndexOfDate(localDate("2020-01-01"));
const last = dayIndexOfDate(localDate("2034-06-30"));
const anyDate = fc.integer({ min: first, max: last }).map(dateOfDayIndex);
const anyCount = fc.integer({ min: 1, max: 120 });
const anyInstant = fc.integer({ min: first * 86_400_000, max: last * 86_400_000 }).map(instantOf);
const works = (date: LocalDate) => {
  const answer = isWorkingDay(calendar, date);
  return answer.ok && answer.working;
};
const add = (date: LocalDate, count: number): LocalDate => {
  const answer = addWorkingDays(calendar, date, count);
  if (!answer.ok) throw new RangeError(answer.because);
  return answer.date;
};
const found = (answer: ReturnType<typeof nextClosing>): Instant => {
  if (!answer.ok) throw new RangeError(answer.because);
  return answer.instant;
};

const answered = (result: DueResult): Due => {
  if (!result.ok) throw new RangeError(result.because);
  return result;
};

const stepByStep = (date: LocalDate, count: number): LocalDate => {
  let [day, left] = [date, Math.abs(count)];
  while (left > 0) {
    day = plusDays(day, Math.sign(count));
    if (works(day)) left -= 1;
  }
  return day;
};

describe("adding working days", () => {
  it("agrees with walking day by day, forwards and backwards", () => {
    const differing: string[] = [];
    let compared = 0;
    for (let day = first; day < last; day += 7 * 13 + 1) {
      for (let count = -20; count <= 45; count += 1) {
        const date = dateOfDayIndex(day);
        if (add(date, count) !== stepByStep(date, count)) differing.push(`${date} plus ${count}`);
        compared += 1;
      }
    }
    expect(differing).toEqual([]);
    expect(compared).toBeGreaterThan(3000);
  });

  // Invariant: from a working day, N days on and N days back is where one began.
  it("and taking them off again returns to the working day one began from", () => {
    fc.assert(
      fc.property(anyDate.filter(works), anyCount, (date, count) => {
        expect(add(add(date, count), -count)).toBe(date);
      }),
    );
  });

  // Invariant: whatever the start, a count other than 0 lands on a working day.
  it("never lands on a day on which nobody works", () => {
    fc.assert(
      fc.property(anyDate, anyCount, fc.constantFrom(1, -1), (date, count, sign) => {
        expect(works(add(date, sign * count))).toBe(true);
      }),
    );
  });

  // Invariant: a later start is never due earlier, and one day more is always later.
  it("keeps the order of dates and of counts", () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 30 }), anyCount, (date, days, count) => {
        expect(add(plusDays(date, days), count) >= add(date, count)).toBe(true);
        expect(add(date, count + 1) > add(date, count)).toBe(true);
      }),
    );
  });
});

describe("opening hours", () => {
  const hours = officeWithDates({
    "2026-10-25": [{ open: "00:30", close: "01:45" }],
    "2027-03-28": [{ open: "00:30", close: "01:45" }],
    "2026-12-24": [{ open: "08:30", close: "12:00" }],
  });
  const nearClockChange = fc
    .tuple(
      fc.constantFrom("2026-10-24T22:00:00Z", "2027-03-27T22:00:00Z"),
      fc.integer({ min: 0, max: 21_600_000 }),
    )
    .map(([start, later]) => instantOf(Date.parse(start) + later));
  const anyTime = fc.oneof(anyInstant, nearClockChange);

  // Invariant: both edges lie strictly after the instant; while open the closing comes first, while shut the opening.
  it("open now means that the next closing comes before the next opening, and the other way round", () => {
    fc.assert(
      fc.property(anyTime, (instant) => {
        const opening = found(nextOpening(hours, calendar, instant));
        const closing = found(nextClosing(hours, calendar, instant));
        expect(opening > instant && closing > instant).toBe(true);
        expect(openAt(hours, calendar, instant).open).toBe(closing < opening);
      }),
      { numRuns: 500 },
    );
  });

  // Invariant: half-open. Open at an opening and not a millisecond before; shut at a closing, open a millisecond before.
  it("change exactly at an opening and at a closing", () => {
    const openAround = (instant: Instant) =>
      [-1, 0].map((shift) => openAt(hours, calendar, instantOf(Date.parse(instant) + shift)).open);
    fc.assert(
      fc.property(anyTime, (instant) => {
        expect(openAround(found(nextOpening(hours, calendar, instant)))).toEqual([false, true]);
        expect(openAround(found(nextClosing(hours, calendar, instant)))).toEqual([true, false]);
      }),
    );
  });
});

const whole = fc.integer({ min: 1, max: 60 });
const anyForwardClock: fc.Arbitrary<Clock> = fc.oneof(
  fc.constant<Clock>({ kind: "immediate" }),
  fc.record({
    kind: fc.constantFrom("hours" as const, "minutes" as const, "calendar-days" as const),
    count: whole,
  }),
  fc.record({
    kind: fc.constant("end-of-working-day" as const),
    outOfHours: fc.constantFrom("now" as const, "next-close" as const),
  }),
  fc.record({
    kind: fc.constant("working-days" as const),
    count: whole,
    counting: fc.constantFrom(
      "day-zero" as const,
      "deemed-received" as const,
      "same-time" as const,
      "inclusive" as const,
    ),
  }),
  fc.record({
    kind: fc.constant("months" as const),
    count: fc.integer({ min: 1, max: 6 }),
    lastUsable: fc.boolean(),
  }),
);

describe("every clock", () => {
  const shutSometimes = {
    calendar,
    hours: officeWithDates({ "2026-09-03": "closed", "2026-09-04": "closed" }),
  };
  const aroundShutDays = fc
    .integer({ min: 0, max: 12 * 86_400_000 })
    .map((later) => instantOf(Date.parse("2026-08-25T00:00:00Z") + later));

  // Invariant: a duty is never due before it began, and what it rests on is always said.
  it("that runs forwards is never due before its start, and begins its derivation with it", () => {
    fc.assert(
      fc.property(anyForwardClock, fc.oneof(anyInstant, aroundShutDays), (clock, start) => {
        const result = answered(dueAt(clock, start, shutSometimes));
        expect(result.due >= start).toBe(true);
        expect(result.because[0]).toMatch(/^started /);
        expect(result.outerReading === undefined || result.outerReading > result.due).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  // Invariant: the later of two starts is not due earlier, for clocks that count working days from day 0.
  it("that counts working days is due no earlier for a later start", () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: 0, max: 10 * 86_400_000 }), whole, (start, later, count) => {
        const clock: Clock = { kind: "working-days", count };
        const dueFrom = (from: Instant) => answered(dueAt(clock, from, usingOffice)).due;
        const sooner = dueFrom(start);
        const latter = dueFrom(instantOf(Date.parse(start) + later));
        expect(latter >= sooner).toBe(true);
      }),
    );
  });

  // Invariant: backwards, both bounds lie on working days before the event, and 'not earlier than' precedes 'by'.
  it("that runs backwards ends before the day of the event, with its opening before its close", () => {
    fc.assert(
      fc.property(anyInstant, whole, fc.boolean(), (event, count, clearDays) => {
        const bounded = (bound: "earliest" | "latest") =>
          answered(
            dueAt({ kind: "working-days-before", count, bound, clearDays }, event, {
              calendar,
              hours: office,
            }),
          );
        const [earliest, latest] = [bounded("earliest"), bounded("latest")];
        expect(earliest.due < latest.due && localDateOf(latest.due) < localDateOf(event)).toBe(true);
        expect(works(localDateOf(latest.due))).toBe(true);
      }),
    );
  });
});
