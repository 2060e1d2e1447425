import type { Closure } from "./calendar-days.ts";
import { formatDate } from "./format-instant.ts";
import type { LocalDate } from "./local-date.ts";

export const noDayChanged = "No day was changed: the bank holidays of England and Wales hold.";

/** "Wed 2 Sep 2026 is not a working day". */
export const dayInWords = (date: LocalDate, kind: Closure["kind"]): string =>
  `${formatDate(date)} is ${kind === "closed" ? "not a working day" : "a working day"}`;

/** A day that an administrator changed, and why. */
export const closureInWords = ({ date, kind, because }: Closure): string =>
  `${dayInWords(date, kind)} (${because})`;

export const countOf = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? "" : "s"}`;

type Done = { readonly date: LocalDate; readonly does: "add" | "remove"; readonly wasSoAlready: boolean };
type Moved = { readonly cases: number; readonly deadlines: number };

/** What became of a day, said again where it was so already. */
export const doneInWords = ({ date, does, wasSoAlready }: Done): string =>
  `${dayInWords(date, does === "add" ? "closed" : "working")}${wasSoAlready ? ", as it was already" : ""}`;

export const movedInWords = ({ cases, deadlines }: Moved): string =>
  `${countOf(deadlines, "deadline")} moved, in ${countOf(cases, "case")}`;
