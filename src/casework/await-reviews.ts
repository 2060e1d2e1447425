import {
  decideNotServed,
  decideReview,
  decideReviewsWaiting,
  type ReviewDeciding,
  type ReviewDecision,
} from "../domain/review/decide-review.ts";
import { areaStream } from "../domain/review/review-state.ts";
import type { Context } from "./context.ts";
import type { Fired } from "./fire-timer.ts";
import { wake } from "./wake.ts";

export const decidingReviews = (context: Context, name: string): ReviewDeciding => {
  const { area, protocol } = context.reference.area(name);
  return {
    area,
    protocol,
    calendar: context.reference.calendar(),
    now: context.clock.dutyNow(),
    nextId: context.ids.next,
  };
};

const waitIn = (context: Context, area: string): Promise<ReviewDecision> =>
  context.reviews.change(area, (state) => {
    const commit = decideReviewsWaiting(state, decidingReviews(context, area));
    return { answer: commit, commit };
  });

/**
 * Sees to it that the owners of every area's protocol are told before its review is due and after, by the protocol and the
 * calendar as they are now. Answers how to ring the alarm clock for what was set, which may not be there yet.
 */
export const awaitReviews = async (context: Context): Promise<() => void> => {
  const waiting: (readonly [string, ReviewDecision])[] = [];
  for (const area of context.reference.areas.keys()) waiting.push([area, await waitIn(context, area)]);
  return () => {
    for (const [area, decided] of waiting.splice(0)) wake(context, { ref: areaStream(area), ...decided });
  };
};

const endWaiting = (context: Context, area: string): Promise<Fired> =>
  context.reviews.change(area, (state) => {
    const commit = decideNotServed(state, { area: { area }, now: context.clock.dutyNow() });
    return { answer: {}, commit };
  });

/** It is time to tell the owners of a protocol of its review, or an alarm says so. */
export const fireReviewTimer = async (context: Context, area: string, timerId: string): Promise<Fired> => {
  if (!context.reference.areas.has(area)) return endWaiting(context, area);
  const by = decidingReviews(context, area);
  const timer = (await context.reviews.read(area)).timers.find(({ id }) => id === timerId);
  if (timer === undefined) return {};
  if (by.now < timer.dueAt) return { tooEarly: timer.dueAt };
  const decided = await context.reviews.change(area, (state) => {
    const commit = decideReview(state, timerId, by);
    return { answer: commit, commit };
  });
  wake(context, { ref: areaStream(area), ...decided });
  return {};
};
