import { readFileSync } from "node:fs";
import type { Area } from "../domain/area/area-schema.ts";
import { faultInWords, parseYaml, type Fault } from "../files/read-yaml.ts";
import type { ReferenceFiles } from "../files/load-reference.ts";
import { UserError } from "../errors.ts";
import { storySchema, type Entry, type Story } from "./story-schema.ts";

type Said = { readonly path: readonly (string | number)[]; readonly says: string };

const unknownPeople = (entry: Entry, area: Area, earlier: readonly Entry[]): readonly Said[] => {
  const joined = earlier.flatMap((one) => (one.does === "person-joins" ? [one.joins] : []));
  const known = new Set([...area.people.map(({ person }) => person), ...joined]);
  const unknown = (person: string, path: Said["path"]): readonly Said[] =>
    known.has(person) ? [] : [{ path, says: `there is no "${person}" in ${area.area}` }];
  if (entry.does === "nothing") return [];
  const excluded = entry.does === "refer" ? entry.excluded : [];
  const readers = entry.does === "add-note" ? entry.readers : [];
  return [
    ...unknown(entry.who, ["who"]),
    ...("person" in entry ? unknown(entry.person, ["person"]) : []),
    ...excluded.flatMap((person, index) => unknown(person, ["excluded", index])),
    ...readers.flatMap((person, index) => unknown(person, ["readers", index])),
  ];
};

const unknownSlot = (entry: Entry, area: Area): readonly Said[] => {
  const slot = "slot" in entry ? entry.slot : undefined;
  return slot === undefined || area.slots[slot] !== undefined
    ? []
    : [{ path: ["slot"], says: `${area.area} does not fill ${slot}` }];
};

const aboutNoCase: readonly Entry["does"][] = [
  "nothing",
  "sign-hand-over",
  "change-calendar",
  "review-protocol",
  "person-joins",
  "person-leaves",
  "refer",
];

/** A case is spoken of by its name only after the referral that gave it. */
const unknownCase = (entry: Entry, earlier: readonly Entry[]): readonly Said[] => {
  if (aboutNoCase.includes(entry.does)) return [];
  const made = earlier.flatMap((one) => (one.does === "refer" ? [one.called ?? ""] : []));
  if (made.length === 0) return [{ path: ["does"], says: "no referral stands before this" }];
  const wanted = "case" in entry ? entry.case : undefined;
  return wanted === undefined || made.includes(wanted)
    ? []
    : [{ path: ["case"], says: `no referral before this is called "${wanted}"` }];
};

const usedTwice = (entry: Entry, earlier: readonly Entry[]): readonly Said[] => {
  const called = entry.does === "refer" ? entry.called : undefined;
  return called !== undefined && earlier.some((one) => one.does === "refer" && one.called === called)
    ? [{ path: ["called"], says: `another referral is called "${called}" already` }]
    : [];
};

const outOfOrder = (entry: Entry, before: Entry | undefined): readonly Said[] =>
  before !== undefined && entry.at < before.at
    ? [{ path: ["at"], says: "this is earlier than the entry before it; entries stand in order" }]
    : [];

const problemsIn = ({ entries }: Story, area: Area): readonly Said[] =>
  entries.flatMap((entry, index) => {
    const earlier = entries.slice(0, index);
    return [
      ...outOfOrder(entry, earlier.at(-1)),
      ...unknownPeople(entry, area, earlier),
      ...unknownSlot(entry, area),
      ...unknownCase(entry, earlier),
      ...usedTwice(entry, earlier),
    ].map(({ path, says }) => ({ path: ["entries", index, ...path], says }));
  });

export type StoryRead =
  | { readonly ok: true; readonly story: Story; readonly area: Area }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Reads a story and checks it against its area. Answers every fault at once, with its path and line. */
export const parseStory = (text: string, file: string, files: Pick<ReferenceFiles, "areas">): StoryRead => {
  const read = parseYaml(text, storySchema, file);
  if (!read.ok) return read;
  const area = files.areas.get(read.value.area)?.value;
  const known = [...files.areas.keys()].join(", ");
  const problems =
    area === undefined
      ? [{ path: ["area"], says: `there is no area "${read.value.area}", only: ${known}` }]
      : problemsIn(read.value, area);
  const faults = problems.map(({ path, says }) => ({
    file,
    line: read.lineOf(path),
    path: path.join("."),
    says,
  }));
  return area === undefined || faults.length > 0
    ? { ok: false, faults }
    : { ok: true, story: read.value, area };
};

/** Reads a story from a file, or says everything that is wrong with it. Throws UserError. */
export const storyFrom = (file: string, files: Pick<ReferenceFiles, "areas">) => {
  const read = parseStory(readText(file), file, files);
  if (read.ok) return read;
  const faults = read.faults.map((one) => `  - ${faultInWords(one)}`).join("\n");
  throw new UserError(`The story cannot be played. Put these right:\n${faults}`);
};

const readText = (file: string): string => {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new UserError(`There is no story to read at ${file}`, { cause });
  }
};
