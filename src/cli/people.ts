import { parseArgs } from "node:util";
import { changePeople } from "../casework/change-people.ts";
import type { Context } from "../casework/context.ts";
import type { Fault } from "../domain/people/cell.ts";
import { dayInWords } from "../domain/people/days.ts";
import { postingInWords } from "../domain/people/decide-people.ts";
import { differenceOf, type Differing } from "../domain/people/difference.ts";
import { isNow, isOpen } from "../domain/people/posting.ts";
import { readRows } from "../domain/people/read-rows.ts";
import { countOf } from "../domain/calendar/closure-in-words.ts";
import { UserError } from "../errors.ts";
import type { Person } from "../ports.ts";
import { csvText, readCsv } from "./people-csv.ts";

const usage = [
  "Usage: npm run tandem -- people COMMAND",
  "  import FILE.csv              registers the people of a list, and changes what is otherwise in it",
  "    --dry-run                  only says what it would change",
  "    --leavers                  whoever of its agencies and areas is not in it leaves",
  "  list [AREA]                  who is registered, with which roles, until when",
  "  leave PERSON --because TEXT  cuts somebody off at once; TEXT stays in the record",
].join("\n");

const faultInWords = ({ line, column, says, help }: Fault): string =>
  `  - line ${line}, ${column}: ${says}\n      ${help}`;

const refuseAll = (file: string, faults: readonly Fault[]): UserError =>
  new UserError(
    `Nothing was changed. Put this right in ${file} (${countOf(faults.length, "fault")}):\n${faults.map(faultInWords).join("\n")}`,
  );

const listIn = async (context: Context, file: string) => {
  const csv = readCsv(csvText(file));
  if (!csv.ok) throw refuseAll(file, csv.faults);
  const register = await context.people.all();
  const read = readRows(csv.rows, context.reference.areas, register);
  if (!read.ok) throw refuseAll(file, read.faults);
  return { people: read.people, register };
};

type Options = { readonly isDry: boolean; readonly leavers: boolean };

const leavingInWords = (leaving: readonly Differing[], { leavers }: Options): readonly string[] => {
  if (leavers) return leaving.map(({ says }) => says);
  if (leaving.length === 0) return [];
  return [
    `not in the list: ${countOf(leaving.length, "posting")} of its agencies and areas; --leavers ends them`,
  ];
};

/** Makes the changes, and says which the register refused. Throws UserError when any was. */
const makeAll = async (context: Context, changing: readonly Differing[]): Promise<number> => {
  const changes = changing.flatMap(({ change }) => (change === undefined ? [] : [change]));
  const answers = await changePeople(context, changes, "command-line");
  const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.says]));
  if (refused.length > 0)
    throw new UserError(`${countOf(refused.length, "change")} could not be made:\n${refused.join("\n")}`);
  return answers.filter((answer) => answer.ok && answer.changed).length;
};

const importList = async (context: Context, file: string, options: Options): Promise<readonly string[]> => {
  const { people, register } = await listIn(context, file);
  const { registered, leaving } = differenceOf(people, register, context.clock.dutyNow());
  const changing = options.leavers ? [...registered, ...leaving] : registered;
  const says = [...registered.map((one) => one.says), ...leavingInWords(leaving, options)];
  if (options.isDry)
    return [
      ...says,
      `${countOf(people.length, "person").replace("persons", "people")} in the list; nothing was changed (--dry-run)`,
    ];
  const made = await makeAll(context, changing);
  return [...says, `${countOf(made, "change")} made; ${people.length} in the list`];
};

const lineOf = ({ person, name, agency, postings, left, leftAt }: Person, context: Context): string => {
  const now = context.clock.dutyNow();
  if (left)
    return `${person}  ${name} (${agency}): left${leftAt === undefined ? "" : ` on ${dayInWords(leftAt)}`}`;
  const open = postings
    .filter((one) => isOpen(one, now))
    .map((one) => `${isNow(one, now) ? "" : "later: "}${postingInWords(one)}`);
  return `${person}  ${name} (${agency}): ${open.length === 0 ? "nothing now" : open.join("; ")}`;
};

const list = async (context: Context, area: string | undefined): Promise<readonly string[]> => {
  if (area !== undefined && !context.reference.areas.has(area))
    throw new UserError(`There is no area ${area}, only: ${[...context.reference.areas.keys()].join(", ")}`);
  const people = await context.people.all();
  const shown = people.filter(
    ({ postings }) => area === undefined || postings.some((one) => one.area === area),
  );
  return shown.map((one) => lineOf(one, context));
};

const leave = async (context: Context, person: string, because: string): Promise<readonly string[]> => {
  if (because.trim() === "") throw new UserError(`Say why with --because.\n${usage}`);
  const [answer] = await changePeople(
    context,
    [{ does: "leave", person, because: because.trim() }],
    "command-line",
  );
  if (answer?.ok !== true) throw new UserError(answer?.says ?? usage);
  return [answer.changed ? `${person} has left, and is cut off now` : `${person} had left already`];
};

const options = {
  "dry-run": { type: "boolean" },
  leavers: { type: "boolean" },
  because: { type: "string" },
} as const;

const read = (words: readonly string[]) => {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (cause) {
    throw new UserError(usage, { cause });
  }
};

/** `tandem people`: the register of people. Throws UserError, and changes nothing while a list has any fault. */
export const peopleCommand = (context: Context, words: readonly string[]): Promise<readonly string[]> => {
  const at = words.indexOf("--because");
  const { values, positionals } = read(at === -1 ? words : words.slice(0, at));
  const [does, what, ...more] = positionals;
  const because = at === -1 ? "" : words.slice(at + 1).join(" ");
  if (more.length > 0) return Promise.reject(new UserError(usage));
  if (does === "list") return list(context, what);
  if (does === "leave" && what !== undefined) return leave(context, what, because);
  if (does !== "import" || what === undefined) return Promise.reject(new UserError(usage));
  return importList(context, what, { isDry: values["dry-run"] === true, leavers: values.leavers === true });
};
