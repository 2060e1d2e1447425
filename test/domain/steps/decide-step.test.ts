import { describe, expect, it } from "vitest";
import type { Agency } from "../../../src/domain/agency.ts";
import type { CaseState } from "../../../src/domain/case/case-state.ts";
import { decideStep, type TakingStep } from "../../../src/domain/case/decide-step.ts";
import { at } from "../calendar/example-team.ts";
import { followingAt } from "../example-case.ts";
import { discussIn, referIn, worldOf, type Opened } from "../protocol/of-area.ts";
import { after } from "./in-a-case.ts";

const now = "2026-09-01 11:00";
const samplebury = referIn(worldOf("samplebury"), {
  from: "police",
  entered: "2026-09-01 10:00",
  facts: { crime: "possible" },
});

const take = (
  opened: Opened,
  said: Partial<Omit<TakingStep, "details">> & Pick<TakingStep, "step" | "agency">,
  details: Partial<TakingStep["details"]> = {},
  state: CaseState = opened.state,
) =>
  decideStep(
    state,
    {
      facts: {},
      present: [],
      agreed: [],
      by: "somebody",
      at: at(now),
      isManager: false,
      actingNow: false,
      ...said,
      details: { answers: [], ...details },
    },
    followingAt(at(now), opened.world),
  );

const accepted = (decided: ReturnType<typeof take>) => {
  if (!decided.ok) throw new Error(decided.because);
  return decided;
};

const alone = {
  step: "mode-decided",
  agency: "social-care" as Agency,
  facts: { mode: "single-agency", enquirer: "social-care", harm: "neglect" },
} as const;
const reasons = { answers: [{ field: "reasons why the enquiry is not joint", text: "Fictional." }] };

describe("how to enquire is chosen after both agencies have spoken (S0-2)", () => {
  it("is refused before, naming the rule and what lifts it", () => {
    const refused = take(samplebury, { ...alone, facts: { mode: "joint" } });
    expect(refused).toMatchObject({ ok: false, rule: "S0-2" });
    expect(refused.ok ? "" : refused.because).toContain(
      "only after social services and the unit have talked it over",
    );
  });

  it("is allowed once they have", () => {
    const discussed = discussIn(samplebury, "police", "2026-09-01 10:30");
    expect(take(discussed, { ...alone, facts: { mode: "joint" } }).ok).toBe(true);
  });

  it("never stands between a child and protection: whoever acts now owes the reason, and the police hear of it", () => {
    const acting = accepted(take(samplebury, { ...alone, facts: { mode: "joint" }, actingNow: true }));
    expect(acting.events[0]?.header).toMatchObject({ overrides: [{ rule: "S0-2", how: "acting-now" }] });
    const owed = acting.state.deadlines.find(({ rule }) => rule === "LOCAL-90");
    expect(owed).toMatchObject({ owner: "social-care.worker" });
    expect(owed?.met).toBeUndefined();
    expect(acting.notices.map(({ model }) => model.kind)).toContain("step-overrode");
    const given = accepted(
      take(samplebury, { step: "reason-given", agency: "social-care" }, { note: "Fictional." }, acting.state),
    );
    expect(given.state.deadlines.find(({ rule }) => rule === "LOCAL-90")?.met).toBeDefined();
  });

  it("owes nothing when the reason is given with it", () => {
    const acting = accepted(
      take(samplebury, { ...alone, facts: { mode: "joint" }, actingNow: true }, { reason: "Fictional." }),
    );
    expect(acting.state.deadlines.some(({ rule }) => rule === "LOCAL-90")).toBe(false);
  });
});

describe("enquiries that are not joint", () => {
  const discussed = discussIn(samplebury, "police", "2026-09-01 10:30");

  it("need a reason where a crime is possible (S0-9), and their reasons on the form (S0-6)", () => {
    const refused = take(discussed, alone);
    expect(refused.ok ? [] : refused.objections.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(["S0-9", "S0-6"]),
    );
  });

  it("are allowed with both, on record and told to the police", () => {
    const fields = discussed.world.protocol.requires.flatMap(({ fields: all }) => all);
    const answers = fields.map((field) => ({ field, text: "Fictional." }));
    const decided = accepted(take(discussed, alone, { answers, reason: "Fictional." }));
    expect(decided.events[0]?.header).toMatchObject({ overrides: [{ rule: "S0-9", how: "reason" }] });
    expect(decided.notices.find(({ model }) => model.kind === "step-overrode")?.model).toMatchObject({
      rules: ["S0-9"],
      actingNow: false,
    });
  });

  it("need a departure of two managers where harm is physical or sexual, and no reason alone lifts it (S0-10)", () => {
    const physical = { ...alone, facts: { ...alone.facts, harm: "physical" as const } };
    const refused = take(discussed, physical, { ...reasons, reason: "Fictional." });
    expect(refused.ok ? undefined : refused.objections.find(({ rule }) => rule === "S0-10")?.liftedBy).toBe(
      "departure",
    );
    const needs: readonly Agency[] = ["social-care", "police"];
    const departure = {
      id: "d",
      presumption: "joint-enquiries-for-physical-or-sexual-harm",
      rule: "S0-10",
      by: "x",
      needs,
      agreed: needs.map((agency) => ({ person: `manager-of-${agency}`, agency })),
    };
    const one = { ...departure, agreed: departure.agreed.slice(0, 1) };
    const rules = (departures: CaseState["departures"]) => {
      const decided = take(
        discussed,
        physical,
        { ...reasons, reason: "Fictional." },
        { ...discussed.state, departures },
      );
      return decided.ok ? [] : decided.objections.map(({ rule }) => rule);
    };
    expect(rules([one])).toContain("S0-10");
    expect(rules([departure])).not.toContain("S0-10");
  });
});

