import { z } from "zod";
import { agencyOfSlot, agencySchema, type Agency } from "../agency.ts";
import type { CaseEvent } from "../case/case-event.ts";
import type { CaseState, Deadline } from "../case/case-state.ts";
import { liveDeadlines } from "../case/closing.ts";
import { instant } from "../case/event-parts.ts";
import { urgency } from "../case/facts.ts";
import { foldCase } from "../case/fold.ts";
import type { Instant } from "../instant.ts";
import { recordableStep } from "../steps/recordable-step.ts";
import { ruleIdSchema } from "../protocol/vocabulary.ts";
import { minutesWaiting, openHopOf } from "../timers/ladder.ts";

const ref = z.string().regex(/^[0-9A-Z-]+$/);
const worker = z.string().regex(/^[a-z][a-z0-9-]*$/);

/** What one team hands to the next: references, rules, instants and members of staff. Nothing of a child. */
export const handOverListSchema = z.strictObject({
  withNobody: z
    .array(z.strictObject({ ref, urgency, agency: agencySchema, minutes: z.number().int() }))
    .readonly(),
  taken: z
    .array(z.strictObject({ ref, how: z.enum(["picked-up", "told"]), by: worker, at: instant }))
    .readonly(),
  decisions: z
    .array(
      z.strictObject({
        ref,
        what: z.enum([
          "joint",
          "single-social-care",
          "single-police",
          "strategy-discussion",
          "no-further-action",
          ...recordableStep.options,
          "risk-reassessed",
          "handed-back",
        ]),
        by: worker,
        at: instant,
      }),
    )
    .readonly(),
  open: z.array(z.strictObject({ ref, rule: ruleIdSchema, dueAt: instant })).readonly(),
  /** How many cases are open in all; the lists hold those that matter first. */
  openInAll: z.number().int().min(0),
});
export type HandOverList = z.infer<typeof handOverListSchema>;
type Decision = HandOverList["decisions"][number];

export type HandingOver = {
  readonly agency: Agency;
  /** When the team was last there: what was written down since then is news to it. */
  readonly since: Instant;
  readonly now: Instant;
};

const withNobody = (state: CaseState, { now }: HandingOver): HandOverList["withNobody"] =>
  [...new Set(state.hops.map(({ slot }) => agencyOfSlot(slot)))]
    .filter((agency) => openHopOf(agency, state) !== undefined)
    .map((agency) => ({
      ref: state.ref,
      urgency: state.urgency,
      agency,
      minutes: minutesWaiting(agency, state, now),
    }));

const takenIn = (event: CaseEvent, state: CaseState, agency: Agency): HandOverList["taken"] => {
  if (event.type !== "PickedUp" && event.type !== "ToldByTelephone") return [];
  if (event.header.agency !== agency) return [];
  const { by, at } = event.header;
  return [{ ref: state.ref, how: event.type === "PickedUp" ? "picked-up" : "told", by, at }];
};

const decidedIn = (event: CaseEvent): Decision["what"] | undefined => {
  if (event.type === "DiscussionRecorded") return event.header.decision;
  if (event.type === "StepRecorded" || event.type === "StepTaken") return event.header.step;
  if (event.type === "RiskReassessed") return "risk-reassessed";
  return event.type === "HandedBack" ? "handed-back" : undefined;
};

const decisionIn = (event: CaseEvent, state: CaseState): readonly Decision[] => {
  const what = decidedIn(event);
  return what === undefined ? [] : [{ ref: state.ref, what, by: event.header.by, at: event.header.at }];
};

/** The earliest open duty of a case that its agency owns. */
const dutyOf = (state: CaseState, agency: Agency): Deadline | undefined =>
  liveDeadlines(state).find(({ owner }) => agencyOfSlot(owner) === agency);

const byTime = <T extends { readonly at: Instant }>(all: readonly T[]): readonly T[] =>
  all.toSorted((a, b) => a.at.localeCompare(b.at));

/**
 * What a team finds when its hours begin: what nobody has, what was taken and decided since it was last there, and what is
 * open, the earliest duty first. What was written down late counts by when it was written down.
 */
export const handOverList = (
  cases: readonly (readonly CaseEvent[])[],
  openInAll: number,
  handing: HandingOver,
): HandOverList => {
  const known = cases.flatMap((events) => {
    const state = foldCase(events);
    const news = events.filter(({ header }) => header.enteredAt >= handing.since);
    return state === undefined ? [] : [{ state, news }];
  });
  const { agency } = handing;
  return {
    withNobody: known
      .flatMap(({ state }) => withNobody(state, handing))
      .toSorted(
        (a, b) => Number(b.urgency === "urgent") - Number(a.urgency === "urgent") || b.minutes - a.minutes,
      ),
    taken: byTime(known.flatMap(({ state, news }) => news.flatMap((one) => takenIn(one, state, agency)))),
    decisions: byTime(known.flatMap(({ state, news }) => news.flatMap((one) => decisionIn(one, state)))),
    open: known
      .flatMap(({ state }) => {
        const duty = dutyOf(state, agency);
        return duty === undefined ? [] : [{ ref: state.ref, rule: duty.rule, dueAt: duty.dueAt }];
      })
      .toSorted((a, b) => a.dueAt.localeCompare(b.dueAt)),
    openInAll,
  };
};

export const isEmpty = ({ withNobody: nobody, taken, decisions, openInAll }: HandOverList): boolean =>
  nobody.length + taken.length + decisions.length + openInAll === 0;

/** A list without one case. How many are open in all stays as it was counted. */
export const listWithout = (list: HandOverList, ref: string): HandOverList => {
  const isOther = (one: { readonly ref: string }): boolean => one.ref !== ref;
  return {
    ...list,
    withNobody: list.withNobody.filter(isOther),
    taken: list.taken.filter(isOther),
    decisions: list.decisions.filter(isOther),
    open: list.open.filter(isOther),
  };
};

/** Whether a list names a case. */
export const isNamedOn = (
  { withNobody: nobody, taken, decisions, open }: HandOverList,
  ref: string,
): boolean => [...nobody, ...taken, ...decisions, ...open].some((one) => one.ref === ref);
