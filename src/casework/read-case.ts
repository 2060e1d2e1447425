import { slotName } from "../domain/area/slot-name.ts";
import type { Verb } from "../domain/authority/authority-table.ts";
import { offered, type CaseCard, type Duty, type Offered } from "../domain/case/case-card.ts";
import { openDeadlines, openHop, type CaseState, type Deadline } from "../domain/case/case-state.ts";
import { closedBy } from "../domain/case/closing.ts";
import { answerableBy, presumptionsLeft } from "../domain/case/departures.ts";
import { isStillToLook } from "../domain/case/earlier.ts";
import { betweenTheTwo } from "../domain/deadlines/occurrence.ts";
import { isAtOnce, runningRules } from "../domain/deadlines/clock-rules.ts";
import type { Following } from "../domain/deadlines/follow-clocks.ts";
import { parseTandemRef, type TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { catalogue } from "../domain/steps/catalogue.ts";
import { allocatedOf, holdingsOf, isSeen, nameOf } from "./case-parties.ts";
import { passedOverIn, standingOf } from "./closing-on-card.ts";
import type { Context } from "./context.ts";
import { earlierFor } from "./earlier-referrals.ts";
import { departuresOf } from "./departures-on-card.ts";
import { mailsOf } from "./mails-on-card.ts";
import { may } from "./may.ts";
import { noSuchCase, nothingFor } from "./nothing-for.ts";
import { handableHops } from "./prepare-hand-back.ts";
import { seeCase, type SeenCase } from "./seen-case.ts";

export type CaseRead =
  | { readonly ok: true; readonly card: CaseCard }
  | { readonly ok: false; readonly says: string };

/** The reference at the start of what was typed, with or without a space in it; whatever follows is not read. */
export const readTypedRef = (text: string): TandemRef | undefined => {
  const [first = "", second = ""] = text.trim().split(/\s+/);
  return parseTandemRef(first) ?? parseTandemRef(`${first}${second}`);
};

const dutyOf =
  ({ protocol, area, now }: Following) =>
  (deadline: Deadline): Duty => {
    const { startedAt, dueAt, because, alsoShownAt, met } = deadline;
    const rule = runningRules(protocol).find(({ id }) => id === deadline.clock);
    const atOnce = rule !== undefined && isAtOnce(rule);
    return {
      rule: deadline.rule,
      startedAt,
      dueAt,
      because,
      atOnce,
      says: rule?.says ?? deadline.clock,
      owner: slotName(area, deadline.owner),
      overdue: !atOnce && met === undefined && dueAt < now,
      ...(alsoShownAt === undefined ? {} : { alsoShownAt }),
      ...(met === undefined ? {} : { met }),
    };
  };

/** Whether there is anything in the case for a verb to do; whether this person may is another question. */
const hasUse: Readonly<Partial<Record<Offered, (seen: SeenCase, viewer: Viewer) => boolean>>> = {
  "tell-by-telephone": ({ state }) => openHop(state) !== undefined,
  "propose-departure": ({ state, world }) => presumptionsLeft(state, world.protocol).length > 0,
  "answer-departure": ({ state }, { person }) => answerableBy(state, person).length > 0,
};

const actionsOf = (context: Context, viewer: Viewer, seen: SeenCase) => {
  const { state, world } = seen;
  const asked = { area: world.area, state };
  const allows = (verb: Verb, hop?: number): boolean =>
    may(context, viewer, { ...asked, verb, ...(hop === undefined ? {} : { hop }) }).ok;
  const maySay = allows("record-step");
  return {
    mayClose: maySay && closedBy(viewer.person.agency, state) === undefined,
    mayReopen: maySay && state.closed.length > 0,
    mayPickUp: state.hops.flatMap(({ had }, hop) =>
      had === undefined && allows("pick-up", hop) ? [hop] : [],
    ),
    may: offered.filter((verb) => {
      if (verb === "hand-back") return handableHops(context, viewer, state).length > 0;
      return allows(verb) && (hasUse[verb]?.(seen, viewer) ?? true);
    }),
  };
};

const newsOf = async (context: Context, { news }: CaseState): Promise<Pick<CaseCard, "news">> => {
  const last = news.at(-1);
  if (last === undefined) return {};
  const { custody, at, expectedAt, had, step } = last;
  return {
    news: {
      at,
      says: catalogue[step].says,
      ...(custody === undefined ? {} : { custody }),
      ...(expectedAt === undefined ? {} : { expectedAt }),
      ...(had === undefined ? {} : { hadBy: await nameOf(context, had.by) }),
    },
  };
};

const decidedIn = ({ discussions }: CaseState): Pick<CaseCard, "decided"> => {
  const last = discussions.filter(betweenTheTwo).at(-1);
  return last === undefined ? {} : { decided: { decision: last.decision, at: last.at } };
};

const earlierOf = async (context: Context, viewer: Viewer, state: CaseState) => ({
  earlier: await earlierFor(context, viewer, state),
  ...(isStillToLook(state) ? { isStillToLook: true as const } : {}),
});

const cardOf = async (context: Context, viewer: Viewer, seen: SeenCase): Promise<CaseCard> => {
  const { state, world } = seen;
  const { ref, from, urgency, urgencyReason, incomplete, restricted, enteredAt } = state;
  const met = state.deadlines.filter((deadline) => deadline.met !== undefined);
  return {
    ref,
    from,
    urgency,
    urgencyReason,
    incomplete,
    restricted,
    enteredAt,
    areaName: world.area.name,
    asOf: world.now,
    holdings: await holdingsOf(context, state, world.area),
    allocated: await allocatedOf(context, viewer, state),
    ...decidedIn(state),
    seenByReceiver: await isSeen(context, state),
    open: openDeadlines(state).map(dutyOf(world)),
    met: met.map(dutyOf(world)),
    departures: await departuresOf(context, seen),
    disagreements: state.disagreements.filter(({ settledAt }) => settledAt === undefined),
    ...(await newsOf(context, state)),
    ...(await earlierOf(context, viewer, state)),
    passedOver: await passedOverIn(context, seen),
    standing: await standingOf(context, seen),
    mails: await mailsOf(context, seen),
    ...actionsOf(context, viewer, seen),
  };
};

const reading = "read-case";

/**
 * How a case stands and what a person may do in it now. One that is not there, and one that this person must not know
 * of, for whatever reason, are answered in the same words. Each showing is written down first, or nothing is shown. A line
 * of the worklist is none: it says no more than the post in the team's channel, and a page of them in the trail of every
 * case on it would hide who opened one.
 */
export const readCase = async (context: Context, viewer: Viewer, ref: TandemRef): Promise<CaseRead> => {
  const seen = await seeCase(context, viewer, ref);
  if (seen?.may.ok === true) {
    await context.access.cardShown(viewer, { ref, at: seen.world.now });
    return { ok: true, card: await cardOf(context, viewer, seen) };
  }
  return nothingFor(context, viewer, { ref, verb: reading, because: seen?.may.because ?? noSuchCase });
};
