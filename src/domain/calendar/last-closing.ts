import { millisecondsIn, plusMilliseconds, type Instant } from "../instant.ts";
import { nextClosing } from "./next-opening.ts";
import type { OpeningHours } from "./opening-hours.ts";
import type { WorkingCalendar } from "./working-calendar.ts";

const lookedBack = 21 * 24 * millisecondsIn.hour;

/** When a team closed last before an instant; three weeks before it for one that has not closed since then. */
export const lastClosing = (hours: OpeningHours, calendar: WorkingCalendar, before: Instant): Instant => {
  let last = plusMilliseconds(before, -lookedBack);
  for (;;) {
    const next = nextClosing(hours, calendar, last);
    if (!next.ok || next.instant >= before) return last;
    last = next.instant;
  }
};
