import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { bankHolidaySource } from "../../../src/domain/calendar/bank-holidays.ts";
import { localDate, weekdayOf } from "../../../src/domain/calendar/local-date.ts";
import { buildWorkingCalendar } from "../../../src/domain/calendar/working-calendar.ts";
import {
  addWorkingDays,
  isWorkingDay,
  nextWorkingDay,
  whyNotWorking,
} from "../../../src/domain/calendar/working-days.ts";
import { calendar } from "./example-team.ts";
import { officialBankHolidays } from "./official-bank-holidays.ts";

const tenYears = calendar.dates.filter((date) => date < "2029-01-01");
const after = (date: string, count: number, using = calendar) => {
  const answer = addWorkingDays(using, localDate(date), count);
  return answer.ok ? answer.date : answer.because;
};
const why = (date: string, using = calendar) => {
  const answer = whyNotWorking(using, localDate(date));
  return answer.ok ? answer.why : answer.because;
};

describe("the working days of England and Wales", () => {
  it("are Monday to Friday without the official bank holidays on every day of 2019 to 2028", () => {
    const differing = tenYears.filter((date) => {
      const expected = !["sat", "sun"].includes(weekdayOf(date)) && !officialBankHolidays.has(date);
      const answer = isWorkingDay(calendar, date);
      return !answer.ok || answer.working !== expected;
    });
    expect(tenYears).toHaveLength(3653);
    expect(differing).toEqual([]);
  });

  it("name the bank holiday, the weekend or nothing when asked why nobody works", () => {
    expect(why("2026-08-31")).toBe("Mon 31 Aug 2026 is a bank holiday (Summer Bank Holiday)");
    expect(why("2026-08-29")).toBe("Sat 29 Aug 2026 is a Saturday");
    expect(why("2026-08-30")).toBe("Sun 30 Aug 2026 is a Sunday");
    expect(why("2026-09-01")).toBeUndefined();
  });

  it("skip the substitute days when Christmas falls on a weekend", () => {
    expect(after("2027-12-24", 1)).toBe("2027-12-29");
    expect(after("2026-12-24", 1)).toBe("2026-12-29");
    expect(after("2022-12-23", 1)).toBe("2022-12-28");
    expect(why("2027-12-28")).toContain("Boxing Day (substitute day)");
  });

  it("begin again on the next working day after a weekend, whichever day of it one starts from", () => {
    expect(after("2026-09-04", 1)).toBe("2026-09-07");
    expect(after("2026-09-05", 1)).toBe("2026-09-07");
    expect(after("2026-09-06", 1)).toBe("2026-09-07");
    expect(after("2026-09-05", 0)).toBe("2026-09-05");
    expect(after("2026-09-05", -1)).toBe("2026-09-04");
    expect(nextWorkingDay(calendar, localDate("2026-08-28"))).toMatchObject({ date: "2026-09-01" });
  });

  it("count 15 and 45 working days over Easter and the May bank holidays", () => {
    expect(after("2026-03-27", 15)).toBe("2026-04-21");
    expect(after("2026-03-27", 45)).toBe("2026-06-04");
  });
});

describe("an administrator's day", () => {
  const funeral = {
    date: localDate("2026-09-14"),
    kind: "closed",
    because: "proclaimed on 9 September",
  } as const;
  const withClosures = (...closures: Parameters<typeof buildWorkingCalendar>[0]["closures"]) =>
    buildWorkingCalendar({ firstYear: 2026, lastYear: 2027, closures });

  it("proclaimed late takes a working day out, and is named", () => {
    const proclaimed = withClosures(funeral);
    expect(after("2026-09-11", 1, proclaimed)).toBe("2026-09-15");
    expect(why("2026-09-14", proclaimed)).toBe(
      "Mon 14 Sep 2026 is not a working day (proclaimed on 9 September)",
    );
  });

  it("may put a bank holiday or a Saturday back to work", () => {
    const working = withClosures(
      { date: localDate("2026-08-31"), kind: "working", because: "moved" },
      { date: localDate("2026-09-05"), kind: "working", because: "census" },
    );
    expect(after("2026-08-28", 1, working)).toBe("2026-08-31");
    expect(after("2026-09-04", 1, working)).toBe("2026-09-05");
  });

  it("entered twice counts as entered last", () => {
    const undone = withClosures(funeral, { ...funeral, kind: "working", because: "withdrawn" });
    expect(after("2026-09-11", 1, undone)).toBe("2026-09-14");
  });

  it("changes the version of the calendar, which is otherwise the same on every day and machine", () => {
    const version = withClosures().version;
    expect(version).toMatch(/^date-holidays@\d+\.\d+\.\d+\/2026-2027\/[0-9a-f]{12}$/);
    expect(withClosures().version).toBe(version);
    expect(withClosures(funeral).version).not.toBe(version);
  });
});

describe("the limits of the calendar", () => {
  it("refuses a date outside the years covered, and a count that leaves them", () => {
    expect(isWorkingDay(calendar, localDate("2018-12-31"))).toMatchObject({ ok: false });
    expect(isWorkingDay(calendar, localDate("2036-01-01"))).toMatchObject({ ok: false });
    expect(why("2036-01-01")).toBe(
      "Tue 1 Jan 2036 is outside the working calendar, which covers 2019 to 2035.",
    );
    expect(after("2035-12-31", 1)).toContain("1 working day after Mon 31 Dec 2035");
    expect(after("2019-01-01", -1)).toContain("1 working day before Tue 1 Jan 2019");
    expect(after("2019-01-01", 1)).toBe("2019-01-02");
    expect(after("2026-09-01", 1.5)).toContain("not a whole number");
  });

  it("warns when an answer falls after the last year of the official list", () => {
    const answer = (date: string, count: number) => addWorkingDays(calendar, localDate(date), count);
    expect(answer("2028-12-28", 1)).toEqual({ ok: true, date: "2028-12-29", because: [] });
    expect(answer("2028-12-29", 1)).toMatchObject({
      date: "2029-01-02",
      because: [expect.stringContaining("ends in 2028")],
    });
    expect(answer("2029-01-02", -1)).toMatchObject({ date: "2028-12-29", because: [expect.any(String)] });
  });

  it("refuses years in the wrong order as a fault of the programme", () => {
    expect(() => buildWorkingCalendar({ firstYear: 2027, lastYear: 2026, closures: [] })).toThrow(RangeError);
  });

  it("names the release of the holiday list that is installed", () => {
    const manifest: unknown = JSON.parse(readFileSync("node_modules/date-holidays/package.json", "utf8"));
    expect(manifest).toMatchObject({ version: bankHolidaySource.replace("date-holidays@", "") });
  });
});
