import { describe, expect, test } from "vitest";
import { londonInstant, londonWall } from "../../simulator/page/client/london-time.ts";

describe("the page speaks of London time, whatever zone the browser is in", () => {
  test.each([
    ["summer", "2026-08-28T18:40", "2026-08-28T17:40:00.000Z"],
    ["winter", "2026-12-24T15:00", "2026-12-24T15:00:00.000Z"],
    ["midnight", "2026-08-29T00:00", "2026-08-28T23:00:00.000Z"],
    ["the hour that comes twice: the first of the two", "2026-10-25T01:30", "2026-10-25T00:30:00.000Z"],
    ["the hour that is left out: as long after the change", "2027-03-28T01:30", "2027-03-28T01:30:00.000Z"],
  ])("%s", (_when, wall, instant) => {
    expect(londonInstant(wall)).toBe(instant);
  });

  test("a wall clock shows an instant as it was typed", () => {
    expect(londonWall("2026-08-28T17:40:00.000Z")).toBe("2026-08-28T18:40");
    expect(londonWall("2026-08-28T23:00:00.000Z")).toBe("2026-08-29T00:00");
  });

  test("what is no time is no instant", () => {
    expect(londonInstant("")).toBeUndefined();
    expect(londonInstant("2026-13-45T18:40")).toBeUndefined();
  });
});
