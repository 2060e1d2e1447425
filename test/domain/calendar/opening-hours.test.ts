import { describe, expect, it } from "vitest";
import { closingOn, openingOn } from "../../../src/domain/calendar/closing-on.ts";
import { localDate } from "../../../src/domain/calendar/local-date.ts";
import { nextClosing, nextOpening } from "../../../src/domain/calendar/next-opening.ts";
import { openAt, openingHoursSchema, type OpeningHours } from "../../../src/domain/calendar/opening-hours.ts";
import { parseInstant, plusMilliseconds } from "../../../src/domain/instant.ts";
import { at, calendar, hoursWith, office, officeWithDates, roundTheClock } from "./example-team.ts";

const isOpen = (start: string, plusMs = 0, hours: OpeningHours = office) =>
  openAt(hours, calendar, plusMilliseconds(at(start), plusMs)).open;
const opens = (start: string, hours: OpeningHours = office) => {
  const found = nextOpening(hours, calendar, at(start));
  return found.ok ? found.because[0] : found.because;
};
const closes = (start: string, hours: OpeningHours = office) => {
  const found = nextClosing(hours, calendar, at(start));
  return found.ok ? found.because[0] : found.because;
};
const christmasEve = officeWithDates({
  "2026-12-24": { hours: [{ open: "08:30", close: "12:00" }], because: "Christmas Eve" },
});

describe("a team with office hours", () => {
  it("is open from the second it opens and shut from the second it closes", () => {
    expect(isOpen("2026-09-01 08:30", -1000)).toBe(false);
    expect(isOpen("2026-09-01 08:30")).toBe(true);
    expect(isOpen("2026-09-01 17:00", -1000)).toBe(true);
    expect(isOpen("2026-09-01 17:00")).toBe(false);
  });

  it("closes at 16:30 on a Friday", () => {
    expect(isOpen("2026-08-28 16:30", -1000)).toBe(true);
    expect(isOpen("2026-08-28 16:30")).toBe(false);
  });

  it("is shut on weekends and bank holidays, and says which", () => {
    expect(isOpen("2026-08-29 10:00")).toBe(false);
    expect(openAt(office, calendar, at("2026-08-31 10:00"))).toEqual({
      open: false,
      because: [
        "Mon 31 Aug 2026 is a bank holiday (Summer Bank Holiday), so closed",
        "Mon 31 Aug 2026 10:00 BST is outside opening hours",
      ],
    });
    expect(isOpen("2026-08-31 10:00", 0, hoursWith({ bankHolidays: "as usual" }))).toBe(true);
  });

  it("that works weekends is shut on Christmas Day itself, but not on Mothering Sunday, which is no bank holiday", () => {
    const weekends = hoursWith({ sat: "24 hours", sun: "24 hours" });
    expect(isOpen("2027-12-25 10:00", 0, weekends)).toBe(false);
    expect(isOpen("2026-03-15 10:00", 0, weekends)).toBe(true);
  });

  it("closes early on Christmas Eve when that date has hours of its own", () => {
    expect(isOpen("2026-12-24 11:59", 0, christmasEve)).toBe(true);
    expect(openAt(christmasEve, calendar, at("2026-12-24 12:00"))).toMatchObject({
      open: false,
      because: [expect.stringContaining("08:30 to 12:00 (Christmas Eve)"), expect.any(String)],
    });
    expect(opens("2026-12-24 12:00", christmasEve)).toBe("next opens Tue 29 Dec 2026 08:30 GMT");
  });

  it("next opens and closes strictly after the instant asked", () => {
    expect(closes("2026-09-01 17:00")).toBe("next closes Wed 2 Sep 2026 17:00 BST");
    expect(closes("2026-09-01 16:59")).toBe("next closes Tue 1 Sep 2026 17:00 BST");
    expect(opens("2026-09-01 08:30")).toBe("next opens Wed 2 Sep 2026 08:30 BST");
    expect(opens("2026-08-28 17:00")).toBe("next opens Tue 1 Sep 2026 08:30 BST");
  });

  it("refuses the closing time of a day on which it is shut", () => {
    expect(closingOn(office, calendar, localDate("2026-08-28"))).toMatchObject({ time: "16:30" });
    expect(openingOn(office, calendar, localDate("2026-08-28"))).toMatchObject({ time: "08:30" });
    expect(closingOn(office, calendar, localDate("2026-08-29"))).toMatchObject({ ok: false });
    const shut = openingOn(office, calendar, localDate("2026-08-31"));
    expect(shut.because).toContain("Summer Bank Holiday");
  });

  it("counts as closed outside the years of the calendar, and says so; its next opening is refused", () => {
    const later = parseInstant("2040-01-03T10:00:00Z");
    expect(openAt(office, calendar, later)).toEqual({
      open: false,
      because: [expect.stringContaining("covers 2019 to 2035"), "so it counts as closed"],
    });
    expect(nextOpening(office, calendar, later)).toMatchObject({ ok: false });
    expect(nextClosing(office, calendar, parseInstant("2035-12-31T18:00:00Z"))).toMatchObject({ ok: false });
    expect(nextClosing(office, calendar, parseInstant("2018-12-31T10:00:00Z"))).toMatchObject({ ok: false });
    expect(nextOpening(office, calendar, parseInstant("2019-01-01T10:00:00Z"))).toMatchObject({
      instant: "2019-01-02T08:30:00.000Z",
    });
  });
});

