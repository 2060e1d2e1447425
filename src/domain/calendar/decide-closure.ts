import { localDateOf } from "./format-instant.ts";
import type { Instant } from "../instant.ts";
import { bankHolidaysIn } from "./bank-holidays.ts";
import type { Closure } from "./calendar-days.ts";
import { dayIndexOfDate, parseLocalDate, weekdayNumber, type LocalDate } from "./local-date.ts";
import type { Refusal } from "./refusal.ts";

/** What an administrator asks: that a day is not a working day (add), or that it is one after all (remove). */
export type ClosureAsked = {
  readonly does: "add" | "remove";
  readonly date: string;
  readonly because: string;
  readonly by: string;
  readonly at: Instant;
};

type Act = { readonly by: string; readonly at: Instant; readonly enteredAt: Instant };
export type ClosureEvent =
  | { readonly type: "ClosureAdded"; readonly version: 1; readonly header: Act & Closure }
  | {
      readonly type: "ClosureRemoved";
      readonly version: 1;
      readonly header: Act & { readonly date: LocalDate; readonly because: string };
    };

export type ClosureDecision =
  | {
      readonly ok: true;
      readonly date: LocalDate;
      /** Undefined where the calendar says so already. */
      readonly event?: ClosureEvent;
    }
  | (Refusal & {
      /** Which of what was asked cannot be. */
      readonly about: "date" | "because";
    });

/** It stands in every message about it, beside much else. */
export const becauseAtMost = 200;

const refuse = (about: "date" | "because", because: string): ClosureDecision => ({
  ok: false,
  about,
  because,
});

const isBankHoliday = (date: LocalDate): boolean =>
  bankHolidaysIn(Number(date.slice(0, 4))).some((one) => one.date === date);

const decided = (
  asked: ClosureAsked,
  date: LocalDate,
  present: Closure["kind"] | undefined,
): ClosureDecision => {
  const wanted = asked.does === "add" ? "closed" : "working";
  const usual = weekdayNumber(dayIndexOfDate(date)) < 5 && !isBankHoliday(date) ? "working" : "closed";
  if ((present ?? usual) === wanted) return { ok: true, date };
  const { by, at, because } = asked;
  const header = { by, at, enteredAt: at, date, because };
  return wanted === usual
    ? { ok: true, date, event: { type: "ClosureRemoved", version: 1, header } }
    : { ok: true, date, event: { type: "ClosureAdded", version: 1, header: { ...header, kind: wanted } } };
};

/**
 * What becomes of a day in the working calendar, and nothing when it is so already, so that asking twice does no harm.
 * To remove a closure that is a bank holiday makes that day a working day: a holiday can be moved.
 */
export const decideClosure = (asked: ClosureAsked, inForce: readonly Closure[]): ClosureDecision => {
  const parsed = parseLocalDate(asked.date);
  if (!parsed.ok) return refuse("date", parsed.because);
  const { date } = parsed;
  if (asked.because.trim() === "")
    return refuse("because", "Say why, in words that may be shown to everyone.");
  if (asked.because.length > becauseAtMost)
    return refuse(
      "because",
      `Say why in ${becauseAtMost} characters at most: it stands in every message about it.`,
    );
  if (Math.abs(Number(date.slice(0, 4)) - Number(localDateOf(asked.at).slice(0, 4))) > 5)
    return refuse("date", "That is more than five years from now. Check the year.");
  return decided(asked, date, inForce.find((one) => one.date === date)?.kind);
};
