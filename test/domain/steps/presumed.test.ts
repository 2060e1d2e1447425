import { describe, expect, it } from "vitest";
import type { Agency } from "../../../src/domain/agency.ts";
import { decideStep, type TakingStep } from "../../../src/domain/case/decide-step.ts";
import { askedFor, stepsToChoose } from "../../../src/domain/steps/asked-for.ts";
import { at } from "../calendar/example-team.ts";
import { followingAt } from "../example-case.ts";
import { pickUpIn, referIn, stepIn, worldOf, type Opened } from "../protocol/of-area.ts";
import { after } from "./in-a-case.ts";

const now = "2026-09-01 11:00";
const everything = ({ world }: Opened) =>
  world.protocol.requires.flatMap(({ fields }) => fields.map((field) => ({ field, text: "Fictional." })));

const take = (
  opened: Opened,
  said: Pick<TakingStep, "step" | "facts"> & Partial<Pick<TakingStep, "present">>,
  reason?: string,
) => {
  const details = { answers: everything(opened), ...(reason === undefined ? {} : { reason }) };
  const whole = { present: [], agreed: [], agency: "social-care" as Agency, by: "somebody", at: at(now) };
  return decideStep(
    opened.state,
    { ...whole, isManager: false, actingNow: false, ...said, details },
    followingAt(at(now), opened.world),
  );
};
const all: readonly Agency[] = ["social-care", "police", "health"];

describe("the threshold matrix advises, and whoever decides may do more or less with a reason (S1-23)", () => {
  const testford = referIn(worldOf("testford"), { from: "police", entered: "2026-09-01 10:00" });
  const decided = (matrix: "followed" | "more" | "less", reason?: string) =>
    take(testford, { step: "mode-decided", facts: { mode: "joint", matrix } }, reason);

  it("is followed without a word", () => {
    expect(decided("followed").ok).toBe(true);
  });

  it.each(["more", "less"] as const)(
    "needs a reason to do %s, on record, and the other agency hears",
    (how) => {
      expect(decided(how)).toMatchObject({ ok: false, rule: "S1-23" });
      const left = decided(how, "Fictional.");
      if (!left.ok) throw new Error(left.because);
      expect(left.events[0]?.header).toMatchObject({ overrides: [{ rule: "S1-23", how: "reason" }] });
      expect(left.notices.find(({ model }) => model.kind === "step-overrode")?.model).toMatchObject({
        rules: ["S1-23"],
      });
    },
  );

  it("can be left at any stage, so each asks anew, and an answer of an earlier one is not put into its mouth", () => {
    const state = { ...testford.state, learned: { matrix: "less" as const } };
    for (const step of ["mode-decided", "strategy-discussion-held", "enquiry-completed"] as const)
      expect(askedFor(step, "social-care", state, testford.world.protocol).facts).toContainEqual({
        fact: "matrix",
        needed: false,
      });
  });
});

describe("interviews with a child are joint unless somebody says why not (S3-19)", () => {
  const mockley = referIn(worldOf("mockley"), { from: "police", entered: "2026-09-01 10:00" });

  it("asks who interviews, and takes a joint one without a word", () => {
    const asked = askedFor("interview-planned", "social-care", mockley.state, mockley.world.protocol);
    expect(asked.facts.map(({ fact }) => fact)).toContain("interview");
    expect(take(mockley, { step: "interview-planned", facts: { interview: "joint" } }).ok).toBe(true);
  });

  it("needs a reason for one agency alone, and for a plan that does not say", () => {
    for (const facts of [{ interview: "police" as const }, {}]) {
      expect(take(mockley, { step: "interview-planned", facts })).toMatchObject({ ok: false, rule: "S3-19" });
      expect(take(mockley, { step: "interview-planned", facts }, "Fictional.").ok).toBe(true);
    }
  });

  it("asks nobody who presumes nothing of the kind", () => {
    const { state, world } = referIn(worldOf("exampleshire"), { from: "police", entered: now });
    const asked = askedFor("interview-planned", "police", state, world.protocol);
    expect(asked.facts.map(({ fact }) => fact)).not.toContain("interview");
  });
});

describe("a visit that has begun jointly stays joint until the social worker says otherwise (S0-14)", () => {
  const samplebury = referIn(worldOf("samplebury"), { from: "police", entered: "2026-09-01 10:00" });
  const ended = (opened: Opened, reason?: string) =>
    decideStep(
      opened.state,
      {
        step: "joint-visit-ended",
        agency: "police",
        facts: {},
        present: [],
        agreed: [],
        by: "somebody",
        at: at(now),
        isManager: false,
        actingNow: false,
        details: { answers: [], ...(reason === undefined ? {} : { reason }) },
      },
      followingAt(at(now), opened.world),
    );

  it("is not ended by the police alone without a reason, and is once the social worker needs them no longer", () => {
    expect(ended(samplebury)).toMatchObject({ ok: false, rule: "S0-14" });
    expect(ended(samplebury, "Fictional.").ok).toBe(true);
    const state = after(samplebury.state, { step: "police-stood-down", agency: "social-care" });
    expect(ended({ ...samplebury, state }).ok).toBe(true);
  });
});

describe("a strategy discussion can be asked for whenever the risk grows or a child tells of harm (S3-24)", () => {
  const opened = referIn(worldOf("mockley"), { from: "police", entered: "2026-09-01 10:00" });
  const ask = (before: Opened, when: string, agency: Agency = "social-care") =>
    stepIn(before, { step: "strategy-discussion-requested", agency, by: "somebody" }, when);

  it("by either agency at any point: before anybody has it, during the enquiries, after they are complete", () => {
    const had = pickUpIn(opened, 0, "somebody", "2026-09-01 10:05");
    const state = after(had.state, { step: "enquiry-completed", agency: "social-care" });
    for (const one of [opened, had, { ...had, state }])
      for (const agency of ["social-care", "police"] as const) {
        const { due, others } = stepsToChoose(agency, one.state, one.world.protocol);
        expect([...due, ...others]).toContain("strategy-discussion-requested");
        expect(ask(one, now, agency).notices.length).toBeGreaterThan(0);
      }
  });

  it("several times in one case, and those who belong there are asked each time", () => {
    const first = ask(opened, now);
    const second = ask(
      stepIn(
        first,
        { step: "strategy-discussion-held", agency: "social-care", present: all },
        "2026-09-01 12:00",
      ),
      "2026-09-03 09:00",
    );
    expect(second.state.steps.filter(({ step }) => step === "strategy-discussion-requested")).toHaveLength(2);
    const told = second.notices.filter(({ because }) => because.includes("S3-15"));
    expect(told.length).toBeGreaterThan(0);
  });
});
