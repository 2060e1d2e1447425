import { localDateOf, localTimeOf, offsetNameOf } from "../domain/calendar/format-instant.ts";
import { localToInstant } from "../domain/calendar/local-to-instant.ts";
import { parseLocalTime } from "../domain/calendar/parse-local-time.ts";
import { millisecondsIn, plusMilliseconds, type Instant } from "../domain/instant.ts";

export type Moment =
  | { readonly ok: true; readonly at: Instant }
  | { readonly ok: false; readonly field: "date" | "time"; readonly says: string };

const longestAgo = 5 * 366 * 24 * millisecondsIn.hour;

/**
 * The instant that a person means by a date and a 24-hour time in the United Kingdom. A time that does not exist, that
 * happened twice, or that has not come yet is refused on its own field, with what to write instead.
 */
export const readMoment = (date: string, time: string, now: Instant): Moment => {
  const parsed = parseLocalTime(time);
  if (!parsed.ok) return { ok: false, field: "time", says: parsed.because };
  const offset = parsed.offset === undefined ? {} : { offset: parsed.offset };
  const local = localToInstant({ date, time: parsed.time, ...offset });
  if (!local.ok) return { ok: false, field: "time", says: local.because };
  if (local.instant < plusMilliseconds(now, -longestAgo))
    return { ok: false, field: "date", says: "That is more than five years ago. Check the year." };
  if (local.instant <= now) return { ok: true, at: local.instant };
  const field = date > localDateOf(now) ? "date" : "time";
  return { ok: false, field, says: "This has not happened yet. Enter when it did happen, not when it will." };
};

const longestAhead = 366 * 24 * millisecondsIn.hour;

type Expected =
  | { readonly ok: true; readonly at?: Instant }
  | { readonly ok: false; readonly field: "date" | "time"; readonly says: string };

/** The instant that something is expected at, if both of its answers were given; one that has passed is refused. */
export const readExpected = (
  { date, time }: { readonly date?: string | undefined; readonly time?: string | undefined },
  now: Instant,
): Expected => {
  if (date === undefined && time === undefined) return { ok: true };
  if (date === undefined) return { ok: false, field: "date", says: "Give the date too, or leave out both." };
  if (time === undefined) return { ok: false, field: "time", says: "Give the time too, or leave out both." };
  const parsed = parseLocalTime(time);
  if (!parsed.ok) return { ok: false, field: "time", says: parsed.because };
  const offset = parsed.offset === undefined ? {} : { offset: parsed.offset };
  const local = localToInstant({ date, time: parsed.time, ...offset });
  if (!local.ok) return { ok: false, field: "time", says: local.because };
  if (local.instant > plusMilliseconds(now, longestAhead))
    return { ok: false, field: "date", says: "That is more than a year ahead. Check the year." };
  if (local.instant > now) return { ok: true, at: local.instant };
  return {
    ok: false,
    field: "time",
    says: "That has passed. Leave it out, and say above what has happened.",
  };
};

/** Now, as a form shows it before anyone types; in the hour that happens twice it says which of the two it is. */
export const nowInForms = (now: Instant) => {
  const shown = { date: localDateOf(now), time: localTimeOf(now) };
  const isClear = localToInstant(shown).ok;
  return isClear ? shown : { ...shown, time: `${shown.time} ${offsetNameOf(now)}` };
};
