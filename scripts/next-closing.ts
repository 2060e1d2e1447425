import type { Area } from "../src/domain/area/area-schema.ts";
import { nextClosing } from "../src/domain/calendar/next-opening.ts";
import type { WorkingCalendar } from "../src/domain/calendar/working-calendar.ts";
import type { Instant } from "../src/domain/instant.ts";

export type Closing = { readonly at: Instant; readonly who: string };

/** The next instant at which teams of the area close, and which; undefined when none ever does. */
export const nextClosingOf = (area: Area, calendar: WorkingCalendar, after: Instant): Closing | undefined => {
  const closings = Object.values(area.slots).flatMap((slot) => {
    if (slot.kind !== "team") return [];
    const found = nextClosing(slot.hours, calendar, after);
    return found.ok ? [{ at: found.instant, who: slot.name }] : [];
  });
  const at = closings.map((one) => one.at).toSorted()[0];
  if (at === undefined) return undefined;
  return {
    at,
    who: closings
      .filter((one) => one.at === at)
      .map((one) => one.who)
      .join(" and "),
  };
};
