import { describe, expect, it } from "vitest";
import type { Clock } from "../../../src/domain/calendar/clock-kinds.ts";
import { dueAt, isLate } from "../../../src/domain/calendar/due.ts";
import { buildWorkingCalendar } from "../../../src/domain/calendar/working-calendar.ts";
import { localDate } from "../../../src/domain/calendar/local-date.ts";
import { parseInstant, plusMilliseconds } from "../../../src/domain/instant.ts";
import {
  at,
  calendar,
  due,
  dueText,
  office,
  officeWithDates,
  refusal,
  roundTheClock,
  usingOffice,
} from "./example-team.ts";

const oneWorkingDay: Clock = { kind: "working-days", count: 1 };
const inHours = (count: number): Clock => ({ kind: "hours", count });
const endOfDay = (outOfHours: "now" | "next-close"): Clock => ({ kind: "end-of-working-day", outOfHours });
const counted = (
  counting: NonNullable<Extract<Clock, { kind: "working-days" }>["counting"]>,
  count = 1,
): Clock => ({
  kind: "working-days",
  count,
  counting,
});

describe("elapsed time", () => {
  it("of 24 hours from Friday 15:00 ends on Saturday 15:00, where one working day ends at Monday's close (C3)", () => {
    expect(dueText(inHours(24), "2026-09-04 15:00")).toBe("Sat 5 Sep 2026 15:00 BST");
    expect(dueText(oneWorkingDay, "2026-09-04 15:00")).toBe("Mon 7 Sep 2026 17:00 BST");
  });

  it.each([
    ["2026-03-28 18:30", "Sun 29 Mar 2026 19:30 BST"],
    ["2027-03-27 18:30", "Sun 28 Mar 2027 19:30 BST"],
    ["2028-03-25 18:30", "Sun 26 Mar 2028 19:30 BST"],
    ["2026-10-24 18:30", "Sun 25 Oct 2026 17:30 GMT"],
    ["2027-10-30 18:30", "Sun 31 Oct 2027 17:30 GMT"],
    ["2028-10-28 18:30", "Sun 29 Oct 2028 17:30 GMT"],
  ])("of 24 hours from %s crosses the clock change and ends %s", (start, expected) => {
    expect(dueText(inHours(24), start)).toBe(expected);
    expect(due(inHours(24), start).because[1]).toMatch(/the clocks go (forward|back) on Sun/);
  });

  it("counts minutes, and 'immediate' is the start itself", () => {
    expect(dueText({ kind: "minutes", count: 15 }, "2026-09-04 23:50")).toBe("Sat 5 Sep 2026 00:05 BST");
    expect(due({ kind: "immediate" }, "2026-09-04 23:50")).toMatchObject({
      due: at("2026-09-04 23:50"),
      because: ["started Fri 4 Sep 2026 23:50 BST", "due at once"],
    });
  });

  it("runs on outside the years of the working calendar", () => {
    expect(dueAt(inHours(24), parseInstant("2040-01-01T00:00:00Z"), usingOffice)).toMatchObject({
      due: "2040-01-02T00:00:00.000Z",
    });
  });
});

