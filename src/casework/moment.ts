import { localDateOf, localTimeOf, offsetNameOf } from "../domain/calendar/format-instant.ts";
import { localToInstant } from "../domain/calendar/local-to-instant.ts";
import { parseLocalTime } from "../domain/calendar/parse-local-time.ts";
import { millisecondsIn, plusMilliseconds, type Instant } from "../domain/instant.ts";

export type Moment =
  | { readonly ok: true; readonly at: Instant }
  | { readonly ok: false; readonly field: "date" | "time"; readonly says: string };

const longestAgo = 5 * 366 * 24 * millisecondsIn.hour;

/** The instant of a date and a 24-hour time in the United Kingdom; a time that is none, or was twice, is refused. */
const instantOf = (date: string, time: string): Moment => {
  const parsed = parseLocalTime(time);
  if (!parsed.ok) return { ok: false, field: "time", says: parsed.because };
  const offset = parsed.offset === undefined ? {} : { offset: parsed.offset };
  const local = localToInstant({ date, time: parsed.time, ...offset });
  return local.ok ? { ok: true, at: local.instant } : { ok: false, field: "time", says: local.because };
};

/**
 * The instant that a person means by a date and a 24-hour time in the United Kingdom. A time that does not exist, that
 * happened twice, or that has not come yet is refused on its own field, with what to write instead.
 */
export const readMoment = (date: string, time: string, now: Instant): Moment => {
  const local = instantOf(date, time);
  if (!local.ok) return local;
  if (local.at < plusMilliseconds(now, -longestAgo))
    return { ok: false, field: "date", says: "That is more than five years ago. Check the year." };
  if (local.at <= now) return local;
  const field = date > localDateOf(now) ? "date" : "time";
  return { ok: false, field, says: "This has not happened yet. Enter when it did happen, not when it will." };
};

const longestAhead = 366 * 24 * millisecondsIn.hour;

type Expected =
  | { readonly ok: true; readonly at?: Instant }
  | { readonly ok: false; readonly field: "date" | "time"; readonly says: string };

type Given = { readonly date?: string | undefined; readonly time?: string | undefined };

const tooFarAhead = (at: Instant, now: Instant): Expected | undefined =>
  at > plusMilliseconds(now, longestAhead)
    ? { ok: false, field: "date", says: "That is more than a year ahead. Check the year." }
    : undefined;

/** The instant that something is expected at, if both of its answers were given; one that has passed is refused. */
export const readExpected = ({ date, time }: Given, now: Instant): Expected => {
  if (date === undefined && time === undefined) return { ok: true };
  if (date === undefined) return { ok: false, field: "date", says: "Give the date too, or leave out both." };
  if (time === undefined) return { ok: false, field: "time", says: "Give the time too, or leave out both." };
  const local = instantOf(date, time);
  if (!local.ok) return local;
  if (local.at > now) return tooFarAhead(local.at, now) ?? local;
  return {
    ok: false,
    field: "time",
    says: "That has passed. Leave it out, and say above what has happened.",
  };
};

/** When a meeting is to begin: to come, and within a year. What will not do is said on its own field. */
export const readComing = ({ date, time }: Given, now: Instant): Moment => {
  if (date === undefined) return { ok: false, field: "date", says: "Choose the date." };
  if (time === undefined) return { ok: false, field: "time", says: "Give the time, for example 14:30." };
  const local = instantOf(date, time);
  if (!local.ok) return local;
  const ahead = tooFarAhead(local.at, now);
  if (ahead?.ok === false) return ahead;
  if (local.at > now) return local;
  const field = date < localDateOf(now) ? "date" : "time";
  return { ok: false, field, says: "That has passed. Choose a time that is still to come." };
};

/** Now, as a form shows it before anyone types; in the hour that happens twice it says which of the two it is. */
export const nowInForms = (now: Instant) => {
  const shown = { date: localDateOf(now), time: localTimeOf(now) };
  const isClear = localToInstant(shown).ok;
  return isClear ? shown : { ...shown, time: `${shown.time} ${offsetNameOf(now)}` };
};
