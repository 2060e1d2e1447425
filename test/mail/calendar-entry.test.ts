import { describe, expect, it } from "vitest";
import { localToInstant } from "../../src/domain/calendar/local-to-instant.ts";
import { parseInstant } from "../../src/domain/instant.ts";
import { calendarEntry } from "../../src/mail/calendar-entry.ts";

const entry = {
  uid: "meeting-1@tandem",
  sequence: 0,
  method: "REQUEST",
  summary: "Tandem K7M2-9QXD: initial conference",
  description: "Tandem ref K7M2-9QXD. Ring Demo Worker on 01632 960111.",
  writtenAt: parseInstant("2026-03-20T09:00:00Z"),
} as const;

const write = calendarEntry("tandem@council.example");

const startOf = (date: string, time: string): string => {
  const local = localToInstant({ date, time });
  if (!local.ok) throw new Error(local.because);
  const text = write({ ...entry, startsAt: local.instant });
  return /^DTSTART[^\r\n]*/m.exec(text)?.[0] ?? "";
};

describe("a meeting for somebody's calendar", () => {
  it.each([
    ["the day before the clocks go forward", "2027-03-27", "10:00", "DTSTART:20270327T100000Z"],
    ["the Monday after they went forward", "2027-03-29", "10:00", "DTSTART:20270329T090000Z"],
    ["the day before they go back", "2026-10-24", "10:00", "DTSTART:20261024T090000Z"],
    ["the Monday after they went back", "2026-10-26", "10:00", "DTSTART:20261026T100000Z"],
    ["the Friday of the last weekend of October 2027", "2027-10-29", "10:00", "DTSTART:20271029T090000Z"],
    ["the Monday after it", "2027-11-01", "10:00", "DTSTART:20271101T100000Z"],
  ])("begins at 10:00 in London on %s", (_day, date, time, line) => {
    expect(startOf(date, time)).toBe(line);
  });

  it("is the same meeting when it is moved or called off, with a higher number each time", () => {
    const startsAt = parseInstant("2026-09-22T09:00:00Z");
    const first = write({ ...entry, startsAt });
    const moved = write({ ...entry, startsAt, sequence: 1 });
    const off = write({ ...entry, startsAt, sequence: 2, method: "CANCEL" });
    for (const text of [first, moved, off]) expect(text).toContain("UID:meeting-1@tandem\r\n");
    expect([first, moved, off].map((text) => /^SEQUENCE:(\d+)/m.exec(text)?.[1])).toEqual(["0", "1", "2"]);
    expect(first).toContain("METHOD:REQUEST");
    expect(off).toContain("METHOD:CANCEL");
    expect(off).toContain("STATUS:CANCELLED");
  });

  it("says the reference and whom to ring, and holds nothing else that is free to say more", () => {
    const text = write({ ...entry, startsAt: parseInstant("2026-09-22T09:00:00Z") }).replaceAll("\r\n\t", "");
    expect(text).toContain("SUMMARY:Tandem K7M2-9QXD: initial conference");
    expect(text).not.toMatch(/LOCATION|ATTENDEE|COMMENT/);
    expect(text).toContain("DTSTAMP:20260320T090000Z");
  });
});
