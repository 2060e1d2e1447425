/** Whole days since 1970-01-01 in the (proleptic) Gregorian calendar: plain integer arithmetic, no time zone. */
export type DayIndex = number;

export interface CivilDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
}

export const millisecondsInDay = 86_400_000;

const daysInEra = 146_097; // 400 years
const epochShift = 719_468; // days from 0000-03-01 to 1970-01-01

/** The day index of a date that exists. The year is taken to begin in March, so that leap days come last. */
export const dayIndexOf = ({ year, month, day }: CivilDate): DayIndex => {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * daysInEra + yearOfEra * 365 + leapDays + dayOfYear - epochShift;
};

export const civilDateOf = (index: DayIndex): CivilDate => {
  const shifted = index + epochShift;
  const era = Math.floor(shifted / daysInEra);
  const dayOfEra = shifted - era * daysInEra;
  const leapDays =
    Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const daysBefore = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  const dayOfYear = dayOfEra - daysBefore;
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  return { year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day };
};
