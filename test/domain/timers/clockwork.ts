import { mailboxName } from "../../../src/domain/notices/mail-models.ts";
import { expect } from "vitest";
import type { NewCaseEvent } from "../../../src/domain/case/case-event.ts";
import type { CaseState, Timer } from "../../../src/domain/case/case-state.ts";
import type { Decision } from "../../../src/domain/case/decide-answer.ts";
import { decideHandBack } from "../../../src/domain/case/decide-hand-back.ts";
import { decideRisk } from "../../../src/domain/case/decide-record.ts";
import { decideUndelivered } from "../../../src/domain/case/decide-undelivered.ts";
import type { Area } from "../../../src/domain/area/area-schema.ts";
import { foldCase } from "../../../src/domain/case/fold.ts";
import type { Refused } from "../../../src/domain/case/refusal.ts";
import { formatInstant } from "../../../src/domain/calendar/format-instant.ts";
import type { Instant } from "../../../src/domain/instant.ts";
import type { Notice } from "../../../src/domain/notices/notice.ts";
import { decideTimer } from "../../../src/domain/timers/decide-timer.ts";
import type { World } from "../../../src/domain/routing/choose-route.ts";
import { at } from "../calendar/example-team.ts";
import { area, followingAt, refer, type Story } from "../example-case.ts";

/** What somebody was told: when, where, and which message. */
export type Said = {
  readonly at: string;
  readonly to: string;
  readonly what: string;
  readonly notice: Notice;
};

/** A case that can be left alone until an instant: every timer fires when it is due, as the sweeper would have it. */
export type Running = {
  readonly state: () => CaseState;
  readonly events: () => readonly NewCaseEvent[];
  /** Lets every timer fire when it is due, up to and including an instant. */
  readonly until: (local: string) => readonly Said[];
  /** Lets everything that fell due before an instant fire then, as after an outage. */
  readonly atOnce: (local: string) => readonly Said[];
  readonly act: (local: string, decide: Act) => readonly Said[];
  readonly timers: (kind: Timer["kind"]) => readonly Timer[];
};
export type Act = (state: CaseState, by: ReturnType<typeof followingAt>) => Decision | Refused;

export const placeOf = ({ to }: Pick<Notice, "to">): string => {
  if ("mailbox" in to) return mailboxName(to.mailbox);
  return "channel" in to ? to.channel : to.person;
};
const said =
  (now: Instant) =>
  (notice: Notice): Said => ({
    at: formatInstant(now).slice(4, -4),
    to: placeOf(notice),
    what: notice.model.kind,
    notice,
  });

export const run = (story: Story): Running => {
  let id = 0;
  const nextId = () => `run-${(id += 1)}`;
  const opened = refer(story);
  const events: NewCaseEvent[] = [...opened.events];
  let state = foldCase(events) ?? opened.state;
  const take = (decided: Decision, now: Instant): readonly Said[] => {
    expect(decided.events.filter((event) => event.type === "TimerSet" && event.header.dueAt < now)).toEqual(
      [],
    );
    events.push(...decided.events);
    state = foldCase(events) ?? state;
    return decided.notices.map(said(now));
  };
  const fire = (timer: Timer, now: Instant): readonly Said[] => {
    const decided = decideTimer(state, timer.id, followingAt(now, story.world, nextId));
    if (!decided.ok) throw new Error(decided.because);
    return take(decided, now);
  };
  const first = () => state.timers.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt))[0];
  const play = (end: Instant, when: (timer: Timer) => Instant): readonly Said[] => {
    const all: Said[] = [];
    for (let timer = first(); timer !== undefined && timer.dueAt <= end; timer = first()) {
      all.push(...fire(timer, when(timer)));
      if (all.length > 1_000) throw new Error("they are told without end");
    }
    return all;
  };
  return {
    state: () => state,
    events: () => events,
    until: (local) => play(at(local), ({ dueAt }) => dueAt),
    atOnce: (local) => play(at(local), () => at(local)),
    act: (local, decide) => {
      const by = followingAt(at(local), story.world, nextId);
      const decided = decide(state, by);
      if (!decided.ok) throw new Error(decided.because);
      return take(decided, at(local));
    },
    timers: (kind) => state.timers.filter((timer) => timer.kind === kind),
  };
};

/** The messages of some kinds, each in one line. */
export const lines = (all: readonly Said[], ...kinds: readonly string[]): readonly string[] =>
  all
    .filter(({ what }) => kinds.length === 0 || kinds.includes(what))
    .map((one) => `${one.at} ${one.to} ${one.what}`);

/** Why the timers of a kind ended, in the order in which they did. */
export const ends = (running: Running, kind: Timer["kind"]): readonly string[] => {
  const ids = new Set(
    running
      .events()
      .flatMap((event) =>
        event.type === "TimerSet" && event.header.kind === kind ? [event.header.timer] : [],
      ),
  );
  return running
    .events()
    .flatMap((event) =>
      event.type === "TimerDone" && ids.has(event.header.timer) ? event.header.because : [],
    );
};

export const reassess =
  (immediateRisk: "yes" | "no"): Act =>
  (state, by) =>
    decideRisk(
      state,
      { by: "referral-desk-officer", at: by.now, immediateRisk, reason: "Fictional reason" },
      by,
    );

export const handBack =
  (hop: number, by: string): Act =>
  (state, following) =>
    decideHandBack(state, { hop, by, at: following.now, reason: "Fictional reason" }, following);

export const undelivered =
  (notice: Notice): Act =>
  (state, by) =>
    decideUndelivered(state, { notice, error: "channel_not_found" }, by);

type Slots = Area["slots"];
/** The area with some slots otherwise. */
export const withSlots = (change: (slots: Slots) => Slots): Partial<World> => ({
  area: { ...area, slots: change(area.slots) },
});

/** The area with somebody on call for nothing: an empty rota without a safe default. */
export const nobodyOnCall = (name: string): Partial<World> =>
  withSlots((slots) => {
    const slot = slots[name];
    if (slot?.kind !== "person-on-call") throw new Error(`${name} is not on call`);
    const { person: _person, ...safeDefault } = slot.safeDefault;
    return { ...slots, [name]: { ...slot, onCall: [], safeDefault } };
  });
