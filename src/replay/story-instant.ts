import { z } from "zod";
import { formatDate, localDateOf, localTimeOf, offsetNameOf } from "../domain/calendar/format-instant.ts";
import { parseLocalDate } from "../domain/calendar/local-date.ts";
import { localToInstant } from "../domain/calendar/local-to-instant.ts";
import { parseInstant, type Instant } from "../domain/instant.ts";

export type StoryInstant =
  | { readonly ok: true; readonly instant: Instant }
  | { readonly ok: false; readonly because: string };

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const local = /^(?:([A-Z][a-z]{2}) )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}:\d{2}(?: (?:BST|GMT))?)$/;
const withOffset = z.iso.datetime({ offset: true });

const howToWrite =
  'Write it as "Fri 28 Aug 2026 16:25", by the clock on the wall in England, or as "2026-08-28T16:25:00+01:00".';

const refuse = (because: string): StoryInstant => ({ ok: false, because });

/** "4 Sep 2026" with the day of the week that it is, so that a slip by a week is seen. */
const readLocal = ([, weekday, day, month, year, time]: RegExpExecArray): StoryInstant => {
  const number = months.indexOf((month ?? "").toLowerCase()) + 1;
  const written = `${year}-${String(number).padStart(2, "0")}-${(day ?? "").padStart(2, "0")}`;
  const date = parseLocalDate(written);
  if (number === 0 || !date.ok) return refuse(`There is no ${day} ${month} ${year}. ${howToWrite}`);
  const known = formatDate(date.date);
  if (weekday !== undefined && !known.startsWith(`${weekday} `))
    return refuse(`${day} ${month} ${year} is not a ${weekday}: it is ${known}.`);
  const read = localToInstant({ date: date.date, time: time ?? "" });
  return read.ok ? { ok: true, instant: read.instant } : refuse(read.because);
};

/**
 * Reads an instant as a story writes it. A time that happens twice or not at all when the clocks change is refused with
 * what to write in its place, and so is a date under another day's name.
 */
export const readStoryInstant = (text: string): StoryInstant => {
  const match = local.exec(text.trim());
  if (match !== null) return readLocal(match);
  const read = withOffset.safeParse(text.trim());
  return read.success
    ? { ok: true, instant: parseInstant(read.data) }
    : refuse(`This is not an instant. ${howToWrite}`);
};

/** An instant as a form takes it: a date, and a time that says which clock was in force. */
export const asTyped = (at: Instant) => ({
  date: localDateOf(at),
  time: `${localTimeOf(at)} ${offsetNameOf(at)}`,
});
