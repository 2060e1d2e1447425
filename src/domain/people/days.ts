import { formatDate, localDateOf } from "../calendar/format-instant.ts";
import { localToInstant } from "../calendar/local-to-instant.ts";
import { plusDays, type LocalDate } from "../calendar/local-date.ts";
import { plusMilliseconds, type Instant } from "../instant.ts";

/** When a day begins in England. */
export const beginningOf = (date: LocalDate): Instant => {
  const read = localToInstant({ date, time: "00:00" });
  if (!read.ok) throw new RangeError(read.because);
  return read.instant;
};

/** When a day is over in England: a posting until a day includes that day. */
export const endOfDay = (date: LocalDate): Instant => beginningOf(plusDays(date, 1));

/** The last day of what ends at an instant. */
export const lastDayBefore = (until: Instant): LocalDate => localDateOf(plusMilliseconds(until, -1));

export const dayInWords = (at: Instant): string => formatDate(localDateOf(at));
