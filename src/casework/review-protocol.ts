import { localDateOf } from "../domain/calendar/format-instant.ts";
import {
  decideReviewed,
  latestNext,
  type ReviewAnswers,
  type ReviewField,
  type ReviewRefused,
} from "../domain/review/decide-reviewed.ts";
import type { ReviewDecision } from "../domain/review/decide-review.ts";
import { reviewDueOn } from "../domain/review/review-dates.ts";
import { areaStream } from "../domain/review/review-state.ts";
import type { Viewer } from "../ports.ts";
import { decidingReviews } from "./await-reviews.ts";
import type { Context } from "./context.ts";
import { may } from "./may.ts";
import { wake } from "./wake.ts";

/** The command line is its own authority: whoever can run it can reach the record itself. */
type By = Viewer | "command-line";

/** Which review of which area's protocol, and the day that it is for. */
export type ReviewAsked = { readonly area: string; readonly review: string; readonly due: string };

/** What stands in a reminder's button. Undefined for what we never wrote, and for an area that is not served any more. */
export const readReviewValue = (context: Context, value: string): ReviewAsked | undefined => {
  const [area, review, due] = value.split("/");
  if (area === undefined || review === undefined || due === undefined) return undefined;
  return context.reference.areas.has(area) ? { area, review, due } : undefined;
};

const refusalOf = (context: Context, by: By, name: string): string | undefined => {
  if (by === "command-line") return undefined;
  const { area } = context.reference.area(name);
  const allowed = may(context, by, { verb: "review-protocol", area });
  return allowed.ok ? undefined : allowed.says;
};

const doneAlready = "This review is done: somebody recorded it, or a new edition is in force.";

/** What the form of a review shows to somebody who may fill it in, or why it need not or may not be filled in. */
export const prepareReview = async (context: Context, viewer: Viewer, asked: ReviewAsked) => {
  const says = refusalOf(context, viewer, asked.area);
  if (says !== undefined) return { ok: false, says } as const;
  const { protocol, now } = decidingReviews(context, asked.area);
  const rule = protocol.reviews.find(({ id }) => id === asked.review);
  const due = rule && reviewDueOn(rule, protocol, await context.reviews.read(asked.area));
  if (rule === undefined || due !== asked.due) return { ok: false, says: doneAlready } as const;
  const today = localDateOf(now);
  const { outcomeTo } = rule;
  const shown = { title: rule.of, says: rule.says, today, latestNext: latestNext(rule, today) };
  const tells = outcomeTo === undefined ? {} : { outcomeTo };
  return { ok: true, shown: { ...asked, ...shown, ...tells } } as const;
};

export type ReviewAnswer =
  | { readonly ok: true; readonly area: string; readonly nextDue: string }
  | { readonly ok: false; readonly about: "person" | ReviewField; readonly says: string };

/**
 * Somebody writes down that an area's protocol was reviewed. The reminders end with it, and those for the next review
 * begin. Recorded once: whoever comes second is told so.
 */
export const reviewProtocol = async (
  context: Context,
  by: By,
  { area, review, due, ...answers }: ReviewAsked & ReviewAnswers,
): Promise<ReviewAnswer> => {
  const says = refusalOf(context, by, area);
  if (says !== undefined) return { ok: false, about: "person", says };
  const who = by === "command-line" ? by : by.person.person;
  const full = { ...answers, review, due, by: who };
  const decided = await context.reviews.change<ReviewDecision | ReviewRefused>(area, (state) => {
    const answer = decideReviewed(state, full, decidingReviews(context, area));
    return answer.ok ? { answer, commit: answer } : { answer };
  });
  if (!decided.ok) return { ok: false, about: decided.about, says: decided.because };
  wake(context, { ref: areaStream(area), ...decided });
  return { ok: true, area: context.reference.area(area).area.name, nextDue: answers.nextDue };
};

export type ReviewListed = ReviewAsked & { readonly title: string; readonly owners: readonly string[] };

/** Every review that the areas' protocols ask for, with the day by which it is due. */
export const listReviews = async (context: Context): Promise<readonly ReviewListed[]> => {
  const listed: ReviewListed[] = [];
  for (const name of context.reference.areas.keys()) {
    const { area, protocol } = decidingReviews(context, name);
    const state = await context.reviews.read(name);
    for (const rule of protocol.reviews) {
      const due = reviewDueOn(rule, protocol, state);
      if (due === undefined) continue;
      const owners = rule.owners.map((slot) => area.slots[slot]?.name ?? slot);
      listed.push({ area: name, review: rule.id, due, title: rule.of, owners });
    }
  }
  return listed;
};
