/**
 * An instant: ISO 8601 in UTC with milliseconds ("2026-08-29T13:00:00.000Z"). One spelling everywhere (headers,
 * database parameters, fixtures), so that instants compare as text and read as time.
 */
export type Instant = string & { readonly __brand: "Instant" };

export const millisecondsIn = { second: 1_000, minute: 60_000, hour: 3_600_000 } as const;

/** The instant so many milliseconds after 1970-01-01T00:00Z. Throws RangeError for what is not a time. */
export const instantOf = (epochMilliseconds: number): Instant =>
  new Date(epochMilliseconds).toISOString() as Instant;

/** Parses any ISO 8601 text with an offset. Throws RangeError for what is not a time. */
export const parseInstant = (text: string): Instant => instantOf(Date.parse(text));

export const epochMilliseconds = (instant: Instant): number => Date.parse(instant);

export const plusMilliseconds = (instant: Instant, milliseconds: number): Instant =>
  instantOf(epochMilliseconds(instant) + milliseconds);
