import type { KnownBlock } from "@slack/types";
import { catalogue } from "../../domain/steps/catalogue.ts";
import type { OpenedBody, Person } from "../../ports.ts";
import { escapeMarkup, paragraph, quoted } from "../elements.ts";
import { agencyName, capital, caseRoleInWords, personName, when } from "../words.ts";

export type Written = {
  readonly bodies: readonly OpenedBody[];
  /** Whoever wrote something, or may read a note, by their ids. */
  readonly people: ReadonlyMap<string, Person>;
  readonly reader: Pick<Person, "person">;
};

type Opened<T extends OpenedBody["type"]> = Extract<OpenedBody, { type: T }>;
type Said = readonly [heading: string, text: string];
type Saying<T extends OpenedBody["type"]> = (opened: Opened<T>, written: Written) => Said;

/** A member of staff by name, as it stands in a heading; the reader is called "you". */
const called = ({ people, reader }: Written, person: string): string =>
  person === reader.person ? "you" : escapeMarkup(personName(people, person));

const listed = (names: readonly string[]): string =>
  [names.slice(0, -1).join(", "), names.at(-1)].filter((one) => one !== "").join(" and ");

/** Who can read a note, in words: its few readers, or those whose compartment it is sealed in. */
const readersOf = ({ header, compartment }: Opened<"NoteAdded">, written: Written): string => {
  const { readersAs = [] } = header;
  if (header.readers.length > 0 || readersAs.length > 0) {
    const later = readersAs.map(({ as }) => `whoever is named as ${caseRoleInWords[as]}`);
    const all = [...[header.by, ...header.readers].map((person) => called(written, person)), ...later];
    return listed(all.toSorted((a, b) => Number(b === "you") - Number(a === "you")));
  }
  return compartment === "shared" ? "both agencies" : `${agencyName(header.agency)} alone`;
};

const told: Saying<"ToldByTelephone"> = ({ header, body }) => {
  const said = [body.toWhom, body.staffNumber, body.logNumber].filter((one) => one !== undefined);
  return [`Told by telephone ${when(header.at)}`, said.join(", ")];
};

const isText = (text: string | undefined): text is string => text !== undefined;

type Asked = Pick<Opened<"DiscussionRecorded">["body"], "answers" | "reason">;

const answersOf = ({ answers = [] }: Asked): readonly string[] =>
  answers.map(({ field, text }) => `${capital(field)}: ${text}`);

const whyPassed = ({ reason }: Asked): readonly string[] =>
  reason === undefined ? [] : [`Why the protocol was passed over: ${reason}`];

const discussed: Saying<"DiscussionRecorded"> = ({ header, body }) => [
  `Discussion ${when(header.at)}`,
  [`With ${body.withWhom}. ${body.decisionInWords}`, ...answersOf(body), ...whyPassed(body)].join("\n"),
];

const stepTaken: Saying<"StepTaken"> = ({ header, body }, written) => {
  const words = [...answersOf(body), body.note, ...whyPassed(body)].filter(isText);
  return [
    `${catalogue[header.step].says}, ${when(header.at)}. By ${called(written, header.by)}`,
    words.length === 0 ? "Nothing more was written." : words.join("\n"),
  ];
};

const sayings: { readonly [T in OpenedBody["type"]]?: Saying<T> } = {
  KeyDestroyed: ({ header }) => [
    `What was written before ${when(header.at)} was erased`,
    header.because.join("; "),
  ],
  ToldByTelephone: told,
  DiscussionRecorded: discussed,
  StepRecorded: ({ header, body }) => [`Step ${when(header.at)}`, body.note],
  StepTaken: stepTaken,
  RiskReassessed: ({ header, body }) => [`Immediate risk reassessed ${when(header.at)}`, body.reason],
  HandedBack: ({ header, body }) => [`Handed back ${when(header.at)}`, body.reason],
  NoteAdded: (opened, written) => [
    `${opened.header.meeting === undefined ? "Note" : "Confidential addendum to a conference"} by ${called(written, opened.header.by)}, ${when(opened.header.at)}. Can be read by ${readersOf(opened, written)}`,
    opened.body.text,
  ],
  PersonReleased: ({ header, body }, written) => [
    `${called(written, header.person)}: not named as ${caseRoleInWords[header.as]} any more, ${when(header.at)}. By ${called(written, header.by)}`,
    body.reason,
  ],
  PersonExcluded: ({ header, body }, written) => [
    `Kept from somebody, and for named people alone, since ${when(header.at)}. By ${called(written, header.by)}`,
    body.reason,
  ],
  AccessTaken: ({ header, body }, written) => [
    `Opened by ${called(written, header.by)} without being named, ${when(header.at)}, until ${when(header.until)}`,
    body.reason,
  ],
  DepartureProposed: ({ header, body }, written) => [
    `Departure from the protocol (${header.rule}) proposed by ${called(written, header.by)}, ${when(header.at)}`,
    body.reason,
  ],
  DepartureAnswered: ({ header, body }, written) => [
    `Departure ${header.agrees ? "agreed to" : "refused"} by ${called(written, header.by)} for ${agencyName(header.agency)}, ${when(header.at)}`,
    body.reason === "" ? "No reason was written." : body.reason,
  ],
};

const entryOf = (opened: OpenedBody, written: Written): readonly KnownBlock[] => {
  // The table has for each type only what says that very type; the compiler cannot follow that through the look-up.
  const saying = sayings[opened.type] as ((one: OpenedBody, by: Written) => Said) | undefined;
  return saying === undefined ? [] : quoted(...saying(opened, written));
};

/** A window holds 100 blocks and 250 KB; the referral itself needs at most 40 of them and 100 KB. */
const most = { blocks: 60, bytes: 140_000 };

const bytesOf = (blocks: readonly KnownBlock[]): number => Buffer.byteLength(JSON.stringify(blocks));

const newestThatFit = (entries: readonly (readonly KnownBlock[])[]): number => {
  let room = most;
  for (let shown = 0; shown < entries.length; shown += 1) {
    const blocks = entries[entries.length - 1 - shown] ?? [];
    room = { blocks: room.blocks - blocks.length, bytes: room.bytes - bytesOf(blocks) };
    if (room.blocks < 0 || room.bytes < 0) return shown;
  }
  return entries.length;
};

/** What was written after the referral, in order. When it is more than a window holds, the newest, and it says so. */
export const laterEntries = (written: Written): readonly KnownBlock[] => {
  const entries = written.bodies.map((one) => entryOf(one, written)).filter(({ length }) => length > 0);
  const left = entries.length - newestThatFit(entries);
  const newest = entries.slice(left).flat();
  return left === 0
    ? newest
    : [paragraph(`Only the newest entries are shown here; ${left} earlier ones are not.`), ...newest];
};
