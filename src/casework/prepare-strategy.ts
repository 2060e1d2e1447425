import type { CaseState } from "../domain/case/case-state.ts";
import type { Following } from "../domain/deadlines/follow-clocks.ts";
import { arrangedMeetings, meetingIn } from "../domain/meetings/meeting.ts";
import { absentFrom } from "../domain/strategy/inquorate.ts";
import { sectionsFor } from "../domain/strategy/sections.ts";
import type { DiscussionShown, SectionShown } from "../domain/strategy/strategy-models.ts";
import {
  answeredIn,
  draftsOf,
  factsOf,
  presentIn,
  recordIn,
  type StrategyRecord,
} from "../domain/strategy/strategy-record.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { OpenedBody, Viewer } from "../ports.ts";
import { caseForForm } from "./case-for-form.ts";
import type { Context } from "./context.ts";
import { actionsOf } from "./strategy-actions.ts";
import { receiptsOf } from "./strategy-receipts.ts";
import { namesOf, openTexts, type Names } from "./strategy-texts.ts";

export type DiscussionPrepared =
  | { readonly ok: true; readonly discussion: DiscussionShown }
  | { readonly ok: false; readonly says: string };

/** Two who begin a discussion at the same instant begin the same one: it has the next number. */
const nextNumber = ({ records }: CaseState): string => `discussion-${records.length + 1}`;

/** The record that somebody means: the one chosen, else the last that is not finished, else the one for what is arranged. */
export const recordMeant = (state: CaseState, chosen: string | undefined): string => {
  if (chosen !== undefined) return chosen;
  const open = state.records.findLast(({ held }) => held === undefined);
  const arranged = arrangedMeetings(state).find(
    ({ kind, meeting }) => kind === "strategy-discussion" && recordIn(state, meeting) === undefined,
  );
  return open?.record ?? arranged?.meeting ?? state.records.at(-1)?.record ?? nextNumber(state);
};

type About = {
  readonly state: CaseState;
  readonly world: Following;
  readonly viewer: Viewer;
  readonly record: StrategyRecord | undefined;
  readonly names: Names;
};

const sectionsShown = ({ state, world, viewer, record, names }: About): readonly SectionShown[] => {
  const facts = record === undefined ? {} : factsOf(record);
  const answered = record === undefined ? [] : answeredIn(record);
  const told = { ...state, learned: { ...state.learned, ...facts } };
  return sectionsFor(viewer.person.agency, told, world.protocol).map((one) => ({
    section: one.section,
    title: one.title,
    wrote: (record === undefined ? [] : draftsOf(record, one.section)).map(({ by, agency, at }) => ({
      name: names.get(by) ?? "A registered worker",
      agency,
      at,
    })),
    missing: one.fields
      .filter(({ always, field }) => always && !answered.includes(field))
      .map(({ field, rule }) => ({ name: field, rule })),
  }));
};

const peopleOf = ({ records, actions }: CaseState): readonly string[] => [
  ...records.flatMap(({ drafts }) => drafts.map(({ by }) => by)),
  ...actions.flatMap(({ person, done }) => [person, done?.by].filter((one) => one !== undefined)),
];

const shown = (about: About, id: string, bodies: readonly OpenedBody[]): DiscussionShown => {
  const { state, record, world } = about;
  const numberOf = (one: string) => {
    const at = state.records.findIndex((other) => other.record === one);
    return at === -1 ? state.records.length + 1 : at + 1;
  };
  const meeting = meetingIn(state, record?.meeting ?? id);
  return {
    ref: state.ref,
    record: id,
    number: numberOf(id),
    review: record?.review === true,
    sections: sectionsShown(about),
    absent: record === undefined ? [] : absentFrom(world.protocol, state, presentIn(record, state)),
    actions: actionsOf(state, id, { bodies, names: about.names }),
    receipts: receiptsOf(state, record, bodies),
    others: state.records
      .filter((one) => one.record !== id)
      .map((one) => ({
        record: one.record,
        number: numberOf(one.record),
        ...(one.held === undefined ? {} : { heldAt: one.held.at }),
      })),
    another: nextNumber(state),
    ...(meeting === undefined ? {} : { arrangedFor: meeting.startsAt }),
    ...(record?.held === undefined ? {} : { heldAt: record.held.at }),
  };
};

/**
 * The record of a discussion: which sections are written, by whom, and what each still misses. Opening what was written
 * is recorded; without `texts` nothing is opened, and no word of it is in the window.
 */
export const prepareDiscussion = async (
  context: Context,
  viewer: Viewer,
  ref: TandemRef,
  { record: chosen, texts }: { readonly record?: string | undefined; readonly texts: boolean },
): Promise<DiscussionPrepared> => {
  const found = await caseForForm(context, viewer, "record-step", ref);
  if (!found.ok) return found;
  const { state, world } = found;
  const id = recordMeant(state, chosen);
  const record = recordIn(state, id);
  const isEmpty = state.records.length + state.actions.length === 0;
  const bodies = isEmpty || !texts ? [] : await openTexts(context, viewer, state);
  const names = await namesOf(context, peopleOf(state));
  return { ok: true, discussion: shown({ state, world, viewer, record, names }, id, bodies) };
};
