import { createEvent, type DateTime as DateArray, type EventAttributes } from "ics";
import { DateTime } from "luxon";
import { epochMilliseconds } from "../domain/instant.ts";
import type { CalendarEntry } from "../mail-ports.ts";

const partsOf = (instant: string): DateArray => {
  const { year, month, day, hour, minute } = DateTime.fromISO(instant, { zone: "utc" });
  return [year, month, day, hour, minute];
};

/** How long a meeting is shown for: nobody says it, and an entry without any length is lost in a calendar. */
const shownFor = { hours: 1 };

/** A meeting for somebody's calendar, from whoever the mail is from. Throws what the entry cannot be written for. */
export const calendarEntry =
  (organiser: string) =>
  ({ uid, sequence, method, startsAt, summary, description, writtenAt }: CalendarEntry): string => {
    // The library knows when an entry was written, and its types do not.
    const event: EventAttributes & { readonly timestamp: number } = {
      uid,
      sequence,
      method,
      start: partsOf(startsAt),
      startInputType: "utc",
      startOutputType: "utc",
      duration: shownFor,
      title: summary,
      description,
      organizer: { name: "Tandem", email: organiser },
      status: method === "CANCEL" ? "CANCELLED" : "CONFIRMED",
      timestamp: epochMilliseconds(writtenAt),
      productId: "tandem",
    };
    const { error, value } = createEvent(event);
    if (value === null || value === undefined)
      throw new Error("the calendar entry cannot be written", { cause: error });
    return value;
  };
