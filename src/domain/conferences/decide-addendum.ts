import type { NewCaseEvent } from "../case/case-event.ts";
import type { CaseState } from "../case/case-state.ts";
import { conclude, type Decision } from "../case/decide-answer.ts";
import { refusedBy, type StepRefused } from "../case/decide-step.ts";
import { refuse, type Refused } from "../case/refusal.ts";
import { agencyOfSlot, type Agency } from "../agency.ts";
import type { AreaPerson } from "../area/area-schema.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { toldOfNote } from "../notices/told-of-note.ts";
import { isConference, meetingIn } from "../meetings/meeting.ts";
import { conditionFacts } from "../protocol/condition.ts";
import { sealedStep } from "../steps/forms.ts";
import { missingAnswers } from "../steps/judge.ts";
import { peopleOf } from "../timers/whom-to-remind.ts";

type Answer = { readonly field: string; readonly text: string };

export type RaisingAddendum = {
  /** Its id, which is also that of the compartment that it is sealed in. */
  readonly note: string;
  readonly by: { readonly person: string; readonly agency: Agency };
  /** The conference from which it is held back. */
  readonly meeting: string;
  readonly answers: readonly Answer[];
};

type Author = RaisingAddendum["by"];

const rulesFor = ({ agency }: Author, { protocol }: Following) =>
  protocol.notices.filter(
    ({ on, notYet, by }) => notYet === undefined && on === sealedStep && (by === undefined || by === agency),
  );

const slotsFor = (author: Author, by: Following) => [
  ...new Set(rulesFor(author, by).flatMap(({ tells }) => tells)),
];

/** Who holds a part that may read it now, by name. A team may never: it would be known to everybody in its channel. */
export const readersOfAddendum = (state: CaseState, author: Author, by: Following): readonly AreaPerson[] =>
  slotsFor(author, by)
    .filter((slot) => by.area.slots[slot]?.kind !== "team")
    .flatMap((slot) => peopleOf({ slot, state, dueAt: by.now }, by, by.now))
    .filter(({ person }, at, all) => all.findIndex((one) => one.person === person) === at)
    .filter(({ person }) => person !== author.person);

/** As what somebody who is named in the case later may read it too: a relief chair. */
const readersAs = (author: Author, by: Following) =>
  slotsFor(author, by).flatMap((slot) => {
    const heldBy = by.protocol.slots[slot]?.heldBy;
    return typeof heldBy === "object" && "named" in heldBy
      ? [{ agency: agencyOfSlot(slot), as: heldBy.named }]
      : [];
  });

const written = (answers: readonly Answer[]): string =>
  answers.map(({ field, text }) => `${field.charAt(0).toUpperCase()}${field.slice(1)}: ${text}`).join("\n");

const unanswered = ({ by: { agency }, answers }: RaisingAddendum, state: CaseState, by: Following) => {
  const answered = answers.filter(({ text }) => text.trim() !== "").map(({ field }) => field);
  return missingAnswers(by.protocol, { step: sealedStep, agency, answered }, conditionFacts(state));
};

const addendumEvent = (
  raising: RaisingAddendum,
  readers: readonly AreaPerson[],
  by: Following,
): NewCaseEvent => {
  const { note, meeting, answers, by: author } = raising;
  const header = {
    by: author.person,
    at: by.now,
    enteredAt: by.now,
    agency: author.agency,
    note,
    readers: readers.map(({ person }) => person),
    readersAs: readersAs(author, by),
    meeting,
  };
  const body = { text: written(answers) };
  return { type: "NoteAdded", version: 1, header, sealed: { compartment: `addendum/${note}`, body } };
};

/**
 * What sharing it would harm an operation or an investigation the police hold back from a conference and give to its chair
 * in an addendum, sealed under a key of its own (S4-5). Its readers are whoever holds the parts that the protocol tells of
 * it, and whoever comes to chair later. No step, no post and no list says that it is there; each reader is told in person.
 */
export const decideAddendum = (
  state: CaseState,
  raising: RaisingAddendum,
  by: Following,
): Decision | StepRefused | Refused => {
  const meeting = meetingIn(state, raising.meeting);
  if (meeting === undefined || !isConference(meeting.kind))
    return refuse("no-such-conference", "There is no such conference in this case.");
  if (rulesFor(raising.by, by).length === 0)
    return refuse(
      "not-in-this-protocol",
      "This area's protocol has no confidential addendum. Ring the chair, and add a note for them by name.",
    );
  const missing = unanswered(raising, state, by);
  if (missing.length > 0) return refusedBy(missing);
  const readers = readersOfAddendum(state, raising.by, by);
  const event = addendumEvent(raising, readers, by);
  return conclude(state, [event], (after) => toldOfNote(readers, raising.by.person, after, by), by);
};
