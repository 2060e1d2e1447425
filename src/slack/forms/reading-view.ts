import type { KnownBlock, ModalView } from "@slack/types";
import { formatDate } from "../../domain/calendar/format-instant.ts";
import { parseLocalDate } from "../../domain/calendar/local-date.ts";
import type { BodyOf } from "../../domain/case/case-event.ts";
import type { CaseState } from "../../domain/case/case-state.ts";
import type { ReferralFacts } from "../../domain/case/facts.ts";
import type { OpenedBody, Person } from "../../ports.ts";
import { actions, views } from "../action-ids.ts";
import { button, buttons, escapeMarkup, paragraph, plain, quoted, type Choice } from "../elements.ts";
import { capital } from "../words.ts";
import { laterEntries, type Written as WrittenLater } from "./later-entries.ts";
import {
  basisChoices,
  crimeChoices,
  involvementChoices,
  sourceChoices,
  suspectChoices,
  yesNoNotKnown,
} from "./referral-fields.ts";

export type Reading = Pick<WrittenLater, "people" | "reader"> & {
  readonly state: CaseState;
  readonly bodies: readonly OpenedBody[];
  readonly sender: Person | undefined;
};

const said = (choices: readonly Choice[], value: string): string =>
  choices.find((one) => one.value === value)?.label ?? value;

const factLines = (facts: ReferralFacts): string => {
  const suspect = facts.suspect.map((one) => said(suspectChoices, one)).join(", ");
  const { sourceKind } = facts;
  const rows: readonly (readonly [string, string])[] = [
    ["Immediate risk", said(yesNoNotKnown, facts.immediateRisk)],
    ["Possible crime", said(crimeChoices, facts.crime)],
    ["Suspect", suspect === "" ? "Nothing said" : suspect],
    ["With the person alleged", said(yesNoNotKnown, facts.childWithPersonAlleged)],
    ["Police protection", said(yesNoNotKnown, facts.underPoliceProtection)],
    ["Baby not yet mobile", said(yesNoNotKnown, facts.babyNotYetMobile)],
    ["Open case or plan", said(involvementChoices, facts.openInvolvement)],
    ["Parents aware", said(yesNoNotKnown, facts.parentsAware)],
    ["Basis for sharing", said(basisChoices, facts.basisForSharing)],
    ["About a professional or someone connected", said(yesNoNotKnown, facts.allegationAboutProfessional)],
    ["Brought by", sourceKind === undefined ? "Not said" : said(sourceChoices, sourceKind)],
  ];
  return rows.map(([label, value]) => `*${label}* ${value}`).join("\n");
};

type Written = Omit<BodyOf<"ReferralRecorded">, "answers" | "reason">;

const asked: readonly (readonly [keyof Written, string])[] = [
  ["child", "Child"],
  ["dateOfBirth", "Date of birth"],
  ["age", "Age"],
  ["otherChildren", "Other children there"],
  ["whereNow", "Where the child is now, and with whom"],
  ["lastSeen", "Last seen, and by whom"],
  ["childsWords", "The child's own words"],
  ["concerns", "Concerns"],
  ["personAlleged", "The person the allegation is about"],
  ["nextContact", "Next contact with that person"],
  ["whyParentsUnaware", "Why the parents are not aware"],
  ["source", "Who told the sender"],
];

/** A date of birth comes from a date picker; everything else is said as it was written. */
const inWords = (key: keyof Written, written: string): string => {
  const date = key === "dateOfBirth" ? parseLocalDate(written) : undefined;
  return date?.ok === true ? formatDate(date.date) : written;
};

const narrative = (body: BodyOf<"ReferralRecorded">): readonly KnownBlock[] => {
  const known = asked.filter(([key]) => body[key] !== undefined);
  const missing = asked.filter(([key]) => body[key] === undefined).map(([, label]) => label.toLowerCase());
  const blocks = known.flatMap(([key, label]) => quoted(label, inWords(key, body[key] ?? "")));
  const also = (body.answers ?? []).flatMap(({ field, text }) => quoted(escapeMarkup(capital(field)), text));
  const why = body.reason === undefined ? [] : quoted("Why the protocol was passed over", body.reason);
  const unknown = missing.length === 0 ? [] : [paragraph(`*Not known:* ${missing.join("; ")}.`)];
  return [...blocks, ...also, ...why, ...unknown];
};

const content = (reading: Reading): readonly KnownBlock[] => {
  const { state, bodies, sender } = reading;
  const referral = bodies.find(({ type }) => type === "ReferralRecorded");
  if (referral?.type !== "ReferralRecorded")
    return [
      paragraph("*What was written can no longer be opened.* Ring the sender."),
      ...laterEntries(reading),
    ];
  const who = escapeMarkup(sender?.name ?? "The sender");
  return [
    paragraph(`*Next: ring ${who} on ${escapeMarkup(referral.body.callback)}*`),
    paragraph(factLines(state.facts)),
    ...narrative(referral.body),
    ...laterEntries(reading),
  ];
};

/** A referral as the people who may see it read it. The only place where a child is named, and each opening is recorded. */
export const readingView = (reading: Reading): ModalView => ({
  type: "modal",
  callback_id: views.shown,
  title: plain(reading.state.ref),
  close: plain("Close"),
  blocks: [
    paragraph("Official-sensitive. That you opened this is recorded."),
    ...content(reading),
    buttons("risk", [button("Change immediate risk", actions.openRisk, reading.state.ref)]),
  ] satisfies KnownBlock[],
});
