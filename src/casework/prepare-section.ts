import {
  recordSection,
  sectionsFor,
  type RecordSection,
  type SectionAskedFor,
} from "../domain/strategy/sections.ts";
import type { InviteeShown, SectionForm } from "../domain/strategy/strategy-models.ts";
import {
  attendedIn,
  draftsOf,
  factsOf,
  recordIn,
  type StrategyRecord,
} from "../domain/strategy/strategy-record.ts";
import type { CaseState } from "../domain/case/case-state.ts";
import { meetingIn } from "../domain/meetings/meeting.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { OpenedBody, Viewer } from "../ports.ts";
import { caseForForm } from "./case-for-form.ts";
import type { Context } from "./context.ts";
import { namesOf, openTexts, writtenIn } from "./strategy-texts.ts";

export type SectionPrepared =
  | { readonly ok: true; readonly form: SectionForm }
  | { readonly ok: false; readonly says: string };

/** The section that a button or a form is about; undefined for one that there is not. */
export const readSection = (given: string | undefined): RecordSection | undefined => {
  const read = recordSection.safeParse(given);
  return read.success ? read.data : undefined;
};

/** Those who were invited to what was arranged, by the names that stand in sealed bodies. */
export const inviteesOf = (
  state: CaseState,
  meeting: string | undefined,
  bodies: readonly OpenedBody[],
): readonly InviteeShown[] => {
  const named = new Map(
    bodies.flatMap((one) =>
      one.type === "PeopleInvited" ? one.body.invitees.map((who) => [who.invitee, who] as const) : [],
    ),
  );
  return (meetingIn(state, meeting)?.invitees ?? []).map(({ invitee, as }) => {
    const who = named.get(invitee);
    return { invitee, label: `${who?.name ?? "Somebody invited"}, ${who?.organisation ?? as}` };
  });
};

type Opened = { readonly bodies: readonly OpenedBody[]; readonly record: StrategyRecord | undefined };

const attendanceOf = (state: CaseState, id: string, { record, bodies }: Opened) => ({
  present: [
    ...new Set(
      (record === undefined ? [] : draftsOf(record, "attendance")).flatMap(({ present }) => present),
    ),
  ],
  invitees: inviteesOf(state, record?.meeting ?? id, bodies),
  attended: record === undefined ? [] : attendedIn(record),
  review: record?.review === true,
});

/** The questions of a section, each with what is known or written. */
const filled = (
  { fields, facts }: SectionAskedFor,
  learned: CaseState["learned"],
  written: readonly { readonly field: string; readonly text: string }[],
): Pick<SectionForm, "fields" | "facts"> => ({
  fields: fields.map(({ field, rule }) => {
    const text = written.find((one) => one.field === field)?.text;
    return { field, rule, ...(text === undefined ? {} : { text }) };
  }),
  facts: facts.map(({ fact }) => {
    const known = learned[fact];
    return { fact, ...(typeof known === "string" ? { known } : {}) };
  }),
});

const withFacts = (state: CaseState, record: StrategyRecord | undefined): CaseState => ({
  ...state,
  learned: { ...state.learned, ...(record === undefined ? {} : factsOf(record)) },
});

/** One section of a record with what was written so far, by whomever. Opening it is recorded. */
export const prepareSection = async (
  context: Context,
  viewer: Viewer,
  ref: TandemRef,
  about: { readonly record: string; readonly section: RecordSection; readonly said?: string },
): Promise<SectionPrepared> => {
  const found = await caseForForm(context, viewer, "record-step", ref);
  if (!found.ok) return found;
  const { state, world } = found;
  const record = recordIn(state, about.record);
  const told = withFacts(state, record);
  const asked = sectionsFor(viewer.person.agency, told, world.protocol).find(
    ({ section }) => section === about.section,
  );
  if (asked === undefined) return { ok: false, says: "The protocol of this case asks nothing there." };
  const bodies = await openTexts(context, viewer, state);
  const drafts = record === undefined ? [] : draftsOf(record, about.section);
  const writers = drafts.map(({ by }) => by);
  const written = writtenIn(record, about.section, { bodies, names: await namesOf(context, writers) });
  const attendance =
    about.section === "attendance"
      ? { attendance: attendanceOf(state, about.record, { record, bodies }) }
      : {};
  const seen = drafts.map(({ draft }) => draft);
  return {
    ok: true,
    form: { ref, ...about, title: asked.title, seen, ...filled(asked, told.learned, written), ...attendance },
  };
};