describe("a part that one agency begins alone (S1-7)", () => {
  const testford = referIn(worldOf("testford"), { from: "police", entered: "2026-09-01 10:00" });
  const part = { step: "part-begun-alone", agency: "police", facts: { mode: "joint" } } as const;

  it("waits for the roles to be agreed, and no later step opens what an earlier one did not", () => {
    const refused = take(testford, part);
    expect(refused).toMatchObject({ ok: false, rule: "S1-7" });
    const agreed = after(testford.state, {
      step: "roles-agreed",
      agency: "social-care",
      agreed: ["social-care", "police"],
    });
    const opened = take(testford, part, {}, agreed);
    expect(opened.ok || opened.objections.every(({ rule }) => rule !== "S1-7")).toBe(true);
  });
});

describe("a talk with the parents while the suspect is not interviewed (S2-25)", () => {
  const exampleshire = referIn(worldOf("exampleshire"), { from: "social-care", entered: "2026-09-01 10:00" });
  const talk = { step: "talk-with-family-planned", agency: "social-care" } as const;
  const fields = exampleshire.world.protocol.requires.flatMap(({ fields: all }) => all);
  const answers = fields.map((field) => ({ field, text: "Fictional." }));

  it("is warned of, and a reason lets it through", () => {
    const planned = { ...talk, facts: { suspect: "not-interviewed" as const } };
    expect(take(exampleshire, planned, { answers })).toMatchObject({ ok: false, rule: "S2-25" });
    expect(take(exampleshire, planned, { answers, reason: "Fictional." }).ok).toBe(true);
  });

  it("is not warned of once the police have interviewed them", () => {
    expect(take(exampleshire, { ...talk, facts: { suspect: "interviewed" } }, { answers }).ok).toBe(true);
  });
});

describe("a strategy discussion (S3-12, S3-15)", () => {
  const mockley = referIn(worldOf("mockley"), { from: "police", entered: "2026-09-01 10:00" });
  const held = {
    step: "strategy-discussion-held",
    agency: "social-care",
    facts: { threshold: "significant-harm" },
  } as const;

  it("without health needs a reason, and stands in nobody's way", () => {
    const answers = ["what was decided", "what the decision rests on"].map((field) => ({
      field,
      text: "Fictional.",
    }));
    const refused = take(mockley, { ...held, present: ["social-care", "police"] }, { answers });
    expect(refused).toMatchObject({ ok: false, rule: "S3-12" });
    const reason = { answers, reason: "Fictional." };
    const without = take(mockley, { ...held, present: ["social-care", "police"] }, reason);
    expect(accepted(without).events).toContainEqual(
      expect.objectContaining({
        header: expect.objectContaining({ rule: "LOCAL-82", clock: "brief-who-was-missing" }) as unknown,
      }),
    );
    const withHealth = take(mockley, { ...held, present: ["social-care", "police", "health"] }, { answers });
    expect(accepted(withHealth).events).not.toContainEqual(
      expect.objectContaining({ header: expect.objectContaining({ rule: "LOCAL-82" }) as unknown }),
    );
  });

  it("that the police write down is one that social care should have conducted", () => {
    const refused = take(mockley, {
      ...held,
      agency: "police",
      present: ["social-care", "police", "health"],
    });
    expect(refused).toMatchObject({ ok: false, rule: "S3-15" });
  });

  it("asks for health, whom Tandem cannot reach: whoever asks for it is told to tell them", () => {
    const social = mockley.world.area.people.find(({ agency }) => agency === "social-care")?.person ?? "";
    const asked = accepted(
      take(mockley, { step: "strategy-discussion-requested", agency: "social-care", by: social }),
    );
    const models = asked.notices.map(({ model }) => model);
    expect(models.find(({ kind }) => kind === "tell-yourself")).toMatchObject({ rule: "S3-15" });
    expect(models.find(({ kind }) => kind === "step-told")).toMatchObject({ rule: "S3-15" });
  });
});

describe("a reason not to refer (S2-21)", () => {
  const exampleshire = referIn(worldOf("exampleshire"), {
    from: "social-care",
    entered: "2026-09-01 10:00",
    facts: { crime: "no" },
  });
  const fields = exampleshire.world.protocol.requires.flatMap(({ fields: all }) => all);
  const answers = fields.map((field) => ({ field, text: "Fictional." }));
  const not = {
    step: "not-referred",
    agency: "social-care",
    facts: { reasonNotToRefer: "accident-likelier" },
  } as const;

  it("that rests on the family's history waits until social care's own records are checked", () => {
    expect(take(exampleshire, not, { answers })).toMatchObject({ ok: false, rule: "S2-21" });
    const checked = after(exampleshire.state, { step: "checks-recorded", agency: "social-care" });
    expect(take(exampleshire, not, { answers }, checked).ok).toBe(true);
  });

  it("says which one it is", () => {
    expect(take(exampleshire, { ...not, facts: {} }, { answers })).toMatchObject({
      ok: false,
      missing: [{ name: "reasonNotToRefer", says: "Choose an answer." }],
    });
  });
});
