import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decidePickUp,
  decideToldByTelephone,
  type Decision,
} from "../../../src/domain/case/decide-answer.ts";
import { decideHandBack } from "../../../src/domain/case/decide-hand-back.ts";
import { decideRisk } from "../../../src/domain/case/decide-record.ts";
import { decideUndelivered } from "../../../src/domain/case/decide-undelivered.ts";
import type { CaseState } from "../../../src/domain/case/case-state.ts";
import type { NewCaseEvent } from "../../../src/domain/case/case-event.ts";
import { applyEvent, foldCase } from "../../../src/domain/case/fold.ts";
import { agencyOfSlot } from "../../../src/domain/agency.ts";
import type { Following } from "../../../src/domain/deadlines/follow-clocks.ts";
import { plusMilliseconds, type Instant } from "../../../src/domain/instant.ts";
import type { Notice } from "../../../src/domain/notices/notice.ts";
import { decideTimer } from "../../../src/domain/timers/decide-timer.ts";
import { at } from "../calendar/example-team.ts";
import { followingAt, refer } from "../example-case.ts";
import { placeOf } from "./clockwork.ts";

const act = fc.record({
  what: fc.constantFrom("wait", "wait", "pick-up", "hand-back", "tell", "risk", "undelivered"),
  hop: fc.integer({ min: 0, max: 1 }),
  risk: fc.constantFrom("yes" as const, "no" as const, "not-known" as const),
  minutes: fc.integer({ min: 0, max: 400 }),
});
type Act = Parameters<Parameters<typeof act.map>[0]>[0];

const story = fc.record({
  from: fc.constantFrom("social-care" as const, "police" as const),
  entered: fc.constantFrom("2026-09-01 10:00", "2026-08-28 17:40", "2026-03-29 00:30", "2026-10-24 23:30"),
  facts: fc.record({
    immediateRisk: fc.constantFrom("yes" as const, "no" as const, "not-known" as const),
    allegationAboutProfessional: fc.constantFrom("yes" as const, "no" as const),
  }),
});

const decide = (state: CaseState, one: Act, notices: readonly Notice[], by: Following) => {
  const { hop } = one;
  const person = "someone";
  if (one.what === "pick-up") return decidePickUp(state, { hop, by: person, at: by.now }, by);
  if (one.what === "hand-back")
    return decideHandBack(state, { hop, by: person, at: by.now, reason: "x" }, by);
  if (one.what === "tell")
    return decideToldByTelephone(state, { hop, by: person, at: by.now, details: { toWhom: "x" } }, by);
  if (one.what === "risk")
    return decideRisk(state, { by: person, at: by.now, immediateRisk: one.risk, reason: "x" }, by);
  const notice = notices.at(-1);
  return one.what === "undelivered" && notice !== undefined
    ? decideUndelivered(state, { notice, error: "channel_not_found" }, by)
    : undefined;
};

type Step = { readonly decided: Decision; readonly now: Instant };

const fireDue = (state: CaseState, end: Instant, nextId: () => string): Step | undefined => {
  const timer = state.timers.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt))[0];
  if (timer === undefined || timer.dueAt > end) return undefined;
  const decided = decideTimer(state, timer.id, followingAt(timer.dueAt, {}, nextId));
  if (!decided.ok) throw new Error(decided.because);
  return { decided, now: timer.dueAt };
};

/** Plays a story to its end, and shows each decision to a check. */
const play = (
  told: Parameters<typeof story.map>[0] extends (value: infer T) => unknown ? T : never,
  acts: readonly Act[],
  check: (state: CaseState, step: Step, events: readonly NewCaseEvent[]) => void,
): void => {
  let id = 0;
  const nextId = () => `n-${(id += 1)}`;
  const opened = refer(told);
  const events: NewCaseEvent[] = [...opened.events];
  const notices: Notice[] = [...opened.notices];
  let folded = foldCase(events) ?? opened.state;
  let now = at(told.entered);
  const take = (step: Step) => {
    events.push(...step.decided.events);
    notices.push(...step.decided.notices);
    folded = step.decided.events.reduce<CaseState>(applyEvent, folded);
    check(folded, step, events);
  };
  for (const one of acts) {
    const end = plusMilliseconds(now, one.minutes * 60_000);
    const state = () => folded;
    for (let step = fireDue(state(), end, nextId); step !== undefined; step = fireDue(state(), end, nextId))
      take(step);
    now = end;
    const decided = decide(state(), one, notices, followingAt(now, {}, nextId));
    if (decided?.ok === true) take({ decided, now });
  }
};

describe("whatever happens in a case", () => {
  // Invariant: while a hop is open its agency has one rung to come, unless people were told to ring already.
  it("what nobody has is always still to be asked for, or somebody was told to ring, and never by two ladders at once", () => {
    fc.assert(
      fc.property(story, fc.array(act, { maxLength: 6 }), (told, acts) => {
        play(told, acts, (state, _step, events) => {
          for (const { slot } of state.hops.filter(({ had }) => had === undefined)) {
            const agency = agencyOfSlot(slot);
            const rungs = state.timers.filter(({ kind, subject }) => kind === "rung" && subject === agency);
            const rang = events.some(
              (event) => event.type === "NoticeIssued" && event.header.kind === "ring-now",
            );
            expect(rungs.length === 1 || (rungs.length === 0 && rang)).toBe(true);
          }
        });
      }),
      { numRuns: 15 },
    );
  });

  // Invariant: nothing is set to be looked at in the past, so no timer can fire in a loop without duty time moving.
  it("no timer is ever due before it was set", () => {
    fc.assert(
      fc.property(story, fc.array(act, { maxLength: 6 }), (told, acts) => {
        play(told, acts, (_state, { decided, now }) => {
          const early = decided.events.filter(
            (event) => event.type === "TimerSet" && event.header.dueAt < now,
          );
          expect(early).toEqual([]);
        });
      }),
      { numRuns: 15 },
    );
  });

  // Invariant: a case for named people alone is told to nobody but its sender, the people of its route and the operators.
  it("a restricted case reaches no team", () => {
    fc.assert(
      fc.property(story, fc.array(act, { maxLength: 6 }), (told, acts) => {
        const facts = { ...told.facts, allegationAboutProfessional: "yes" as const };
        play({ ...told, facts }, acts, (state, { decided }) => {
          const named = [state.sender, ...state.hops.map(({ person }) => person), "someone", "C0OPERATORS"];
          for (const notice of decided.notices) expect(named).toContain(placeOf(notice));
        });
      }),
      { numRuns: 15 },
    );
  });
});
