import type { TandemRef } from "../tandem-ref.ts";
import type { CaseEvent, CaseEventType, HeaderOf } from "./case-event.ts";
import type { CaseState } from "./case-state.ts";
import { meetingFolds } from "../meetings/fold-meetings.ts";
import { recordHeld, recordMailed, strategyFolds } from "../strategy/fold-strategy.ts";
import { deadlineFolds } from "../deadlines/fold-deadlines.ts";
import { mailFolds, withMail } from "../mail/fold-mail.ts";
import { withClosed, withReopened } from "./closing.ts";
import { withConcern } from "./concerns.ts";
import { isAddendum } from "./addendum.ts";
import { accessFolds } from "./fold-access.ts";
import { disagreementsAfter } from "./fold-disagreements.ts";
import { newsAfter, newsAfterMessage } from "./fold-news.ts";
import { withAnswer, withoutAnswer, withPut } from "./legs.ts";

/** What a case has none of when it is recorded. */
const nothingYet = {
  hops: [],
  posts: [],
  messages: [],
  mails: [],
  accountable: [],
  earlier: [],
  concerns: [],
  askers: [],
  named: [],
  allocated: {},
  taken: [],
  addenda: [],
  departures: [],
  deadlines: [],
  discussions: [],
  steps: [],
  news: [],
  disagreements: [],
  learned: {},
  meetings: [],
  closed: [],
  records: [],
  actions: [],
  timers: [],
} satisfies Partial<CaseState>;

const opened = (header: HeaderOf<"ReferralRecorded">): CaseState => ({
  ref: header.ref as TandemRef,
  area: header.area,
  protocolHash: header.protocolHash,
  submission: header.submission,
  installation: header.installation,
  sender: header.by,
  from: header.from,
  to: header.to,
  learnedAt: header.at,
  enteredAt: header.enteredAt,
  actedAt: header.enteredAt,
  facts: header.facts,
  urgency: header.urgency,
  urgencyReason: header.urgencyReason,
  incomplete: header.incomplete,
  missing: header.missing ?? [],
  restricted: header.restricted,
  excluded: header.excluded,
  ...nothingYet,
});

/** What was withdrawn is the case's no more: to edit it again would say what it must not. */
const withMessage = (state: CaseState, header: HeaderOf<"NoticeIssued">): CaseState => {
  const { notice, hop, edits, to, kind } = header;
  if (kind === "withdrawn")
    return {
      ...state,
      posts: state.posts.filter((one) => one.notice !== edits),
      messages: state.messages.filter((one) => one.notice !== edits),
      news: newsAfterMessage(state, header),
    };
  if (edits !== undefined) return state;
  if ("mailbox" in to) return withMail(recordMailed(state, header), header);
  return {
    ...state,
    posts: hop === undefined ? state.posts : [...state.posts, { notice, hop, to }],
    messages: [...state.messages, { notice, to }],
    news: newsAfterMessage(state, header),
  };
};

/** A call that reached nobody who can be named is written down, and leaves the hop open. */
const told = (state: CaseState, { namedOfficer, hop, by, at }: HeaderOf<"ToldByTelephone">): CaseState =>
  namedOfficer ? withAnswer(state, hop, { how: "told", by, at }) : state;

const withStepTaken = (state: CaseState, header: HeaderOf<"StepTaken">): CaseState => {
  const { agency, by, step, at, present, agreed, facts, overrides, meeting, record } = header;
  const about = {
    ...(meeting === undefined ? {} : { meeting }),
    ...(record === undefined ? {} : { record }),
  };
  const after: CaseState = {
    ...recordHeld(state, header),
    ...(step === "referral-completed" ? { incomplete: false, missing: [] } : {}),
    steps: [...state.steps, { agency, by, step, at, present, agreed, overrides, ...about }],
    learned: { ...state.learned, ...facts },
    news: newsAfter(state, header),
    disagreements: disagreementsAfter(state, header),
  };
  return step === "case-closed" ? withClosed(after, header) : after;
};

const withDiscussion = (state: CaseState, header: HeaderOf<"DiscussionRecorded">): CaseState => ({
  ...state,
  discussions: [...state.discussions, header],
  learned: { ...state.learned, ...header.facts },
});

const withStep = (state: CaseState, { assessment, ...header }: HeaderOf<"StepRecorded">): CaseState =>
  withStepTaken(state, {
    ...header,
    facts: assessment === undefined ? {} : { assessment },
    present: [],
    agreed: [],
    overrides: [],
  });

const withRisk = (state: CaseState, header: HeaderOf<"RiskReassessed">): CaseState => ({
  ...state,
  facts: { ...state.facts, immediateRisk: header.immediateRisk },
  urgency: header.urgency,
  urgencyReason: header.urgencyReason,
});

const withHops = (state: CaseState, header: HeaderOf<"RouteTaken">): CaseState => ({
  ...state,
  routedTo: header.to,
  hops: header.hops.map(({ slot, person }) => (person === undefined ? { slot } : { slot, person })),
});

const withTimer = (
  state: CaseState,
  { timer, kind, subject, step: at, dueAt }: HeaderOf<"TimerSet">,
): CaseState => ({
  ...state,
  timers: [...state.timers, { id: timer, kind, subject, step: at, dueAt }],
});

type Later = Exclude<CaseEventType, "ReferralRecorded">;
type Folds = { readonly [T in Later]: (state: CaseState, header: HeaderOf<T>) => CaseState };

const unchanged = (state: CaseState): CaseState => state;

const folds: Folds = {
  ...accessFolds,
  ...deadlineFolds,
  ...meetingFolds,
  ...mailFolds,
  ...strategyFolds,
  RouteTaken: withHops,
  PickedUp: (state, { hop, by, at }) => withAnswer(state, hop, { how: "picked-up", by, at }),
  ToldByTelephone: told,
  HandedBack: withoutAnswer,
  PutToTeamOnDuty: withPut,
  DiscussionRecorded: withDiscussion,
  StepRecorded: withStep,
  StepTaken: withStepTaken,
  RiskReassessed: withRisk,
  ConcernRaised: withConcern,
  EarlierFound: (state, { found }) => ({ ...state, earlier: found }),
  NoticeIssued: withMessage,
  NoticeRedacted: unchanged,
  KeyDestroyed: unchanged,
  TimerSet: withTimer,
  TimerDone: (state, { timer }) => ({ ...state, timers: state.timers.filter(({ id }) => id !== timer) }),
};

/** The state after one more event. It reads recorded results and never decides anything again. */
export const applyEvent = (state: CaseState | undefined, event: CaseEvent): CaseState => {
  if (event.type === "ReferralRecorded") return opened(event.header);
  if (state === undefined) throw new Error("a case stream must begin with ReferralRecorded");
  // An administrator who erases something does no work in the case: it stands as still as before.
  if (event.type === "KeyDestroyed") return state;
  // The table pairs each type with its own header, which TypeScript cannot follow through a look-up.
  const fold = folds[event.type] as (state: CaseState, header: CaseEvent["header"]) => CaseState;
  const after = withReopened(state, fold(state, event.header), event);
  if (event.header.by === "tandem") return after;
  // A list that shows what was done since would say that an addendum is there.
  if (event.type === "NoteAdded" && isAddendum(event.header)) return after;
  return { ...after, actedAt: event.header.enteredAt };
};

/** Folds a case's events, oldest first, into its state; undefined for a stream without events. */
export const foldCase = (events: readonly CaseEvent[]): CaseState | undefined => {
  let state: CaseState | undefined;
  for (const event of events) state = applyEvent(state, event);
  return state;
};
