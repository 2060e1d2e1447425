/** A time of day by the clock on the wall in England, 'HH:MM', 00:00 to 23:59. */
export type LocalTime = string & { readonly __brand: "LocalTime" };

export const millisecondsInMinute = 60_000;

/** Minutes after local midnight of 'HH:MM'; '24:00' gives 1440. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** 'HH:MM' of 0 to 1439 minutes after local midnight. */
export const localTimeOfMinutes = (minutes: number): LocalTime =>
  `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}` as LocalTime;

const pad = (number: number): string => (number < 10 ? `0${number}` : String(number));
