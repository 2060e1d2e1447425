import { foldCase } from "../../src/domain/case/fold.ts";
import type { NewCaseEvent } from "../../src/domain/case/case-event.ts";
import { runningRules } from "../../src/domain/deadlines/clock-rules.ts";
import { computeDue } from "../../src/domain/deadlines/compute-due.ts";
import { discuss, openCase, pickUp, takeStep, world } from "../../test/domain/example-case.ts";
import { median, percentile } from "../statistics.ts";

const wanted = 60;
const repeats = 2_000;

const minute = (after: number): string =>
  `2026-09-01 ${11 + Math.floor(after / 60)}:${String(after % 60).padStart(2, "0")}`;

/** A case in which both agencies do what the protocol asks, and speak with each other again and again. */
const sixtyEvents = (): readonly NewCaseEvent[] => {
  let one = openCase({ from: "social-care", entered: "2026-09-01 10:00" });
  one = pickUp(one, 0, "referral-desk-officer", "2026-09-01 10:10");
  const required = { step: "assessment-decided", agency: "social-care", assessment: "required" } as const;
  one = takeStep(one, required, "2026-09-01 10:30");
  for (let turn = 0; one.events.length < wanted; turn += 1) one = discuss(one, minute(turn));
  return one.events.slice(0, wanted);
};

/** Folds the case from its events and reckons every deadline of it anew. Answers how many there were. */
const reckon = (events: readonly NewCaseEvent[]): number => {
  const state = foldCase(events);
  const rules = runningRules(world.protocol);
  for (const { clock, owner, startedAt, dueAt } of state?.deadlines ?? []) {
    const rule = rules.find((one) => one.id === clock && one.owner === owner);
    if (rule === undefined || computeDue(world, rule, startedAt).dueAt !== dueAt)
      throw new Error(`${clock} does not come out as it stands in the record`);
  }
  return state?.deadlines.length ?? 0;
};

/** How long all deadlines of a case of sixty events take, computed from its events, in milliseconds. */
export const measureOneCase = () => {
  const events = sixtyEvents();
  const each: number[] = [];
  for (let turn = 0; turn < repeats; turn += 1) {
    const began = performance.now();
    reckon(events);
    each.push(performance.now() - began);
  }
  return { events: events.length, deadlines: reckon(events), p50: median(each), p99: percentile(each, 0.99) };
};