describe("working days after a trigger", () => {
  it("explain themselves in words that the case chooses", () => {
    const result = due(oneWorkingDay, "2026-08-29 14:00", { ...usingOffice, startWord: "referred" });
    expect(result).toEqual({
      ok: true,
      due: "2026-09-01T16:00:00.000Z",
      because: [
        "referred Sat 29 Aug 2026 14:00 BST",
        "Mon 31 Aug 2026 is a bank holiday (Summer Bank Holiday)",
        "one working day ends Tue 1 Sep 2026 17:00 BST",
      ],
      intention: { date: "2026-09-01", time: "17:00", rule: "closing time", zone: "Europe/London" },
      warnings: [],
      calendarVersion: calendar.version,
    });
  });

  it("count the day of the trigger as day 0 whatever the hour", () => {
    for (const time of ["00:00", "08:29", "16:59", "17:00", "23:59"]) {
      expect(dueText(oneWorkingDay, `2026-09-01 ${time}`)).toBe("Wed 2 Sep 2026 17:00 BST");
    }
  });

  it("take a trigger at 00:30 BST on its own date, although UTC still has the day before", () => {
    expect(dueText(oneWorkingDay, "2026-09-02 00:30")).toBe("Thu 3 Sep 2026 17:00 BST");
  });

  it("keep the closing time across a clock change, even on Easter Sunday 2027", () => {
    expect(dueText(oneWorkingDay, "2027-03-28 12:00")).toBe("Tue 30 Mar 2027 17:00 BST");
    expect(dueText(oneWorkingDay, "2027-03-25 12:00")).toBe("Tue 30 Mar 2027 17:00 BST");
    expect(dueText(inHours(24), "2027-03-27 12:00")).toBe("Sun 28 Mar 2027 13:00 BST");
    expect(dueText(oneWorkingDay, "2026-10-23 18:30")).toBe("Mon 26 Oct 2026 17:00 GMT");
  });

  it("end at the early close of Christmas Eve", () => {
    const hours = officeWithDates({ "2026-12-24": [{ open: "08:30", close: "12:00" }] });
    expect(dueText(oneWorkingDay, "2026-12-23 10:00", { calendar, hours })).toBe("Thu 24 Dec 2026 12:00 GMT");
  });

  it("move by a day that was proclaimed late, under another calendar version", () => {
    const closures = [{ date: localDate("2026-09-14"), kind: "closed", because: "state funeral" }] as const;
    const proclaimed = buildWorkingCalendar({ firstYear: 2019, lastYear: 2035, closures });
    const result = due(oneWorkingDay, "2026-09-11 10:00", { calendar: proclaimed, hours: office });
    expect(result.because).toEqual([
      "started Fri 11 Sep 2026 10:00 BST",
      "Mon 14 Sep 2026 is not a working day (state funeral)",
      "one working day ends Tue 15 Sep 2026 17:00 BST",
    ]);
    expect(result.calendarVersion).not.toBe(calendar.version);
  });

  it("fall back, in words, to the last closing before when the team is shut on day N", () => {
    const hours = officeWithDates({ "2026-09-03": { hours: "closed", because: "training" } });
    const result = due({ kind: "working-days", count: 2 }, "2026-09-01 10:00", { calendar, hours });
    expect(result.because).toEqual([
      "started Tue 1 Sep 2026 10:00 BST",
      "2 working days end on Thu 3 Sep 2026",
      "there is no closing time on Thu 3 Sep 2026: opening hours on Thu 3 Sep 2026, set for that date: closed (training)",
      "the last closing before the end of Thu 3 Sep 2026 is Wed 2 Sep 2026 17:00 BST, so that it is not late",
      "due Wed 2 Sep 2026 17:00 BST",
    ]);
    const afterClose = dueText(oneWorkingDay, "2026-09-02 18:00", { calendar, hours });
    expect(afterClose).toBe("Thu 3 Sep 2026 23:59 BST");
  });

  it("end at midnight for a team that never closes, and say whose midnight", () => {
    const result = due(oneWorkingDay, "2026-09-01 10:00", { calendar, hours: roundTheClock });
    expect(result.intention).toMatchObject({ date: "2026-09-02", time: "24:00" });
    expect(result.because.slice(1)).toEqual([
      "one working day ends Thu 3 Sep 2026 00:00 BST",
      "00:00 is the midnight at the end of Wed 2 Sep 2026",
    ]);
  });

  it("are counted from the next opening when the protocol deems them received then", () => {
    expect(dueText(counted("deemed-received"), "2026-08-28 17:40")).toBe("Wed 2 Sep 2026 17:00 BST");
    expect(dueText(counted("deemed-received"), "2026-08-28 16:29")).toBe("Tue 1 Sep 2026 17:00 BST");
    expect(dueText(counted("deemed-received"), "2026-08-28 07:00")).toBe("Tue 1 Sep 2026 17:00 BST");
  });

  it("end at the same local time when the protocol says so, to the second", () => {
    expect(dueText(counted("same-time"), "2026-09-04 15:07")).toBe("Mon 7 Sep 2026 15:07 BST");
    const seconds = plusMilliseconds(at("2026-09-04 15:07"), 12_345);
    expect(dueAt(counted("same-time"), seconds, usingOffice)).toMatchObject({
      due: "2026-09-07T14:07:12.345Z",
    });
    expect(dueText(counted("same-time"), "2026-10-23 18:30")).toBe("Mon 26 Oct 2026 18:30 GMT");
  });

  it("at the same local time say so when that time is skipped or happens twice", () => {
    const closures = ["2026-03-29", "2026-10-25"].map((date) => ({
      date: localDate(date),
      kind: "working" as const,
      because: "exercise",
    }));
    const sundays = {
      calendar: buildWorkingCalendar({ firstYear: 2026, lastYear: 2026, closures }),
      hours: office,
    };
    const spring = due(counted("same-time"), "2026-03-27 01:30", sundays);
    expect(spring.due).toBe("2026-03-29T01:00:00.000Z");
    expect(spring.because.join()).toContain("01:30 does not exist");
    const autumn = due(counted("same-time"), "2026-10-23 01:30", sundays);
    expect(autumn.due).toBe("2026-10-25T00:30:00.000Z");
    expect(autumn.because.join()).toContain("01:30 happens twice");
  });

  it("count the start day as day 1 when the protocol counts inclusively and it is a working day", () => {
    expect(dueText(counted("inclusive"), "2026-09-01 10:00")).toBe("Tue 1 Sep 2026 17:00 BST");
    expect(dueText(counted("inclusive", 15), "2026-09-01 10:00")).toBe("Mon 21 Sep 2026 17:00 BST");
    expect(dueText(counted("inclusive"), "2026-09-05 10:00")).toBe("Mon 7 Sep 2026 17:00 BST");
    expect(dueText(counted("inclusive"), "2026-09-01 17:40")).toBe("Tue 1 Sep 2026 23:59 BST");
  });

  it("warn after the official list ends and refuse after the calendar ends", () => {
    const later = due(oneWorkingDay, "2028-12-29 10:00");
    expect(later.warnings).toEqual([expect.stringContaining("ends in 2028")]);
    expect(later.because).toContain(later.warnings[0]);
    expect(refusal({ kind: "working-days", count: 45 }, "2035-12-03 10:00")).toContain("covers 2019 to 2035");
    expect(refusal({ kind: "working-days", count: 0 }, "2026-09-01 10:00")).toContain("at least 1");
    expect(refusal(inHours(0.5), "2026-09-01 10:00")).toContain("whole number");
  });
});

