import { agencyInWords, agencySchema, type Agency } from "../agency.ts";
import { entryInWords, section } from "./explain-parts.ts";
import { conditionInWords, durationInWords, happeningInWords, plain, slotInWords } from "./in-words.ts";
import type { Protocol } from "./protocol-schema.ts";

type Gate = Protocol["gates"][number];
type Departure = Protocol["presumptions"][number]["departure"];

const partyInWords = (by: Gate["by"]): string => {
  const agency = agencySchema.safeParse(by);
  return agency.success ? agencyInWords[agency.data] : by;
};

const onlyIf = (when: Gate["when"]): string | undefined =>
  when === undefined ? undefined : conditionInWords(when);

const agencies = (all: readonly Agency[]): string => all.map((one) => agencyInWords[one]).join(", ");

const untilInWords = ({ until }: Gate): string =>
  "ownDuties" in until
    ? "nothing that it owes itself in the case is open"
    : [
        happeningInWords({ on: until.step, by: until.by }),
        until.attendedByAll === undefined ? "" : `, attended by ${agencies(until.attendedByAll)}`,
        until.agreedByAll === undefined ? "" : `, agreed by ${agencies(until.agreedByAll)}`,
      ].join("");

const exceptInWords = ({ except }: Gate): string | undefined =>
  except === undefined
    ? undefined
    : `${except.rule}: it is held in another document, whose reference is given and which ${except.heldInDocument.confirmedBy} confirms that it has`;

const departureInWords = ({ by, needs, tells }: Departure): string =>
  `${by}, with a ${needs.join(" and a ")}; ${tells} is told`;

const gate = (one: Gate): string =>
  entryInWords(one, [
    [
      one.strength === undefined ? "Refuses" : "Asks for a reason before",
      `${plain(one.refuses)}, by ${partyInWords(one.by)}`,
    ],
    ["Only if", onlyIf(one.when)],
    ["Until", untilInWords(one)],
    ["Except", exceptInWords(one)],
    ["May be departed from by", one.departure === undefined ? undefined : departureInWords(one.departure)],
    ["In an emergency", `one press: ${one.emergency}`],
  ]);

const requirement = (one: Protocol["requires"][number]): string =>
  entryInWords(one, [
    ["For", happeningInWords({ on: one.for, by: one.by })],
    ["Only if", onlyIf(one.when)],
    ["Must say", one.fields.join(", ")],
    ["What is missing", one.strength === undefined ? "is asked for before it is accepted" : "needs a reason"],
    ["Urgent and incomplete", one.urgentIncomplete],
  ]);

const notice = (one: Protocol["notices"][number]): string =>
  entryInWords(one, [
    ["Who is told", one.tells.map(slotInWords).join(", ")],
    ["Urgent", one.urgent === true ? "at once, and the team on duty too" : undefined],
    ["When", happeningInWords({ on: one.on, by: one.by, when: one.when })],
    ["By", one.means],
  ]);

const review = (one: Protocol["reviews"][number]): string =>
  entryInWords(one, [
    ["What", one.of],
    ["Who", one.owners.map(slotInWords).join(" and ")],
    ["How often", `every ${durationInWords(one.every)} at the latest`],
    ["Reminded", one.reminders.join(", ")],
    ["Once overdue", `warned every ${durationInWords(one.warnEvery)}`],
    ["Who hears what came of it", one.outcomeTo],
  ]);

const refusedOrPresumed = (protocol: Protocol): readonly string[] => [
  ...section(
    "Gates: what has to come first",
    "None of them holds up making a child safe, seeing the child, treatment or an arrest.",
    protocol.gates.map(gate),
  ),
  ...section(
    "Presumptions: what holds unless it is departed from on the record",
    "Each can be departed from, by whom it says and with what it asks.",
    protocol.presumptions.map((one) =>
      entryInWords(one, [
        ["Presumed", one.presumes],
        ["Only if", onlyIf(one.when)],
        ["May be departed from by", departureInWords(one.departure)],
      ]),
    ),
  ),
];

const requiredOrDecided = (protocol: Protocol): readonly string[] => [
  ...section(
    "Requirements: what an entry must say",
    "An urgent entry is always taken as it is; what is missing is asked for afterwards.",
    protocol.requires.map(requirement),
  ),
  ...section(
    "Deciders: whose decision it is",
    "Nobody decides in their place.",
    protocol.deciders.map((one) =>
      entryInWords(one, [
        ["Decides", one.what],
        ["Who", one.who.map(slotInWords).join(" or ")],
      ]),
    ),
  ),
];

/** What is refused, presumed, required and decided by whom, who hears of it, and what else the protocol holds. */
export const explainJudgements = (protocol: Protocol): readonly string[] => [
  ...refusedOrPresumed(protocol),
  ...requiredOrDecided(protocol),
  ...section(
    "Notices: who is told of what",
    "They leave when the step is recorded.",
    protocol.notices.map(notice),
  ),
  ...section(
    "Reviews of the protocol itself",
    "Past the day its owners are warned until somebody records the review, or a later edition is in force.",
    protocol.reviews.map(review),
  ),
  ...section(
    "What else the protocol says",
    "Rules that are kept elsewhere in Tandem, recorded, or said to whoever works by them.",
    protocol.alsoHeld.map((one) =>
      entryInWords(one, [
        ["Kind", one.kind],
        ["Where", one.where],
      ]),
    ),
  ),
];
