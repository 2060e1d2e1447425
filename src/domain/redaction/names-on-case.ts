import type { BodyOf, NewCaseEvent } from "../case/case-event.ts";
import { nameWords, type NameWord } from "./name-words.ts";

/** A name as words that can be compared, and the date of birth that stood beside it. */
export type NameOnCase = {
  readonly words: readonly string[];
  readonly born?: string;
  readonly isChild?: boolean;
};

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Words that stand beside a name in a form and are none, however they are written. */
const besideNames = set(`
  mr mrs ms miss mx dr sir master prof professor rev reverend sgt pc dc
  a an the of and or to in on at by for from with not no nor known unknown none nil see called aka alias also
  his her hers their theirs my our is was were has had lives living stays older younger eldest youngest
  aged age years year yrs yr old months month mths weeks week days dob born boy girl baby child children kid kids
  twin twins male female man woman adult mother father mum mummy dad daddy mam parent parents carer carers foster
  step stepmother stepfather stepmum stepdad stepbrother stepsister brother sister sibling siblings half son daughter
  uncle aunt auntie cousin nephew niece gran grandma grandmother granddad grandfather grandparent nan nana
  partner husband wife boyfriend girlfriend ex friend neighbour teacher lodger babysitter coach`);

/** Small words inside a name. */
const particles = set(
  "de da do dos das del della di du la le el al bin bint ibn ben van von der den ter y e ap ab",
);

const partsOf = (text: string): readonly string[] =>
  text
    .normalize("NFKC")
    .split(/[\n\r;,/()[\]&+:"“”.!?\d]+|\s(?:and|or|with|aka|alias)\s/i)
    .map((part) => part.trim())
    .filter((part) => part !== "");

const isBeside = ({ word }: NameWord): boolean => besideNames.has(word);

/** In a short answer without one capital every word may be of the name. */
const shortAnswer = 4;

type Run = readonly string[];

/** Words in a row that are written as names are; a particle only where a name follows it. */
const runsIn = (part: string, isSmall: boolean): readonly Run[] => {
  const runs: string[][] = [[]];
  let waiting: string[] = [];
  const words = nameWords(part);
  const all = isSmall && words.length <= shortAnswer;
  for (const one of words) {
    const run = runs.at(-1) ?? [];
    if (!isBeside(one) && (one.isCapital || all)) {
      run.push(...waiting, one.word);
      waiting = [];
    } else if (particles.has(one.word) && run.length > 0) waiting.push(one.word);
    else {
      runs.push([]);
      waiting = [];
    }
  }
  return runs.filter((run) => run.length > 0);
};

/** "Surname, First name" as one name, the other way round. */
const turnedRound = (parts: readonly string[]): readonly Run[] => {
  const [last, first, ...more] = parts.map((part) => nameWords(part).map(({ word }) => word));
  if (last === undefined || first === undefined || more.length > 0) return [];
  return last.length <= 2 && first.length <= 2 ? [[...first, ...last]] : [];
};

/** The names in an answer of free text: words in a row that are written as names are. */
export const namesInText = (text: string | undefined): readonly Run[] => {
  if (text === undefined) return [];
  const parts = partsOf(text);
  const isSmall = !/\p{Lu}/u.test(text);
  return [...parts.flatMap((part) => runsIn(part, isSmall)), ...turnedRound(parts)];
};

const isoDate = /^\d{4}-\d\d-\d\d$/;

/** The child's own name, with the date of birth that stands beside it. */
export const childrenIn = ({
  child,
  dateOfBirth = "",
}: Pick<BodyOf<"ReferralRecorded">, "child" | "dateOfBirth">): readonly NameOnCase[] => {
  const born = isoDate.test(dateOfBirth) ? { born: dateOfBirth } : {};
  return namesInText(child).map((words) => ({ words, isChild: true, ...born }));
};

/**
 * The names that an event's sealed body brings to a case: the child, other children, who is alleged, and who told of it.
 * The date of birth goes with the child's own name. Narrative is not read: most of its capitals begin sentences. Names of
 * professionals who were spoken to are not a family's, and stand in messages on purpose.
 */
export const namesIn = ({ type, sealed }: NewCaseEvent): readonly NameOnCase[] => {
  if (type !== "ReferralRecorded") return [];
  const { otherChildren, personAlleged, source } = sealed.body;
  return [
    ...childrenIn(sealed.body),
    ...[otherChildren, personAlleged, source].flatMap(namesInText).map((words) => ({ words })),
  ];
};
