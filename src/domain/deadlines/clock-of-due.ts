import type { Clock } from "../calendar/clock-kinds.ts";
import type { Duration } from "../protocol/durations.ts";
import type { Due } from "../protocol/protocol-schema.ts";

const after = ({ count, unit }: Duration, due: Extract<Due, { within: Duration }>): Clock => {
  switch (unit) {
    case "minutes":
    case "hours":
    case "calendar-days":
      return { kind: unit, count };
    case "working-days":
      return { kind: unit, count, ...(due.counting === undefined ? {} : { counting: due.counting }) };
    case "months":
      return { kind: unit, count, lastUsable: due.lastUsable ?? false };
  }
};

/** The calendar's clock for a due time as a protocol words it. */
export const clockOfDue = (due: Due): Clock => {
  if ("immediately" in due || "at" in due) return { kind: "immediate" };
  if ("within" in due) return after(due.within, due);
  if ("by" in due)
    return { kind: "end-of-working-day", outOfHours: due.outOfHours === "now" ? "now" : "next-close" };
  return {
    kind: "working-days-before",
    count: due.atLeast.count,
    bound: "latest",
    ...(due.clearDays === undefined ? {} : { clearDays: due.clearDays }),
  };
};
