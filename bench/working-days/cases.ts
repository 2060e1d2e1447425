import { officialBankHolidays } from "../../test/domain/calendar/official-bank-holidays.ts";

export type Case = { readonly from: string; readonly days: number; readonly right: string };

const first = Date.UTC(2026, 0, 1);
const startDays = 702;
/** What the protocols count: the working days of their clocks. */
const counts = [1, 2, 3, 5, 10, 15, 45] as const;
const day = 86_400_000;

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

const isWorking = (at: number): boolean =>
  ![0, 6].includes(new Date(at).getUTCDay()) && !officialBankHolidays.has(dateOf(at));

/** Day by day, and nothing else: slow, and easy to see that it is right. */
const walked = (from: number, days: number): number => {
  let at = from;
  for (let left = days; left > 0;) {
    at += day;
    if (isWorking(at)) left -= 1;
  }
  return at;
};

/** 4,914 additions: each day from 1 January 2026 to 3 December 2027, and each number of days that a protocol counts. */
export const cases: readonly Case[] = Array.from(
  { length: startDays },
  (_, index) => first + index * day,
).flatMap((from) => counts.map((days) => ({ from: dateOf(from), days, right: dateOf(walked(from, days)) })));
