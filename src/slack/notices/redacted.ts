import type { KnownBlock } from "@slack/types";
import type { NoticeModel } from "../../domain/notices/notice.ts";
import type { FindingKind } from "../../domain/redaction/finding.ts";
import type { Redacted, RedactionAlarm } from "../../domain/redaction/redacted-models.ts";
import { escapeMarkup, paragraph } from "../elements.ts";
import type { Rendered } from "../rendered.ts";
import { capital, when } from "../words.ts";
import { signBlock } from "./hand-over.ts";
import { pressable } from "./referral-post.ts";
import { withButtonsAtMost } from "./reminders.ts";
import { caseButtons, holderButtons } from "./waiting.ts";

/** What each kind of message is for, in words that hold nothing of it; "" where there is nothing to do but open it. */
const purposes = {
  "referral-post": "It is a referral for you.",
  "sender-recorded": "Your referral is recorded. Nobody has it yet.",
  "sender-answered": "Somebody has your referral.",
  "gap-alarm": "Nobody is on call by a rota. Fill the rota now.",
  "risk-changed": "Immediate risk was reassessed.",
  "mail-failed": "An e-mail about it did not arrive. Tell its reader by telephone now.",
  "not-delivered": "It could not be delivered. Ring the team now.",
  "undelivered-alarm": "A message about it cannot be delivered. Put its channel or person right now.",
  "sender-waiting": "Nobody has it yet.",
  "still-accountable": "You stay accountable for it until a named person has it.",
  "accountable-no-more": "You are no longer accountable for it.",
  "ring-now": "Nobody has it, and everybody on the list was told. Ring now.",
  "still-yours": "You have it, or somebody who reads this with you, and nothing is recorded since.",
  "handed-back": "It was handed back. Nobody has it now.",
  "referred-again": "The child in it may have been referred before. Read both.",
  reminder: "A duty falls due.",
  "deadline-moved": "A duty is due on another day now.",
  "hand-over": "The hand-over list is ready. To see what is open, type /worklist.",
  "hand-over-unsigned": "Nobody has signed for the hand-over list.",
  "service-state": "Tandem has something to say of itself. Whoever looks after it: look at its health now.",
  "named-in-case": "Whether you are named in it has changed.",
  "allocation-moved": "It is allocated to somebody else now.",
  allocated: "To whom it is allocated has changed.",
  withdrawn: "A post that stood here was withdrawn.",
  "access-taken": "Somebody took access to it. Look at why.",
  "note-for-you": "There is a note for you in it.",
  "departure-to-answer": "A departure from a rule waits for your answer.",
  "departure-settled": "A departure from a rule is settled.",
  news: "There is urgent news in it. Open the case now.",
  "invited-to-meeting": "You are asked to a meeting about it.",
  "meeting-moved": "A meeting about it is at another time.",
  "meeting-called-off": "A meeting about it is called off.",
  "invitation-answered": "Somebody has answered an invitation.",
  "protocol-review": "The protocol itself is to be reviewed. Whoever looks after Tandem: look at when.",
  reopened: "It was closed and is open again. Open it now.",
  "redaction-alarm": "A message was held back. Whoever looks after Tandem: look at its log.",
} as const satisfies Partial<Record<NoticeModel["kind"], string>>;

const purposeOf: Readonly<Record<string, string>> = purposes;

const heldBack = "The rest of this message was held back, because it seemed to say who somebody is.";

const without: ReadonlySet<string> = new Set([
  "gap-alarm",
  "withdrawn",
  "undelivered-alarm",
  "hand-over",
  "hand-over-unsigned",
  "service-state",
  "protocol-review",
  "redaction-alarm",
]);

const line = ({ ref, dueAt }: Redacted["cases"][number]): string =>
  `Tandem ref ${ref}: open the case in Tandem.${dueAt === undefined ? "" : ` Due ${when(dueAt)}.`}`;

const buttonsFor = ({ of, cases, post, sign }: Redacted): readonly KnownBlock[] => {
  const [first] = cases;
  if (sign !== undefined) return [signBlock(sign)];
  if (first === undefined || without.has(of)) return [];
  if (of === "still-yours") return [holderButtons(first.ref)];
  if (post === undefined) return [caseButtons(first.ref)];
  const { hop, isOpen, passesOn } = post;
  return [
    pressable({ ref: first.ref, hop, ...(isOpen ? {} : { had: {} }), ...(passesOn ? { passOnTo: {} } : {}) }),
  ];
};

/** Several cases: a few with their buttons, many as a list. */
const several = ({ cases }: Redacted): readonly KnownBlock[] =>
  cases.length <= withButtonsAtMost
    ? cases.flatMap((one, index) => [paragraph(line(one)), caseButtons(one.ref, `case-${index}`)])
    : [paragraph(`${cases.map(line).join("\n").slice(0, 2_900)}\nTo open one, type /worklist.`)];

const ringInWords = ({ ring }: Redacted): string =>
  ring === undefined
    ? ""
    : `${ring.says === undefined ? "Ring" : `${capital(ring.says)} on`} ${ring.telephone}.`;

/** The plain message that goes out in place of one that was held back: which case, how urgent, whom to ring, the buttons. */
export const renderRedacted = (model: Redacted): Rendered => {
  const { cases, of } = model;
  const urgent = model.urgency === "urgent" ? "Urgent. " : "";
  const [first] = cases;
  const subject = cases.length > 1 ? `${cases.length} cases: open them in Tandem.` : first && line(first);
  const what = `${urgent}${subject === undefined ? "" : `${subject} `}${purposeOf[of] ?? ""}`.trim();
  const ring = ringInWords(model);
  return {
    text: escapeMarkup([what, ring].filter(Boolean).join(" ")),
    blocks: [
      paragraph(`*${escapeMarkup(what)}*`),
      ...(ring === "" ? [] : [paragraph(`*${escapeMarkup(ring)}*`)]),
      paragraph(heldBack),
      ...(cases.length > 1 ? several(model) : buttonsFor(model)),
    ],
  };
};

const findingInWords: Readonly<Record<FindingKind, string>> = {
  name: "a name on the case",
  "date-of-birth": "a date that may be somebody's birth",
  postcode: "a postcode",
  "nhs-number": "an NHS number",
  telephone: "a telephone number that is not the area's own",
  "e-mail": "an e-mail address that is not the area's own",
  unchecked: "something that could not be checked",
};

/** Tells the operators what kind of message was held back and what was found in it, and never what it said. */
export const renderRedactionAlarm = ({ ref, areaName, what, findings }: RedactionAlarm): Rendered => {
  const found = findings.map((kind) => findingInWords[kind]).join(", ");
  const text = `A message about ${ref}, ${areaName}, was held back, and a plain one sent in its place.`;
  const why = `What: ${what}. It held: ${found}. Look for it in the area's file, the people's names and the reasons that administrators wrote, and put it right.`;
  return {
    text: escapeMarkup(text),
    blocks: [paragraph(`*${escapeMarkup(text)}*\n${escapeMarkup(why)}`)] satisfies KnownBlock[],
  };
};
