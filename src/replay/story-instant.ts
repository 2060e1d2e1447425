import { z } from "zod";
import { formatDate, localDateOf, localTimeOf, offsetNameOf } from "../domain/calendar/format-instant.ts";
import { parseLocalDate, type LocalDate } from "../domain/calendar/local-date.ts";
import { localToInstant } from "../domain/calendar/local-to-instant.ts";
import { parseInstant, type Instant } from "../domain/instant.ts";

export type StoryInstant =
  | { readonly ok: true; readonly instant: Instant }
  | { readonly ok: false; readonly because: string };

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const day = "(?:([A-Z][a-z]{2}) )?(\\d{1,2}) ([A-Z][a-z]{2}) (\\d{4})";
const localDay = new RegExp(`^${day}$`);
const local = new RegExp(`^${day} (\\d{2}:\\d{2}(?: (?:BST|GMT))?)$`);
const withOffset = z.iso.datetime({ offset: true });

const howToWrite =
  'Write it as "Fri 28 Aug 2026 16:25", by the clock on the wall in England, or as "2026-08-28T16:25:00+01:00".';

type Refused = { readonly ok: false; readonly because: string };
export type StoryDate = { readonly ok: true; readonly date: LocalDate } | Refused;

const refuse = (because: string): Refused => ({ ok: false, because });

/** "4 Sep 2026" with the day of the week that it is, so that a slip by a week is seen. */
const readDay = ([, weekday, number, month, year]: RegExpExecArray): StoryDate => {
  const named = months.indexOf((month ?? "").toLowerCase()) + 1;
  const written = `${year}-${String(named).padStart(2, "0")}-${(number ?? "").padStart(2, "0")}`;
  const date = parseLocalDate(written);
  if (named === 0 || !date.ok) return refuse(`There is no ${number} ${month} ${year}.`);
  const known = formatDate(date.date);
  return weekday === undefined || known.startsWith(`${weekday} `)
    ? date
    : refuse(`${number} ${month} ${year} is not a ${weekday}: it is ${known}.`);
};

const readLocal = (match: RegExpExecArray): StoryInstant => {
  const read = readDay(match);
  if (!read.ok) return refuse(`${read.because} ${howToWrite}`);
  const instant = localToInstant({ date: read.date, time: match[5] ?? "" });
  return instant.ok ? { ok: true, instant: instant.instant } : refuse(instant.because);
};

/** Reads a day as a story writes it: "Wed 2 Sep 2026", or "2026-09-02". */
export const readStoryDate = (text: string): StoryDate => {
  const match = localDay.exec(text.trim());
  if (match !== null) return readDay(match);
  const read = parseLocalDate(text);
  return read.ok ? read : refuse('This is not a day. Write it as "Wed 2 Sep 2026", or as "2026-09-02".');
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
