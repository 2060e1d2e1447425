const london = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** '2026-08-28T16:25', what a clock on the wall in London shows at an instant: the form that a date-time field takes. */
export const londonWall = (instant: string | number): string => {
  const parts = new Map(london.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? "";
  return `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
};

/** Not a number for anything else: what a browser makes of other spellings is its own affair. */
const asIfUtc = (wall: string): number =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wall) ? Date.parse(`${wall}:00Z`) : Number.NaN;

/**
 * The instant at which the wall clock in London shows this, whatever the zone of the browser. The first of two when
 * the hour comes twice; when it is left out, the same length of time after the change. Undefined for what is no time.
 */
export const londonInstant = (wall: string): string | undefined => {
  const wanted = asIfUtc(wall);
  if (Number.isNaN(wanted)) return undefined;
  const hour = 3_600_000;
  const found = [wanted - hour, wanted].find((instant) => asIfUtc(londonWall(instant)) === wanted);
  return new Date(found ?? wanted).toISOString();
};
