import { describe, expect, test } from "vitest";
import type { Instant } from "../../src/domain/instant.ts";
import { whoLookedView } from "../../src/slack/forms/who-looked-view.ts";
import { expectGoodView, expectOurDates, hostile, readable } from "./checked.ts";

const ref = "K7M2-9QXD";
const at = "2026-09-01T16:00:00.000Z" as Instant;

describe("who has looked", () => {
  test("reads as one would say it", () => {
    const lines = [{ at, says: "Demo Manager saw how the case stands (/case)" }];
    expect(readable(whoLookedView({ ref, lines, older: 4 }).blocks)).toMatchInlineSnapshot(`
      "Who has looked, who was refused, and who was told, the newest first. That you see this is recorded.
      *Tue 1 Sep 2026 17:00 BST* Demo Manager saw how the case stands (/case).
      And 4 more before that: ask for the record of access."
    `);
  });

  test("says so when nobody has", () => {
    expect(readable(whoLookedView({ ref, lines: [], older: 0 }).blocks)).toContain("Nobody yet.");
  });

  test("fits Slack with thirty lines of names that are long and mean something to Slack", () => {
    const lines = Array.from({ length: 30 }, () => ({ at, says: hostile.repeat(40) }));
    const view = whoLookedView({ ref, lines, older: 1_000 });
    expectGoodView(view);
    expectOurDates(readable(view.blocks));
  });
});