describe("a team that works nights", () => {
  const night = [
    { open: "17:00", close: "24:00" },
    { open: "00:00", close: "08:00" },
  ];
  const nights = hoursWith({
    mon: night,
    tue: night,
    wed: night,
    thu: night,
    fri: night,
    sat: night,
    sun: night,
  });

  it("does not close at midnight", () => {
    expect(closes("2026-09-01 18:00", nights)).toBe("next closes Wed 2 Sep 2026 08:00 BST");
    expect(opens("2026-09-01 18:00", nights)).toBe("next opens Wed 2 Sep 2026 17:00 BST");
    expect(closes("2026-09-02 00:30", nights)).toBe("next closes Wed 2 Sep 2026 08:00 BST");
  });

  it("works an hour longer by the clock on the night the clocks go back", () => {
    const early = officeWithDates({ "2026-10-25": [{ open: "00:00", close: "01:30" }] });
    expect(isOpen("2026-10-25 01:29 GMT", 0, early)).toBe(true);
    expect(isOpen("2026-10-25 01:30 GMT", 0, early)).toBe(false);
  });

  it("does not open at a time that is skipped in spring", () => {
    const skipped = officeWithDates({ "2026-03-29": [{ open: "01:10", close: "01:50" }] });
    expect(opens("2026-03-28 12:00", skipped)).toBe("next opens Mon 30 Mar 2026 08:30 BST");
    expect(closingOn(skipped, calendar, localDate("2026-03-29"))).toMatchObject({ ok: false });
    const cut = officeWithDates({ "2026-03-29": [{ open: "01:30", close: "04:00" }] });
    expect(opens("2026-03-28 12:00", cut)).toBe("next opens Sun 29 Mar 2026 02:00 BST");
  });

  it("round the clock has no next opening or closing, but its days end at midnight", () => {
    expect(closes("2026-09-01 18:00", roundTheClock)).toContain("There is no closing within a year");
    expect(opens("2026-09-01 18:00", roundTheClock)).toContain("There is no opening within a year");
    expect(closingOn(roundTheClock, calendar, localDate("2026-09-01"))).toMatchObject({
      time: "24:00",
      instant: "2026-09-01T23:00:00.000Z",
    });
  });
});

describe("hours that a manager writes", () => {
  const fault = (changes: object) => {
    const parsed = openingHoursSchema.safeParse({ ...office, ...changes });
    return parsed.success ? "accepted" : JSON.stringify(parsed.error.issues);
  };

  it("are refused with a useful message when they overlap or end before they begin", () => {
    const overlap = [
      { open: "08:30", close: "12:30" },
      { open: "12:00", close: "17:00" },
    ];
    expect(fault({ mon: overlap })).toContain("08:30 to 12:30 and 12:00 to 17:00 overlap");
    expect(fault({ mon: [{ open: "17:00", close: "08:00" }] })).toContain(
      "closing must be later than opening",
    );
    expect(fault({ mon: [{ open: "08:30", close: "08:30" }] })).toContain(
      "closing must be later than opening",
    );
  });

  it("are refused for a wrong time, a wrong date, an empty day, a missing day and an unknown word", () => {
    expect(fault({ mon: [{ open: "8:30", close: "17:00" }] })).toContain("24-hour clock");
    expect(fault({ mon: [{ open: "24:00", close: "24:00" }] })).toContain("24-hour clock");
    expect(fault({ dates: { "24/12/2026": "closed" } })).toContain("2026-12-24");
    expect(fault({ mon: [] })).toContain("write 'closed'");
    expect(fault({ mon: undefined })).not.toBe("accepted");
    expect(fault({ monday: "closed" })).not.toBe("accepted");
  });

  it("are accepted when periods touch, and are closed on bank holidays unless they say otherwise", () => {
    const touching = [
      { open: "08:30", close: "12:00" },
      { open: "12:00", close: "24:00" },
    ];
    expect(fault({ mon: touching, sat: "24 hours", dates: { "2026-12-24": "closed" } })).toBe("accepted");
    expect(office.bankHolidays).toBe("closed");
    expect(closes("2026-09-07 09:00", hoursWith({ mon: touching }))).toBe(
      "next closes Tue 8 Sep 2026 00:00 BST",
    );
  });
});
