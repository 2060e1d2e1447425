import { formatDate } from "../domain/calendar/format-instant.ts";
import type { Context } from "../casework/context.ts";
import { changeCalendar, type CalendarAnswer } from "../casework/change-calendar.ts";
import { UserError } from "../errors.ts";

const usage = [
  "Usage: npm run tandem -- calendar COMMAND",
  "  add DATE --because TEXT     takes a day out of the working calendar, such as a bank holiday proclaimed late",
  "  remove DATE --because TEXT  makes it a working day again; a bank holiday too, for one that is moved",
  "  list                        the days that were changed",
  "TEXT is shown to everyone whose duty moves: no names.",
].join("\n");

const readBecause = (words: readonly string[]): string => {
  const at = words.indexOf("--because");
  return at === -1 ? "" : words.slice(at + 1).join(" ");
};

const count = (n: number, unit: string): string => `${n} ${unit}${n === 1 ? "" : "s"}`;

const inWords = (does: "add" | "remove", answer: Extract<CalendarAnswer, { ok: true }>): string => {
  const so = `${formatDate(answer.date)} is ${does === "add" ? "not a working day" : "a working day"}`;
  const was = answer.wasSoAlready ? ", as it was already" : "";
  return `${so}${was}: ${count(answer.deadlines, "deadline")} moved, in ${count(answer.cases, "case")}`;
};

const change = async (
  context: Context,
  does: "add" | "remove",
  words: readonly string[],
): Promise<readonly string[]> => {
  const [date = ""] = words;
  const asked = { does, date, because: readBecause(words), by: "command-line" };
  const answer = await changeCalendar(context, asked);
  if (!answer.ok) throw new UserError(`${answer.says}\n${usage}`);
  if (answer.faults.length === 0) return [inWords(does, answer)];
  throw new UserError(
    `${inWords(does, answer)}, and ${count(answer.faults.length, "case")} could not follow yet: run it again`,
  );
};

const list = async ({ calendars }: Context): Promise<readonly string[]> => {
  const inForce = await calendars.inForce();
  if (inForce.length === 0) return ["No day was changed: the bank holidays of England and Wales hold."];
  return inForce.map(
    ({ date, kind, because }) =>
      `${formatDate(date)} is ${kind === "closed" ? "not a working day" : "a working day"} (${because})`,
  );
};

/** `tandem calendar`: the days of the working calendar that an administrator changes. Throws UserError. */
export const calendarCommand = (
  context: Context,
  [does, ...words]: readonly string[],
): Promise<readonly string[]> => {
  if (does === "list") return list(context);
  if (does === "add" || does === "remove") return change(context, does, words);
  return Promise.reject(new UserError(usage));
};
