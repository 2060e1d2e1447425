import type { Area } from "../area/area-schema.ts";
import { formatDate, localDateOf } from "../calendar/format-instant.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import type { WorkingCalendar } from "../calendar/working-calendar.ts";
import { makeNotice, type NoticeAsked } from "../case/issue-notice.ts";
import type { Instant } from "../instant.ts";
import type { Address, Notice, NoticeModel } from "../notices/notice.ts";
import type { Protocol } from "../protocol/protocol-schema.ts";
import type { ReviewRule } from "../protocol/review-schema.ts";
import { isReviewOverdue, nextLook, reviewDueOn } from "./review-dates.ts";
import type { ReviewEvent } from "./review-event-schemas.ts";
import { ownersToTell } from "./review-readers.ts";
import { foldReviews, type ReviewState, type ReviewTimer } from "./review-state.ts";

export type ReviewDeciding = {
  readonly area: Area;
  readonly protocol: Protocol;
  readonly calendar: WorkingCalendar;
  readonly now: Instant;
  readonly nextId: () => string;
};
export type ReviewDecision = {
  readonly ok: true;
  readonly events: readonly ReviewEvent[];
  readonly notices: readonly Notice[];
};

type ReviewNotice = Extract<NoticeModel, { kind: "protocol-review" }>;

type Placed = { readonly area: Pick<Area, "area">; readonly now: Instant };

/** Who did something about a review, in which area, and when it was written down. */
export const reviewActAt = ({ area, now }: Placed, review: string, by = "tandem") => ({
  by,
  at: now,
  enteredAt: now,
  area: area.area,
  review,
});

const done = ({ id, review }: ReviewTimer, why: string, by: Placed): ReviewEvent => ({
  type: "ReviewTimerDone",
  version: 1,
  header: { ...reviewActAt(by, review), timer: id, because: [why] },
});

const nextFor = (rule: ReviewRule, state: ReviewState, by: ReviewDeciding): Instant | undefined => {
  const due = reviewDueOn(rule, by.protocol, state);
  if (due === undefined) return undefined;
  const last = state.reminded[rule.id];
  const told = last?.due === due ? { told: last.at } : {};
  return nextLook({ rule, due, ...told, now: by.now, calendar: by.calendar });
};

const waitFor = (rule: ReviewRule, state: ReviewState, by: ReviewDeciding): readonly ReviewEvent[] => {
  const dueAt = nextFor(rule, state, by);
  const due = reviewDueOn(rule, by.protocol, state);
  if (dueAt === undefined || due === undefined) return [];
  const because = [`${rule.rule}: to be reviewed by ${formatDate(due)}`];
  const header = { ...reviewActAt(by, rule.id), timer: by.nextId(), dueAt, because };
  return [{ type: "ReviewTimerSet", version: 1, header }];
};

const isRight = (timers: readonly ReviewTimer[], wanted: Instant | undefined, now: Instant): boolean =>
  wanted === undefined
    ? timers.length === 0
    : timers.length === 1 && timers.every(({ dueAt }) => dueAt <= now || dueAt === wanted);

/**
 * Sees to it that the owners of every review of the area's protocol are told when it is time, by its dates and by the
 * calendar as they are now. One that a protocol does not hold any more is waited for no longer.
 */
export const decideReviewsWaiting = (state: ReviewState, by: ReviewDeciding): ReviewDecision => {
  const { reviews } = by.protocol;
  const gone = state.timers.filter(({ review }) => !reviews.some(({ id }) => id === review));
  const changed = reviews.flatMap((rule) => {
    const waited = state.timers.filter(({ review }) => review === rule.id);
    if (isRight(waited, nextFor(rule, state, by), by.now)) return [];
    return [
      ...waited.map((one) => done(one, "the day of the review or the calendar has changed", by)),
      ...waitFor(rule, state, by),
    ];
  });
  const ended = gone.map((one) => done(one, "the protocol does not ask for this review any more", by));
  return { ok: true, events: [...ended, ...changed], notices: [] };
};

type About = { readonly rule: ReviewRule; readonly due: LocalDate; readonly overdue: boolean };

/** What a reader is told of a review. */
export const reviewModel = (
  { rule, due, overdue }: About,
  reader: ReviewNotice["reader"],
  { area }: ReviewDeciding,
): ReviewNotice => ({
  kind: "protocol-review",
  area: area.area,
  areaName: area.name,
  review: rule.id,
  title: rule.of,
  rule: rule.rule,
  says: rule.says,
  due,
  overdue,
  reader,
  owners: rule.owners.flatMap((slot) => {
    const filled = area.slots[slot];
    return filled === undefined ? [] : [{ name: filled.name, telephone: filled.telephone }];
  }),
  ...(rule.outcomeTo === undefined ? {} : { outcomeTo: rule.outcomeTo }),
});

const tell = (about: About, by: ReviewDeciding): readonly NoticeAsked[] => {
  const owners = ownersToTell(about.rule, by.area, by.now);
  const because = [
    `${about.rule.rule}: to be reviewed by ${formatDate(about.due)}${about.overdue ? ", and nobody has recorded that it was" : ""}`,
  ];
  const to = (address: Address, reader: ReviewNotice["reader"]): NoticeAsked => ({
    to: address,
    lane: "normal",
    model: reviewModel(about, reader, by),
    because,
  });
  const operators = about.overdue || owners.length === 0 ? [to(by.area.operators, "operators")] : [];
  return [...owners.map((address) => to(address, "owner")), ...operators];
};

const remind = (about: About, state: ReviewState, by: ReviewDeciding): ReviewDecision => {
  const asked = tell(about, by);
  const notices = asked.map((one) => makeNotice(one, by.nextId));
  const told = notices.map(({ id, to }) => ({ notice: id, to }));
  const { rule, due, overdue } = about;
  const header = { ...reviewActAt(by, rule.id), due, overdue, told, because: asked[0]?.because ?? [] };
  const reminded: ReviewEvent = { type: "ReviewReminded", version: 1, header };
  return {
    ok: true,
    events: [reminded, ...waitFor(rule, foldReviews([reminded], state), by)],
    notices,
  };
};

/** It is time to look at a review again: its owners are told, or it is put off to a day and hour at which they may be. */
export const decideReview = (state: ReviewState, timerId: string, by: ReviewDeciding): ReviewDecision => {
  const timer = state.timers.find(({ id }) => id === timerId);
  const rule = by.protocol.reviews.find(({ id }) => id === timer?.review);
  const due = rule === undefined ? undefined : reviewDueOn(rule, by.protocol, state);
  if (timer === undefined) return { ok: true, events: [], notices: [] };
  if (rule === undefined || due === undefined)
    return { ok: true, events: [done(timer, "nothing asks for this review any more", by)], notices: [] };
  const next = nextFor(rule, state, by);
  if (next !== undefined && next > by.now)
    return {
      ok: true,
      events: [done(timer, "its owners are told at another time", by), ...waitFor(rule, state, by)],
      notices: [],
    };
  const overdue = isReviewOverdue(due, localDateOf(by.now));
  const reminded = remind({ rule, due, overdue }, state, by);
  return { ...reminded, events: [done(timer, "it is time to tell its owners", by), ...reminded.events] };
};

/** An area is not served any more: nobody waits for its review. It is waited for again once the area is back. */
export const decideNotServed = (state: ReviewState, by: Placed): ReviewDecision => ({
  ok: true,
  events: state.timers.map((one) => done(one, "the area is not served any more", by)),
  notices: [],
});
