import { haveNews } from "../casework/have-news.ts";
import { readMoment, type Moment } from "../casework/moment.ts";
import { readReferral } from "../casework/read-referral.ts";
import { reassessRisk } from "../casework/reassess-risk.ts";
import { prepareDiscussion } from "../casework/prepare-discussion.ts";
import { recordDiscussion } from "../casework/record-discussion.ts";
import { readConcern } from "../casework/raise-concern.ts";
import { raiseConcern, recordStep } from "../casework/record-step.ts";
import { seeAccess } from "../casework/see-access.ts";
import { signHandOver } from "../casework/sign-hand-over.ts";
import type { Instant } from "../domain/instant.ts";
import { desksOf } from "../domain/desk/desk.ts";
import { postingAt } from "../domain/people/posting.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { OpenedBody } from "../ports.ts";
import { nameOf, notThere, outcomeOf, type Doing, type Outcome } from "./playing.ts";
import { asTyped } from "./story-instant.ts";
import type { EntryOf } from "./story-schema.ts";

/** Stands where a form would hold words: a story holds none. */
export const fictional = "Fictional: supplied by the replay.";

/** Does something in the case that an entry speaks of, if its referral was not refused. */
export const inCase = async (
  { ref }: Doing,
  called: string | undefined,
  act: (ref: TandemRef) => Promise<Outcome>,
): Promise<Outcome> => {
  const found = ref(called);
  return found === undefined
    ? notThere("The referral was refused, so there is nothing to do this in.")
    : act(found);
};

/** When something took place, as the form reads it: what has not happened yet is refused there. */
const moment = ({ context }: Doing, happened: Instant | undefined): Moment => {
  const now = context.clock.dutyNow();
  const { date, time } = asTyped(happened ?? now);
  return readMoment(date, time, now);
};

export const doDiscuss = (doing: Doing, entry: EntryOf<"record-discussion">): Promise<Outcome> =>
  inCase(doing, entry.case, async (ref) => {
    const when = moment(doing, entry.happened);
    if (!when.ok) return { ok: false, rule: "form", says: when.says, ref };
    const { context, viewer, request } = doing;
    const { means, decision, leaves, actingNow } = entry;
    const prepared = await prepareDiscussion(context, viewer, ref);
    const asked = prepared.ok ? prepared.asked.filter(({ field }) => !leaves.includes(field)) : [];
    const answers = asked.map(({ field }) => ({ field, text: fictional }));
    const details = { withWhom: fictional, decisionInWords: fictional, answers };
    const how = { means, decision, actingNow: actingNow ?? false };
    const held = prepared.ok && prepared.asksHowHeld ? { held: entry.held ?? "conversation" } : {};
    const said = { ref, request, at: when.at, ...how, ...held, details };
    return outcomeOf(ref, await recordDiscussion(context, viewer, said));
  });

export const doStep = (doing: Doing, entry: EntryOf<"record-step">): Promise<Outcome> =>
  inCase(doing, entry.case, async (ref) => {
    const when = moment(doing, entry.happened);
    if (!when.ok) return { ok: false, rule: "form", says: when.says, ref };
    const { context, viewer, request } = doing;
    const { step, facts, present, agreed, answers, reason, actingNow } = entry;
    const details = {
      note: fictional,
      answers: answers.map((field) => ({ field, text: fictional })),
      ...(reason === undefined ? {} : { reason }),
    };
    const expected = entry.expected === undefined ? {} : { expectedAt: entry.expected };
    const said = { step, facts, present, agreed, details, actingNow: actingNow ?? false, ...expected };
    return outcomeOf(ref, await recordStep(context, viewer, { ref, request, at: when.at, ...said }));
  });

/** Presses "We have this news". */
export const doHaveNews = (doing: Doing, entry: EntryOf<"have-news">): Promise<Outcome> =>
  inCase(doing, entry.case, async (ref) => {
    const { context, viewer, request } = doing;
    return outcomeOf(ref, await haveNews(context, viewer, { ref, request }));
  });

export const doReassess = (doing: Doing, entry: EntryOf<"reassess-risk">): Promise<Outcome> =>
  inCase(doing, entry.case, async (ref) => {
    const { context, viewer, request } = doing;
    const said = { ref, immediateRisk: entry.immediateRisk, reason: fictional, request };
    return outcomeOf(ref, await reassessRisk(context, viewer, said));
  });

export const doRaise = (doing: Doing, entry: EntryOf<"raise-concern">): Promise<Outcome> =>
  inCase(doing, entry.case, async (ref) => {
    const when = moment(doing, entry.happened);
    if (!when.ok) return { ok: false, rule: "form", says: when.says, ref };
    const { context, viewer, request } = doing;
    const { newHarm, facts } = entry;
    const read = readConcern({ newHarm, whatIsNew: fictional, harm: facts });
    if (!read.ok) return { ok: false, rule: "form", says: read.says, ref };
    return outcomeOf(
      ref,
      await raiseConcern(context, viewer, { ...read.concern, ref, request, at: when.at }),
    );
  });

/** Which notes a reader was shown, by who wrote them. */
const notesShown = async (doing: Doing, bodies: readonly OpenedBody[]): Promise<readonly string[]> => {
  const authors = bodies.flatMap(({ type, header }) => (type === "NoteAdded" ? [header.by] : []));
  const names = await Promise.all(authors.map((author) => nameOf(doing, author)));
  return names.length === 0 ? [] : [`notes shown: ${names.length}, by ${[...new Set(names)].join(", ")}`];
};

export const doRead = (doing: Doing, entry: EntryOf<"read-referral">): Promise<Outcome> =>
  inCase(doing, entry.case, async (ref) => {
    const read = await readReferral(doing.context, doing.viewer, ref);
    if (!read.ok) return outcomeOf(ref, read);
    return { ok: true, ref, because: await notesShown(doing, read.bodies) };
  });

/** Presses "Who has looked". */
export const doSeeAccess = (doing: Doing, entry: EntryOf<"see-access">): Promise<Outcome> =>
  inCase(doing, entry.case, async (ref) => outcomeOf(ref, await seeAccess(doing.context, doing.viewer, ref)));

/** Signs for the last list that was put to a team, by default one that the person sits with. */
export const doSign = async (doing: Doing, entry: EntryOf<"sign-hand-over">): Promise<Outcome> => {
  const { context, viewer, area } = doing;
  const desks = desksOf(context.reference.area(area));
  const wanted =
    entry.slot ??
    postingAt(viewer.person, area, context.clock.dutyNow())?.teams.find((team) =>
      desks.some(({ slot }) => slot === team),
    );
  const desk = desks.find(({ slot }) => slot === wanted);
  const last = desk === undefined ? undefined : (await context.desks.read(desk)).last;
  if (desk === undefined || last === undefined)
    return notThere("No hand-over list was put to this team yet, so there is nothing to sign.");
  const signed = await signHandOver(context, viewer, { desk, at: last.at });
  return signed.ok ? { ok: true } : { ok: false, rule: "hand-over", says: signed.says };
};
