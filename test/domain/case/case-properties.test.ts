import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NewCaseEvent } from "../../../src/domain/case/case-event.ts";
import { decidePickUp, decideToldByTelephone } from "../../../src/domain/case/decide-answer.ts";
import { decideDiscussion, decideRisk } from "../../../src/domain/case/decide-record.ts";
import { caseEventSchemas } from "../../../src/domain/case/event-schemas.ts";
import { foldCase } from "../../../src/domain/case/fold.ts";
import { referralFactsSchema } from "../../../src/domain/case/facts.ts";
import type { CaseState } from "../../../src/domain/case/case-state.ts";
import type { Following } from "../../../src/domain/deadlines/follow-clocks.ts";
import { plusMilliseconds } from "../../../src/domain/instant.ts";
import { at } from "../calendar/example-team.ts";
import { followingAt, plainFacts, refer } from "../example-case.ts";
import { aStep } from "../a-step.ts";

const agency = fc.constantFrom("social-care" as const, "police" as const);
const answers = fc.constantFrom("yes" as const, "no" as const, "not-known" as const);
const facts = fc.record({
  immediateRisk: answers,
  crime: fc.constantFrom(...referralFactsSchema.shape.crime.options),
  allegationAboutProfessional: answers,
});
const step = fc.record({
  what: fc.constantFrom("pick-up", "tell", "discuss", "step", "risk"),
  hop: fc.integer({ min: 0, max: 2 }),
  agency,
  step: fc.constantFrom(...caseEventSchemas.StepRecorded[1].header.shape.step.options),
  assessment: fc.constantFrom("required" as const, "not-required" as const),
  immediateRisk: answers,
  minutesAgo: fc.integer({ min: 0, max: 600 }),
  minutesOn: fc.integer({ min: 1, max: 3000 }),
});
type Step = Parameters<Parameters<typeof step.map>[0]>[0];

const decide = (state: CaseState, one: Step, by: Following) => {
  const happened = plusMilliseconds(by.now, -60_000 * one.minutesAgo);
  const common = { by: "someone", at: happened, agency: one.agency };
  if (one.what === "pick-up") return decidePickUp(state, { hop: one.hop, by: "someone", at: by.now }, by);
  if (one.what === "tell")
    return decideToldByTelephone(
      state,
      { hop: one.hop, by: "someone", at: happened, details: { toWhom: "x" } },
      by,
    );
  if (one.what === "risk")
    return decideRisk(
      state,
      { by: "someone", at: happened, immediateRisk: one.immediateRisk, reason: "x" },
      by,
    );
  if (one.what === "step") return aStep(state, { ...common, step: one.step, assessment: one.assessment }, by);
  const withAgency = one.agency === "police" ? ("social-care" as const) : ("police" as const);
  const said = { withAgency, means: "telephone" as const, decision: "joint" as const };
  return decideDiscussion(
    state,
    { ...common, ...said, details: { withWhom: "x", decisionInWords: "x" } },
    by,
  );
};

const faultsOf = (event: NewCaseEvent): readonly string[] => {
  const schemas = caseEventSchemas[event.type][event.version];
  const header = schemas.header.safeParse(event.header);
  const body = schemas.body.safeParse(event.sealed?.body);
  return [header, body].flatMap(({ error }) =>
    error === undefined ? [] : [`${event.type}: ${error.message}`],
  );
};

describe("any sequence of what people may do in a case", () => {
  // Invariant: nothing that people do in any order breaks the fold, loses or moves a deadline, or writes an unreadable event.
  it("folds, keeps every deadline it set, and writes events that their own schemas read", () => {
    fc.assert(
      fc.property(agency, facts, fc.array(step, { maxLength: 12 }), (from, known, steps) => {
        let last = 0;
        const nextId = () => `id-${(last += 1)}`;
        const world = followingAt(at("2026-08-24 20:00"));
        const opened = refer({ from, entered: "2026-08-24 20:00", facts: { ...plainFacts, ...known } });
        let events: readonly NewCaseEvent[] = opened.events;
        let now = world.now;
        for (const one of steps) {
          now = plusMilliseconds(now, one.minutesOn * 60_000);
          const before = foldCase(events);
          if (before === undefined) throw new Error("a case has events");
          const decision = decide(before, one, { ...world, now, nextId: () => `later-${nextId()}` });
          if (!decision.ok) continue;
          events = [...events, ...decision.events];
          const after = foldCase(events);
          const dues = after?.deadlines.map(({ id, dueAt }) => [id, dueAt]) ?? [];
          expect(dues.slice(0, before.deadlines.length)).toEqual(
            before.deadlines.map(({ id, dueAt }) => [id, dueAt]),
          );
          const stillMet = before.deadlines.filter(({ met }) => met !== undefined);
          expect(after?.deadlines).toEqual(expect.arrayContaining(stillMet));
        }
        const set = events.filter(({ type }) => type === "DeadlineSet").length;
        expect(foldCase(events)?.deadlines).toHaveLength(set);
        expect(events.flatMap(faultsOf)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
