import type { Context } from "../casework/context.ts";
import { changeCalendar } from "../casework/change-calendar.ts";
import {
  closureInWords,
  countOf,
  doneInWords,
  movedInWords,
  noDayChanged,
} from "../domain/calendar/closure-in-words.ts";
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

const change = async (
  context: Context,
  does: "add" | "remove",
  words: readonly string[],
): Promise<readonly string[]> => {
  const [date = ""] = words;
  const answer = await changeCalendar(context, { does, date, because: readBecause(words) }, "command-line");
  if (!answer.ok) throw new UserError(`${answer.says}\n${usage}`);
  const followed = await answer.following;
  const says = `${doneInWords({ ...answer, does })}: ${movedInWords(followed)}`;
  const left = followed.faults.length;
  if (left > 0)
    throw new UserError(`${says}, and ${countOf(left, "case")} could not follow yet: run it again`);
  return [says];
};

const list = async ({ calendars }: Context): Promise<readonly string[]> => {
  const inForce = await calendars.inForce();
  return inForce.length === 0 ? [noDayChanged] : inForce.map(closureInWords);
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