describe("the end of that working day (S2-12)", () => {
  const dueAfter = (milliseconds: number, start: string, outOfHours: "now" | "next-close" = "now") =>
    dueAt(endOfDay(outOfHours), plusMilliseconds(at(start), milliseconds), usingOffice);

  it("is today's close until the second before it", () => {
    expect(dueAfter(-1000, "2026-09-01 17:00")).toMatchObject({ due: at("2026-09-01 17:00") });
    expect(dueAfter(-1000, "2026-08-28 16:30")).toMatchObject({ due: at("2026-08-28 16:30") });
    expect(dueAfter(0, "2026-09-01 08:30")).not.toHaveProperty("outerReading");
  });

  it("is now at the close, before opening and on a bank holiday, and the next working close is only shown", () => {
    const now = (start: string, outer: string) => ({ due: at(start), outerReading: at(outer) });
    expect(dueAfter(0, "2026-09-01 17:00")).toMatchObject(now("2026-09-01 17:00", "2026-09-02 17:00"));
    expect(dueAfter(0, "2026-08-28 16:30")).toMatchObject(now("2026-08-28 16:30", "2026-09-01 17:00"));
    expect(dueAfter(0, "2026-09-01 08:29")).toMatchObject(now("2026-09-01 08:29", "2026-09-01 17:00"));
    expect(dueAfter(-1000, "2026-09-01 08:30")).toMatchObject({ outerReading: at("2026-09-01 17:00") });
    expect(dueAfter(0, "2026-08-31 10:00")).toMatchObject(now("2026-08-31 10:00", "2026-09-01 17:00"));
  });

  it("is the next working close out of hours when the protocol says so", () => {
    expect(dueText(endOfDay("next-close"), "2026-08-28 17:40")).toBe("Tue 1 Sep 2026 17:00 BST");
    expect(due(endOfDay("next-close"), "2026-08-28 17:40").because).toContain(
      "Mon 31 Aug 2026 is a bank holiday (Summer Bank Holiday)",
    );
  });

  it("is now on a Saturday even for a team that is open then: it is not 'that working day'", () => {
    const result = due(endOfDay("now"), "2026-09-05 10:00", { calendar, hours: roundTheClock });
    expect(result).toMatchObject({ due: at("2026-09-05 10:00"), outerReading: at("2026-09-08 00:00") });
  });

  it("passes over a working day on which the team is shut", () => {
    const hours = officeWithDates({ "2026-09-01": "closed" });
    expect(dueText(endOfDay("next-close"), "2026-09-01 10:00", { calendar, hours })).toBe(
      "Wed 2 Sep 2026 17:00 BST",
    );
  });

  it("is still now when the next working close lies outside the calendar", () => {
    expect(due(endOfDay("now"), "2035-12-31 17:40")).toMatchObject({ due: at("2035-12-31 17:40") });
    expect(refusal(endOfDay("next-close"), "2035-12-31 17:40")).toContain("covers 2019 to 2035");
    expect(refusal(endOfDay("now"), "2036-01-02 10:00")).toContain("covers 2019 to 2035");
  });
});

