import { nextOpening } from "../calendar/next-opening.ts";
import { openAt } from "../calendar/opening-hours.ts";
import type { WorkingCalendar } from "../calendar/working-calendar.ts";
import type { Area } from "../area/area-schema.ts";
import { makeNotice, type NoticeAsked } from "../case/issue-notice.ts";
import { refuse, type Refused } from "../case/refusal.ts";
import { millisecondsIn, plusMilliseconds, type Instant } from "../instant.ts";
import type { Lane, Notice, NoticeModel } from "../notices/notice.ts";
import { managersAt, teamAt, type Desk } from "./desk.ts";
import type { DeskEvent, DeskHeaderOf } from "./desk-event-schemas.ts";
import type { DeskState, DeskTimer, HandOver } from "./desk-state.ts";
import { handOverModel } from "./hand-over-model.ts";
import { isEmpty, type HandOverList } from "./hand-over-list.ts";

export type DeskDeciding = {
  readonly desk: Desk;
  readonly area: Area;
  readonly calendar: WorkingCalendar;
  readonly now: Instant;
  readonly nextId: () => string;
};
export type DeskDecision = {
  readonly ok: true;
  readonly events: readonly DeskEvent[];
  readonly notices: readonly Notice[];
};

const actAt = ({ desk, now }: DeskDeciding, by = "tandem") => ({
  by,
  at: now,
  enteredAt: now,
  area: desk.area,
  slot: desk.slot,
});

const set = (
  asked: Omit<DeskHeaderOf<"DeskTimerSet">, keyof ReturnType<typeof actAt> | "timer">,
  by: DeskDeciding,
) => ({ type: "DeskTimerSet", version: 1, header: { ...actAt(by), timer: by.nextId(), ...asked } }) as const;

const done = ({ id }: DeskTimer, why: string, by: DeskDeciding): DeskEvent => ({
  type: "DeskTimerDone",
  version: 1,
  header: { ...actAt(by), timer: id, because: [why] },
});

const doneOf = (kind: DeskTimer["kind"], { timers }: DeskState, why: string, by: DeskDeciding) =>
  timers.filter((one) => one.kind === kind).map((one) => done(one, why, by));

/** When the team opens next; none when its hours have no opening within a year. */
const opening = (by: DeskDeciding): readonly DeskEvent[] => {
  const next = nextOpening(teamAt(by.desk, by.area).hours, by.calendar, by.now);
  return next.ok ? [set({ kind: "opening", dueAt: next.instant, because: next.because }, by)] : [];
};

const unsigned = (minutes: number, by: DeskDeciding): DeskEvent =>
  set(
    {
      kind: "unsigned",
      dueAt: plusMilliseconds(by.now, minutes * millisecondsIn.minute),
      because: [`somebody is to sign within ${minutes} minutes, a local practice`],
    },
    by,
  );

const laneOf = ({ withNobody }: HandOverList): Lane =>
  withNobody.some(({ urgency }) => urgency === "urgent") ? "urgent" : "normal";

/** Sees to it that the team's next opening is waited for, by its hours as they are now. */
export const decideWaiting = (state: DeskState, by: DeskDeciding): DeskDecision => {
  const wanted = opening(by);
  const waited = state.timers.filter(({ kind }) => kind === "opening");
  const [next] = wanted;
  const isRight =
    waited.length === wanted.length &&
    waited.every(
      ({ dueAt }) => dueAt <= by.now || (next?.type === "DeskTimerSet" && dueAt === next.header.dueAt),
    );
  if (isRight) return { ok: true, events: [], notices: [] };
  const ended = waited.map((one) => done(one, "the team's hours have changed", by));
  return { ok: true, events: [...ended, ...wanted], notices: [] };
};

type Gathered = { readonly since: Instant; readonly list: HandOverList };

