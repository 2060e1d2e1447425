import { describe, expect, it } from "vitest";
import {
  formatDate,
  formatInstant,
  localDateOf,
  localTimeOf,
} from "../../../src/domain/calendar/format-instant.ts";
import { localDate, parseLocalDate, plusDays, weekdayOf } from "../../../src/domain/calendar/local-date.ts";
import { localToInstant } from "../../../src/domain/calendar/local-to-instant.ts";
import { parseLocalTime } from "../../../src/domain/calendar/parse-local-time.ts";
import { plusMonths } from "../../../src/domain/calendar/plus-months.ts";
import { parseInstant } from "../../../src/domain/instant.ts";

describe("a date in England", () => {
  it("is read as year-month-day and refused when it does not exist", () => {
    expect(parseLocalDate("2028-02-29")).toEqual({ ok: true, date: "2028-02-29" });
    for (const text of ["2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "1/9/2026", ""]) {
      expect(parseLocalDate(text)).toMatchObject({ ok: false });
    }
    expect(() => localDate("2026-02-30")).toThrow("There is no 2026-02-30");
  });

  it("moves by days and months, staying inside a shorter month", () => {
    expect(plusDays(localDate("2028-02-28"), 2)).toBe("2028-03-01");
    expect(plusDays(localDate("2026-01-01"), -1)).toBe("2025-12-31");
    expect(plusMonths(localDate("2026-11-30"), 3)).toBe("2027-02-28");
    expect(plusMonths(localDate("2027-11-30"), 3)).toBe("2028-02-29");
    expect(plusMonths(localDate("2026-12-15"), 1)).toBe("2027-01-15");
    expect(weekdayOf(localDate("2026-09-01"))).toBe("tue");
    expect(weekdayOf(localDate("1969-12-31"))).toBe("wed");
  });
});

describe("an instant as people read it", () => {
  it("shows the day, the month in three letters, the time and which clock is in force", () => {
    expect(formatInstant(parseInstant("2026-09-01T16:00:00Z"))).toBe("Tue 1 Sep 2026 17:00 BST");
    expect(formatInstant(parseInstant("2026-12-01T17:00:00Z"))).toBe("Tue 1 Dec 2026 17:00 GMT");
    expect(formatDate(localDate("2026-09-14"))).toBe("Mon 14 Sep 2026");
  });

  it("puts 00:30 BST on its own day, although it is the day before in UTC", () => {
    const instant = parseInstant("2026-08-31T23:30:00Z");
    expect([localDateOf(instant), localTimeOf(instant)]).toEqual(["2026-09-01", "00:30"]);
  });

  it("changes clocks at 01:00 UTC on the days of 2026, 2027 and 2028", () => {
    const changes = ["2026-03-29", "2026-10-25", "2027-03-28", "2027-10-31", "2028-03-26", "2028-10-29"];
    const around = changes.map((date) =>
      ["00:59:59.999", "01:00:00.000"].map((time) =>
        formatInstant(parseInstant(`${date}T${time}Z`)).slice(-9),
      ),
    );
    const forward = ["00:59 GMT", "02:00 BST"];
    const back = ["01:59 BST", "01:00 GMT"];
    expect(around).toEqual([forward, back, forward, back, forward, back]);
  });
});

describe("a time typed by a person", () => {
  it("is read with or without a colon and with the name of the clock", () => {
    expect(parseLocalTime("14:30")).toEqual({ ok: true, time: "14:30" });
    expect(parseLocalTime("1430")).toEqual({ ok: true, time: "14:30" });
    expect(parseLocalTime(" 9:05 ")).toEqual({ ok: true, time: "09:05" });
    expect(parseLocalTime("14.30")).toEqual({ ok: true, time: "14:30" });
    expect(parseLocalTime("01:30 BST")).toEqual({ ok: true, time: "01:30", offset: "BST" });
    expect(parseLocalTime("0130gmt")).toEqual({ ok: true, time: "01:30", offset: "GMT" });
  });

  it("is refused with what to enter instead", () => {
    for (const text of ["2pm", "25:00", "12:60", "", "930", "14:30:00", "14:30 CET", "24:00", "24:01"]) {
      const answer = parseLocalTime(text);
      expect(answer.ok ? "accepted" : answer.because).toMatch(/Enter/);
    }
  });
});

describe("a local time becomes an instant", () => {
  it("only when it happened once", () => {
    expect(localToInstant({ date: "2026-09-01", time: "17:00" })).toEqual({
      ok: true,
      instant: "2026-09-01T16:00:00.000Z",
      because: "Tue 1 Sep 2026 17:00 BST",
    });
  });

  it("and says which of two to choose when the clocks went back", () => {
    expect(localToInstant({ date: "2026-10-25", time: "01:30" })).toEqual({
      ok: false,
      kind: "ambiguous",
      because:
        "01:30 happened twice on Sun 25 Oct 2026, when the clocks went back. " +
        'Add BST for the first or GMT for the second, for example "01:30 BST".',
    });
    const first = localToInstant({ date: "2026-10-25", time: "01:30 bst" });
    const second = localToInstant({ date: "2026-10-25", time: "01:30", offset: "GMT" });
    expect(first).toMatchObject({ instant: "2026-10-25T00:30:00.000Z" });
    expect(second).toMatchObject({ instant: "2026-10-25T01:30:00.000Z" });
  });

  it("and never invents one for the hour skipped in spring", () => {
    for (const time of ["01:00", "01:30", "01:59", "01:30 BST"]) {
      expect(localToInstant({ date: "2027-03-28", time })).toMatchObject({ kind: "non-existent" });
    }
    expect(localToInstant({ date: "2026-03-29", time: "01:30" })).toMatchObject({
      because:
        "01:30 did not exist on Sun 29 Mar 2026: the clocks went forward from 01:00 to 02:00. " +
        "Enter 00:59 or earlier, or 02:00 or later.",
    });
    expect(localToInstant({ date: "2026-03-29", time: "00:59" })).toMatchObject({ ok: true });
    expect(localToInstant({ date: "2026-03-29", time: "02:00" })).toMatchObject({ ok: true });
  });

  it("and refuses a clock that was not in force, a wrong date and two different clocks", () => {
    expect(localToInstant({ date: "2026-09-01", time: "14:30 GMT" })).toMatchObject({
      kind: "impossible",
      because: '14:30 on Tue 1 Sep 2026 was BST, not GMT. Enter "14:30", or "14:30 BST".',
    });
    expect(localToInstant({ date: "2026-10-25", time: "02:00 BST" })).toMatchObject({ kind: "impossible" });
    expect(localToInstant({ date: "2026-06-31", time: "14:30" })).toMatchObject({ kind: "impossible" });
    expect(localToInstant({ date: "2026-06-30", time: "noon" })).toMatchObject({ kind: "impossible" });
    expect(localToInstant({ date: "2026-10-25", time: "01:30 BST", offset: "GMT" })).toMatchObject({
      kind: "impossible",
    });
  });
});