describe("working days before a conference (S4-14)", () => {
  const before = (count: number, bound: "latest" | "earliest", clearDays = false): Clock => ({
    kind: "working-days-before",
    count,
    bound,
    clearDays,
  });

  it("are counted back from the day of the conference, 'by' the close and 'not earlier than' the opening", () => {
    expect(dueText(before(5, "latest"), "2026-09-04 10:00")).toBe("Thu 27 Aug 2026 17:00 BST");
    expect(dueText(before(15, "earliest"), "2026-09-04 10:00")).toBe("Thu 13 Aug 2026 08:30 BST");
    expect(due(before(5, "latest"), "2026-09-04 10:00").because).toEqual([
      "event Fri 4 Sep 2026 10:00 BST",
      "Mon 31 Aug 2026 is a bank holiday (Summer Bank Holiday)",
      "5 working days before is Thu 27 Aug 2026",
      "by Thu 27 Aug 2026 17:00 BST",
    ]);
  });

  it("are one day more when they must be clear days", () => {
    expect(dueText(before(5, "latest", true), "2026-09-04 10:00")).toBe("Wed 26 Aug 2026 17:00 BST");
  });

  it("count back over Easter", () => {
    expect(dueText(before(3, "latest"), "2027-03-31 10:00")).toBe("Wed 24 Mar 2027 17:00 GMT");
  });

  it("fall back in words when the team is shut on that day", () => {
    const hours = officeWithDates({ "2026-09-01": "closed" });
    expect(dueText(before(3, "latest"), "2026-09-04 10:00", { calendar, hours })).toBe(
      "Fri 28 Aug 2026 16:30 BST",
    );
    expect(dueText(before(3, "earliest"), "2026-09-04 10:00", { calendar, hours })).toBe(
      "Wed 2 Sep 2026 08:30 BST",
    );
    const alone = officeWithDates({ "2026-09-03": "closed" });
    expect(dueText(before(1, "earliest"), "2026-09-04 10:00", { calendar, hours: alone })).toBe(
      "Thu 3 Sep 2026 00:00 BST",
    );
  });
});

describe("calendar days and months", () => {
  const days = (count: number): Clock => ({ kind: "calendar-days", count });
  const months = (count: number, lastUsable: boolean): Clock => ({ kind: "months", count, lastUsable });

  it("stay on the date when the team is open, and end at its close", () => {
    expect(dueText(days(45), "2026-08-29 14:00")).toBe("Tue 13 Oct 2026 17:00 BST");
  });

  it("end at the last closing that does not pass the date when the team is shut then", () => {
    const result = due(days(10), "2026-08-21 10:00");
    expect(result.due).toBe(at("2026-08-28 16:30"));
    expect(result.because.join("; ")).toContain("the last closing before the end of Mon 31 Aug 2026");
  });

  it("run to the end of the date when no closing lies in between", () => {
    expect(dueText(days(1), "2026-08-29 14:00")).toBe("Sun 30 Aug 2026 23:59 BST");
  });

  it("of three months to Easter Monday end on the last usable day before it, never later (STAT-11)", () => {
    const result = due(months(3, true), "2026-12-29 10:00");
    expect(result.because).toEqual([
      "started Tue 29 Dec 2026 10:00 GMT",
      "3 months on is Mon 29 Mar 2027",
      "Fri 26 Mar 2027 is a bank holiday (Good Friday)",
      "Mon 29 Mar 2027 is a bank holiday (Easter Monday)",
      "the last working day before it is Thu 25 Mar 2027",
      "due Thu 25 Mar 2027 17:00 GMT",
    ]);
    expect(result.intention.date).toBe("2027-03-25");
  });

  it("of months end on the last day of a shorter month", () => {
    expect(dueText(months(3, false), "2026-11-30 10:00")).toBe("Fri 26 Feb 2027 16:30 GMT");
    expect(due(months(3, true), "2026-11-30 10:00").because[1]).toBe(
      "3 months on is Sun 28 Feb 2027, the last day of a shorter month",
    );
    expect(dueText(months(6, true), "2026-03-01 10:00")).toBe("Tue 1 Sep 2026 17:00 BST");
  });

  it("are refused outside the calendar", () => {
    expect(refusal(days(45), "2035-12-03 10:00")).toContain("covers 2019 to 2035");
    expect(refusal(months(3, true), "2035-12-03 10:00")).toContain("covers 2019 to 2035");
  });
});

describe("a deadline is inclusive", () => {
  it("so that done exactly at it is on time and a second later is late", () => {
    const deadline = at("2026-09-01 17:00");
    expect(isLate(deadline, deadline)).toBe(false);
    expect(isLate(deadline, plusMilliseconds(deadline, 1000))).toBe(true);
  });
});
