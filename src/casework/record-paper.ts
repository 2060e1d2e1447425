import { agencyInWords } from "../domain/agency.ts";
import { formatInstant } from "../domain/calendar/format-instant.ts";
import type { CaseState } from "../domain/case/case-state.ts";
import type { Following } from "../domain/deadlines/follow-clocks.ts";
import { absentFrom } from "../domain/strategy/inquorate.ts";
import { recordSection, sectionsFor, sectionTitle, type RecordSection } from "../domain/strategy/sections.ts";
import { presentIn, type StrategyRecord } from "../domain/strategy/strategy-record.ts";
import type { RecordPaper } from "../mail-ports.ts";
import type { OpenedBody } from "../ports.ts";
import { inviteesOf } from "./prepare-section.ts";
import { actionsOf } from "./strategy-actions.ts";
import type { Names } from "./strategy-texts.ts";

type Parts = RecordPaper["sections"][number]["parts"];

export type Writing = {
  readonly state: CaseState;
  readonly world: Following;
  readonly record: StrategyRecord;
  readonly bodies: readonly OpenedBody[];
  readonly names: Names;
};

/** What was finished, word by word, and why anything was passed over. */
const finished = ({ bodies, record }: Writing) => {
  const step = bodies.findLast(
    (one) =>
      one.type === "StepTaken" &&
      one.header.step === "strategy-discussion-held" &&
      one.header.record === record.record,
  );
  return step?.type === "StepTaken" ? step.body : { answers: [] };
};

const agencies = (all: readonly (keyof typeof agencyInWords)[]): string =>
  all.length === 0 ? "none" : all.map((one) => agencyInWords[one]).join(", ");

const attendance = ({ state, world, record, bodies }: Writing): Parts => {
  const present = presentIn(record, state);
  const attended = record.drafts.flatMap((draft) => draft.attended);
  const invited = inviteesOf(state, record.meeting, bodies);
  const there = invited.filter(({ invitee }) => attended.includes(invitee));
  const away = invited.filter(({ invitee }) => !attended.includes(invitee));
  const listed = (all: typeof invited): string => all.map(({ label }) => label).join("\n");
  return [
    { label: "Agencies that took part", text: agencies(present) },
    {
      label: "Agencies that must be there and were not",
      text: agencies(absentFrom(world.protocol, state, present)),
    },
    ...(there.length === 0 ? [] : [{ label: "Invited, and there", text: listed(there) }]),
    ...(away.length === 0 ? [] : [{ label: "Invited, and not there", text: listed(away) }]),
  ];
};

const answersBySection = (writing: Writing): ReadonlyMap<RecordSection, Parts> => {
  const { state, world, record } = writing;
  const asked = sectionsFor(record.agency, state, world.protocol);
  const sectionOf = (field: string): RecordSection =>
    asked.find(({ fields }) => fields.some((one) => one.field === field))?.section ?? "more";
  const { answers } = finished(writing);
  return new Map(
    recordSection.options.map((section) => [
      section,
      answers
        .filter(({ field }) => sectionOf(field) === section)
        .map(({ field, text }) => ({ label: field.charAt(0).toUpperCase() + field.slice(1), text })),
    ]),
  );
};

const references = ({ bodies }: Writing): Parts =>
  bodies.flatMap((one) =>
    one.type === "StepTaken" && one.header.step === "recorded-on-own-system"
      ? one.body.answers
          .filter(({ field }) => field.includes("reference"))
          .map(({ text }) => ({ label: `Reference of ${agencyInWords[one.header.agency]}`, text }))
      : [],
  );

const actions = ({ state, record, bodies, names }: Writing): Parts =>
  actionsOf(state, record.record, { bodies, names }).map(({ text, owner, dueAt, done }) => ({
    label: `${owner}, by ${formatInstant(dueAt)}`,
    text: done === undefined ? text : `${text} (done ${formatInstant(done.at)})`,
  }));

/** The record of a finished discussion as one of those who get it may read it, from what is sealed and nothing else. */
export const recordPaperOf = (writing: Writing, withheld: readonly RecordSection[]): RecordPaper => {
  const { state, world, record, names } = writing;
  const heldAt = record.held?.at ?? record.openedAt;
  const answers = answersBySection(writing);
  const { reason } = { reason: undefined, ...finished(writing) };
  const written = recordSection.options.map((section) => ({
    heading: sectionTitle[section],
    parts: withheld.includes(section)
      ? [{ label: "Withheld", text: "This part is kept from this copy; the reason is on record." }]
      : [...(section === "attendance" ? attendance(writing) : []), ...(answers.get(section) ?? [])],
  }));
  const by = names.get(record.held?.by ?? record.by) ?? "a registered worker";
  return {
    title: "Protocol Strategy Discussion",
    subtitle: `Tandem ref ${state.ref}, ${world.area.name}. ${record.review === true ? "Review discussion held" : "Held"} ${formatInstant(heldAt)}. Recorded by ${by}.`,
    ref: state.ref,
    heldAt,
    sections: [
      ...written,
      { heading: "Actions", parts: actions(writing) },
      { heading: "References", parts: references(writing) },
      {
        heading: "Why it went ahead",
        parts: reason === undefined ? [] : [{ label: "Reason", text: reason }],
      },
    ].filter(({ parts }) => parts.length > 0),
  };
};
