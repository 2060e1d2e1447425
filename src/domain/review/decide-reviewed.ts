import { formatDate, formatInstant, localDateOf } from "../calendar/format-instant.ts";
import { localDate, parseLocalDate, type LocalDate } from "../calendar/local-date.ts";
import { plusMonths } from "../calendar/plus-months.ts";
import { makeNotice, type NoticeAsked } from "../case/issue-notice.ts";
import type { Notice } from "../notices/notice.ts";
import type { ReviewRule } from "../protocol/review-schema.ts";
import {
  decideReviewsWaiting,
  reviewActAt,
  reviewModel,
  type ReviewDecision,
  type ReviewDeciding,
} from "./decide-review.ts";
import { isReviewOverdue, reviewDueOn } from "./review-dates.ts";
import type { ReviewEvent, ReviewHeaderOf, ReviewOutcome } from "./review-event-schemas.ts";
import { ownersToTell } from "./review-readers.ts";
import { sameAddress } from "../timers/ladder.ts";
import { foldReviews, type ReviewState } from "./review-state.ts";

export type ReviewAnswers = {
  readonly outcome: ReviewOutcome;
  readonly reviewedOn: string;
  readonly nextDue: string;
  /** Whether those have heard of it whom the protocol names. */
  readonly outcomeTold: boolean;
};
export type ReviewingAsked = ReviewAnswers & {
  readonly review: string;
  /** The day that this review was for, as whoever records it saw it. */
  readonly due: string;
  readonly by: string;
};
export type ReviewField = "review" | "reviewedOn" | "nextDue" | "outcomeTold";
export type ReviewRefused = { readonly ok: false; readonly about: ReviewField; readonly because: string };

const refuse = (about: ReviewField, because: string): ReviewRefused => ({ ok: false, about, because });

/** The last day on which the next review may be, counted from the day of this one. */
export const latestNext = ({ every }: Pick<ReviewRule, "every">, reviewedOn: LocalDate): LocalDate =>
  plusMonths(reviewedOn, every.count);

type Dates = { readonly reviewedOn: LocalDate; readonly nextDue: LocalDate };

const readDates = (
  { reviewedOn, nextDue, due }: ReviewingAsked,
  rule: ReviewRule,
  today: LocalDate,
): ({ readonly ok: true } & Dates) | ReviewRefused => {
  const on = parseLocalDate(reviewedOn);
  if (!on.ok) return refuse("reviewedOn", on.because);
  if (on.date > today) return refuse("reviewedOn", "This day is still to come. Record it once it is done.");
  const next = parseLocalDate(nextDue);
  if (!next.ok) return refuse("nextDue", next.because);
  if (next.date <= today) return refuse("nextDue", "Choose a day that is still to come.");
  if (next.date <= due)
    return refuse("nextDue", `Choose a day after ${formatDate(localDate(due))}, for which this review was.`);
  const latest = latestNext(rule, on.date);
  return next.date > latest
    ? refuse(
        "nextDue",
        `${formatDate(latest)} at the latest: it is to be reviewed every ${rule.every.count} months (${rule.rule}).`,
      )
    : { ok: true, reviewedOn: on.date, nextDue: next.date };
};

const recordedAlready = (review: string, state: ReviewState): ReviewRefused => {
  const last = state.reviewed[review];
  if (last === undefined)
    return refuse("review", "A later edition is in force by now: this review is done. Nothing was recorded.");
  const { enteredAt, nextDue } = last;
  return refuse(
    "review",
    `Somebody recorded this review on ${formatInstant(enteredAt)}: the next is due by ${formatDate(localDate(nextDue))}. Nothing more was recorded.`,
  );
};

/** The same answers of the same person, sent again. */
const isSentAgain = (state: ReviewState, asked: ReviewingAsked): boolean => {
  const last = state.reviewed[asked.review];
  return (
    last !== undefined &&
    last.by === asked.by &&
    last.due === asked.due &&
    last.outcome === asked.outcome &&
    last.reviewedOn === asked.reviewedOn &&
    last.nextDue === asked.nextDue
  );
};

type Recorded = { readonly rule: ReviewRule; readonly header: ReviewHeaderOf<"ProtocolReviewed"> };

/** Where owners and operators were told of it, the message says now what came of it; the others get one. */
const tellAll = ({ rule, header }: Recorded, state: ReviewState, by: ReviewDeciding): readonly Notice[] => {
  const { outcome, nextDue, at, by: person } = header;
  const due = localDate(header.due);
  const last = state.reminded[rule.id];
  const told = last?.due === header.due ? last.told : [];
  const about = { rule, due, overdue: isReviewOverdue(due, header.reviewedOn) };
  const ask = (to: NoticeAsked["to"], reader: "owner" | "operators"): NoticeAsked => {
    const earlier = told.find((one) => sameAddress(one.to, to));
    const model = {
      ...reviewModel(about, reader, by),
      recorded: { by: person, at, outcome, nextDue },
    };
    const edits = earlier === undefined ? {} : { edits: earlier.notice };
    return { to, lane: "normal", model, ...edits, because: ["the review of the protocol is recorded"] };
  };
  const owners = ownersToTell(rule, by.area, by.now).map((to) => ask(to, "owner"));
  return [...owners, ask(by.area.operators, "operators")].map((asked) => makeNotice(asked, by.nextId));
};

const headerOf = (
  { due, outcome, by: person }: ReviewingAsked,
  { id, rule, every, outcomeTo }: ReviewRule,
  { reviewedOn, nextDue }: Dates,
  by: ReviewDeciding,
): ReviewHeaderOf<"ProtocolReviewed"> => ({
  ...reviewActAt(by, id, person),
  due,
  reviewedOn,
  outcome,
  nextDue,
  ...(outcomeTo === undefined ? {} : { outcomeTold: outcomeTo }),
  because: [`${rule}: every ${every.count} months`],
});

/**
 * Somebody writes down that the protocol was reviewed, what came of it and by when it is to be reviewed next: the
 * reminders end, and those for the next review begin. Refused in words, on the field that is wrong; a second one of the
 * same review is refused too, unless it is the same form sent again.
 */
export const decideReviewed = (
  state: ReviewState,
  asked: ReviewingAsked,
  by: ReviewDeciding,
): ReviewDecision | ReviewRefused => {
  const rule = by.protocol.reviews.find(({ id }) => id === asked.review);
  if (rule === undefined) return refuse("review", "The protocol does not ask for this review any more.");
  if (reviewDueOn(rule, by.protocol, state) !== asked.due)
    return isSentAgain(state, asked)
      ? { ok: true, events: [], notices: [] }
      : recordedAlready(asked.review, state);
  const dates = readDates(asked, rule, localDateOf(by.now));
  if (!dates.ok) return dates;
  const { outcomeTo } = rule;
  if (outcomeTo !== undefined && !asked.outcomeTold)
    return refuse("outcomeTold", `Tell ${outcomeTo} what came of it first (${rule.rule}), then record it.`);
  const header = headerOf(asked, rule, dates, by);
  const recorded: ReviewEvent = { type: "ProtocolReviewed", version: 1, header };
  const waiting = decideReviewsWaiting(foldReviews([recorded], state), by);
  return {
    ok: true,
    events: [recorded, ...waiting.events],
    notices: tellAll({ rule, header }, state, by),
  };
};