/** The team's hours begin: what it takes over is put to it, and somebody is to sign for it. */
export const decideOpening = (state: DeskState, gathered: Gathered, by: DeskDeciding): DeskDecision => {
  const team = teamAt(by.desk, by.area);
  const ended = doneOf("opening", state, "the team's hours begin", by);
  if (!openAt(team.hours, by.calendar, by.now).open)
    return { ok: true, events: [...ended, ...opening(by)], notices: [] };
  const { last } = state;
  const wasUnsigned = last !== undefined && last.signed === undefined && !isEmpty(last.list);
  const over = { at: by.now, ...gathered };
  const asked: NoticeAsked = {
    to: { installation: team.installation, channel: team.channel },
    lane: laneOf(gathered.list),
    model: handOverModel(by, over, wasUnsigned ? last.at : undefined),
    because: ["the team's hours begin, so it is told what it takes over"],
  };
  const notice = makeNotice(asked, by.nextId);
  const header = { ...actAt(by), notice: notice.id, ...gathered, because: asked.because };
  const events: readonly DeskEvent[] = [
    ...ended,
    ...doneOf("unsigned", state, "a new list stands in its place", by),
    { type: "HandOverMade", version: 1, header },
    ...opening(by),
    ...(isEmpty(gathered.list) ? [] : [unsigned(by.area.handOver.chaseAfter, by)]),
  ];
  return { ok: true, events, notices: [notice] };
};

const chase = (last: HandOver, by: DeskDeciding): readonly NoticeAsked[] => {
  const { desk, area } = by;
  const team = teamAt(desk, area);
  const managers = managersAt(desk, area);
  const model: NoticeModel = {
    kind: "hand-over-unsigned",
    areaName: area.name,
    team: team.name,
    telephone: team.telephone,
    at: last.at,
    withNobody: last.list.withNobody.length,
  };
  const because = ["nobody has signed for the hand-over list"];
  const others = last.chased > 0 || managers.length === 0 ? [area.operators] : [];
  const desks = { installation: team.installation, channel: team.channel };
  return [desks, ...managers, ...others].map((to) => ({ to, lane: laneOf(last.list), model, because }));
};

/** With something that nobody has it is chased until the hours end; else the operators hear of it, and that is enough. */
const isWorthChasing = ({ list, chased }: HandOver): boolean => list.withNobody.length > 0 || chased < 1;

/** Nobody has signed: the team and its managers are told, then the operators too, until somebody does or the hours end. */
export const decideUnsigned = (state: DeskState, by: DeskDeciding): DeskDecision => {
  const { last } = state;
  const { open } = openAt(teamAt(by.desk, by.area).hours, by.calendar, by.now);
  if (last === undefined || last.signed !== undefined || !open) {
    const why = open ? "it is signed for" : "the team's hours have ended: it stands in the next list";
    return { ok: true, events: doneOf("unsigned", state, why, by), notices: [] };
  }
  const notices = chase(last, by).map((asked) => makeNotice(asked, by.nextId));
  const header = {
    ...actAt(by),
    notice: last.notice,
    step: last.chased + 1,
    because: ["nobody has signed for it"],
  };
  const events: readonly DeskEvent[] = [
    ...doneOf("unsigned", state, "nobody has signed", by),
    { type: "HandOverChased", version: 1, header },
    ...(isWorthChasing(last) ? [unsigned(by.area.handOver.repeatEvery, by)] : []),
  ];
  return { ok: true, events, notices };
};

export type Signing = { readonly by: string; readonly at: Instant };

/** Somebody of the team signs for the list: they have read what they take over. */
export const decideSign = (
  state: DeskState,
  { by: person, at }: Signing,
  by: DeskDeciding,
): DeskDecision | Refused => {
  const { last } = state;
  if (last === undefined || last.at !== at)
    return refuse("newer-list", "A newer hand-over list has taken its place. Sign that one.");
  if (last.signed !== undefined)
    return refuse("signed-already", "Somebody has signed for this list already.");
  const signed = { by: person, at: by.now };
  const { installation, channel } = teamAt(by.desk, by.area);
  const asked: NoticeAsked = {
    to: { installation, channel },
    lane: "normal",
    model: handOverModel(by, { ...last, signed }),
    edits: last.notice,
    because: ["the list shows who has signed for it"],
  };
  const events: readonly DeskEvent[] = [
    { type: "HandOverSigned", version: 1, header: { ...actAt(by, person), notice: last.notice } },
    ...doneOf("unsigned", state, "it is signed for", by),
  ];
  return { ok: true, events, notices: [makeNotice(asked, by.nextId)] };
};
