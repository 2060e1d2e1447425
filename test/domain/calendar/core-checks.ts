import { createHash } from "node:crypto";
import type { Clock } from "../../../src/domain/calendar/clock-kinds.ts";
import { dueAt } from "../../../src/domain/calendar/due.ts";
import { formatInstant } from "../../../src/domain/calendar/format-instant.ts";
import { nextClosing } from "../../../src/domain/calendar/next-opening.ts";
import { openAt } from "../../../src/domain/calendar/opening-hours.ts";
import { instantOf } from "../../../src/domain/instant.ts";
import { calendar, office, usingOffice } from "./example-team.ts";

// Run in a child process under another TZ: prints a digest of some thousand answers, and one in clear.
const clocks: readonly Clock[] = [
  { kind: "hours", count: 24 },
  { kind: "end-of-working-day", outOfHours: "now" },
  { kind: "working-days", count: 15 },
  { kind: "working-days-before", count: 5, bound: "latest" },
  { kind: "months", count: 3, lastUsable: true },
];
const answers: unknown[] = [calendar.version, [...calendar.notes]];
for (
  let at = Date.parse("2026-01-01T00:30:00Z");
  at < Date.parse("2029-01-01T00:00:00Z");
  at += 31 * 3_600_000
) {
  const instant = instantOf(at);
  answers.push(
    formatInstant(instant),
    openAt(office, calendar, instant),
    nextClosing(office, calendar, instant),
  );
  answers.push(...clocks.map((clock) => dueAt(clock, instant, usingOffice)));
}
const sample = formatInstant(instantOf(Date.parse("2026-08-31T23:30:00Z")));
console.log(answers.length, createHash("sha256").update(JSON.stringify(answers)).digest("hex"), sample);
