import { describe, expect, it } from "vitest";
import { lengthInWords } from "../../../src/domain/calendar/length-in-words.ts";
import { at } from "../calendar/example-team.ts";
import { deadlines, discuss, openCase, pickUp, takeStep } from "../example-case.ts";

describe("a duty that is to be done at once has no clock (S2-18)", () => {
  const opened = pickUp(
    openCase({ entered: "2026-09-01 10:00" }),
    0,
    "referral-desk-officer",
    "2026-09-01 10:30",
  );

  it("is done and never late, however long it took; when it was done is on record", () => {
    const checked = takeStep(opened, { step: "checks-recorded", agency: "police" }, "2026-09-01 13:30");
    const [police] = deadlines(checked, "check-records").filter(({ owner }) => owner === "police.officer");
    expect(police?.met).toEqual({ at: at("2026-09-01 13:30"), late: false });
  });

  it("leaves what does have a clock late when it is (S2-11)", () => {
    const [late] = deadlines(discuss(opened, "2026-09-02 10:01"), "first-discussion");
    expect(late?.met?.late).toBe(true);
  });
});

describe("how long something took", () => {
  it("is said in minutes, then hours, then days, and not at all under a minute", () => {
    const from = at("2026-09-01 10:00");
    expect(lengthInWords(from, from)).toBeUndefined();
    expect(lengthInWords(from, at("2026-09-01 10:01"))).toBe("one minute");
    expect(lengthInWords(from, at("2026-09-01 11:59"))).toBe("119 minutes");
    expect(lengthInWords(from, at("2026-09-01 12:00"))).toBe("2 hours");
    expect(lengthInWords(from, at("2026-09-03 10:00"))).toBe("2 days");
  });
});
