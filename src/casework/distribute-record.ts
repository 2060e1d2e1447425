import { z } from "zod";
import { agencyInWords, type Agency } from "../domain/agency.ts";
import type { CaseState } from "../domain/case/case-state.ts";
import type { Following } from "../domain/deadlines/follow-clocks.ts";
import { meetingIn } from "../domain/meetings/meeting.ts";
import { decideDistribution, decideGiven } from "../domain/strategy/distribution.ts";
import { absentFrom } from "../domain/strategy/inquorate.ts";
import { recordSection } from "../domain/strategy/sections.ts";
import type { Recipient } from "../domain/strategy/strategy-event-schemas.ts";
import { presentIn, recordIn, type StrategyRecord } from "../domain/strategy/strategy-record.ts";
import { workerOf } from "../domain/timers/on-duty.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { OpenedBody, Viewer } from "../ports.ts";
import { actInCase, type Acted } from "./act-in-case.ts";
import { caseForForm } from "./case-for-form.ts";
import type { Context } from "./context.ts";
import { settleShared } from "./settle-record.ts";
import { openTexts } from "./strategy-texts.ts";

/** Somebody who is to get the record, and by which way it can reach them. */
export type Candidate = Omit<Recipient, "withheld"> & { readonly name: string };

const invited = (state: CaseState, record: StrategyRecord, bodies: readonly OpenedBody[]) => {
  const named = bodies.flatMap((one) => (one.type === "PeopleInvited" ? one.body.invitees : []));
  return (meetingIn(state, record.meeting)?.invitees ?? []).map((one) => ({
    one,
    who: named.findLast(({ invitee }) => invitee === one.invitee),
  }));
};

/** A mailbox that may hold the details; one that may say nothing of the child takes no record. */
const hasMailbox = ({ area }: Following, slot: string | undefined): boolean => {
  const mailbox = slot === undefined ? undefined : area.slots[slot]?.mailbox;
  return mailbox !== undefined && mailbox.content !== "minimised";
};

const ofAgency = async (
  context: Context,
  agency: Agency,
  state: CaseState,
  world: Following,
): Promise<Candidate> => {
  const id = workerOf(agency, state, world);
  const worker = id === undefined ? undefined : await context.people.byId(id);
  const recipient = `${agency}`;
  if (worker === undefined || id === undefined)
    return { recipient, as: agency, reach: "own-way", name: agencyInWords[agency] };
  const name = `${worker.name} (${agencyInWords[agency]})`;
  const reach = worker.email === undefined ? "own-way" : "e-mail";
  return { recipient, as: agency, person: id, reach, name };
};

type Named = { readonly name: string } | undefined;

const nameOf = (who: Named, worker: Named): string => who?.name ?? worker?.name ?? "Somebody who was asked";

type Invited = ReturnType<typeof invited>[number];

const ofInvited = async (context: Context, world: Following, { one, who }: Invited): Promise<Candidate> => {
  const { invitee, as, person, slot } = one;
  const worker = person === undefined ? undefined : await context.people.byId(person);
  const about = { recipient: invitee, as, invitee, name: nameOf(who, worker) };
  if (person !== undefined && worker?.email !== undefined) return { ...about, person, reach: "e-mail" };
  if (slot !== undefined && hasMailbox(world, slot)) return { ...about, slot, reach: "e-mail" };
  return { ...about, reach: who?.email === undefined ? "own-way" : "e-mail" };
};

/** Everybody who was asked, there or not; of agencies for which nobody was, whoever has the case for them. */
const candidatesOf = async (
  context: Context,
  { state, world }: { readonly state: CaseState; readonly world: Following },
  record: StrategyRecord,
  bodies: readonly OpenedBody[],
): Promise<readonly Candidate[]> => {
  const asked = await Promise.all(
    invited(state, record, bodies).map((one) => ofInvited(context, world, one)),
  );
  const present = presentIn(record, state);
  const all: readonly Agency[] = [
    ...new Set<Agency>(["social-care", "police", ...present, ...absentFrom(world.protocol, state, present)]),
  ];
  const without = all.filter((agency) => !asked.some(({ as }) => as === agency));
  const others = await Promise.all(without.map((agency) => ofAgency(context, agency, state, world)));
  // One record's recipients are told apart from another's, also where nobody was invited.
  return [...asked, ...others.map((one) => ({ ...one, recipient: `${record.record}-${one.recipient}` }))];
};

type Prepared =
  | { readonly ok: true; readonly candidates: readonly Candidate[] }
  | { readonly ok: false; readonly says: string };

/** Who is to get a record. */
export const prepareDistribution = async (
  context: Context,
  viewer: Viewer,
  ref: TandemRef,
  id: string,
): Promise<Prepared> => {
  const found = await caseForForm(context, viewer, "record-step", ref);
  if (!found.ok) return found;
  const record = recordIn(found.state, id);
  if (record?.held === undefined) return { ok: false, says: "Finish the record first." };
  const bodies = await openTexts(context, viewer, found.state);
  const { state, world } = found;
  return { ok: true, candidates: await candidatesOf(context, { state, world }, record, bodies) };
};

export type Confirming = {
  readonly ref: TandemRef;
  readonly record: string;
  readonly gets: readonly string[];
  readonly keptFrom: readonly string[];
  readonly withheld: readonly string[];
  readonly why?: string | undefined;
  readonly request: string;
};

/** Confirms who gets a record, and what of it is kept from whom; each gets it by secure e-mail, or is given it by hand. */
export const confirmDistribution = async (
  context: Context,
  viewer: Viewer,
  { ref, record, gets, keptFrom, withheld, why, request }: Confirming,
): Promise<Acted> => {
  const prepared = await prepareDistribution(context, viewer, ref, record);
  if (!prepared.ok) return prepared;
  const sections = z.array(recordSection).parse(withheld);
  const recipients = prepared.candidates.map(({ name: _name, ...one }) => ({
    ...one,
    reach: gets.includes(one.recipient) ? one.reach : ("nothing" as const),
    withheld: keptFrom.includes(one.recipient) ? sections : [],
  }));
  const reasons = why === undefined ? {} : { whyWithheld: why };
  const details = {
    recipients: prepared.candidates.map(({ recipient, name }) => ({ recipient, name, ...reasons })),
  };
  const { agency, person: by } = viewer.person;
  return actInCase(context, viewer, { verb: "record-step", ref, request }, (state, following) =>
    decideDistribution(state, { by, agency, record, recipients, details }, following),
  );
};

/** Somebody was given the record by hand. */
export const recordGiven = async (
  context: Context,
  viewer: Viewer,
  given: {
    readonly ref: TandemRef;
    readonly record: string;
    readonly recipient: string;
    readonly request: string;
  },
): Promise<Acted> => {
  const { ref, request, ...who } = given;
  const { agency, person: by } = viewer.person;
  const acted = await actInCase(context, viewer, { verb: "record-step", ref, request }, (state, following) =>
    decideGiven(state, { ...who, by, agency, how: "given" }, following),
  );
  if (acted.ok) await settleShared(context, ref);
  return acted;
};
