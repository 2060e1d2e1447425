import { describe, expect, it } from "vitest";
import { countEscalations } from "../../../src/domain/steps/count-escalations.ts";
import { escalationOf } from "../../../src/domain/steps/escalate.ts";
import { at } from "../calendar/example-team.ts";
import { followingAt } from "../example-case.ts";
import { referIn, stepIn, worldOf, type Opened } from "../protocol/of-area.ts";

const opened = (area: string): Opened =>
  referIn(worldOf(area), { from: "police", entered: "2026-09-01 09:00", facts: { crime: "possible" } });
const raise = (before: Opened, now = "2026-09-01 10:00"): Opened =>
  stepIn(before, { step: "disagreement-raised", agency: "police" }, now);
const consult = (before: Opened, agency: "social-care" | "police", disagreement: "settled" | "not-settled") =>
  stepIn(before, { step: "managers-consulted", agency, facts: { disagreement } }, "2026-09-01 11:00");
const escalation = ({ state, world }: Opened) =>
  escalationOf(state, followingAt(at("2026-09-01 12:00"), world));

describe("where a disagreement goes", () => {
  it.each(["samplebury", "exampleshire"])(
    "is to the managers of both agencies by Tandem's own rule where the protocol is silent, as in %s",
    (area) => {
      const { next, isOpen, rules, goesTo, outcome } = escalation(opened(area));
      expect([next, isOpen]).toEqual(["disagreement-raised", false]);
      expect(rules.map(({ rule }) => rule)).toEqual(["LOCAL-94"]);
      expect(goesTo.map(({ slot }) => slot)).toEqual(["social-care.manager", "police.manager"]);
      expect(goesTo.every(({ people, telephone }) => people.length > 0 && telephone !== undefined)).toBe(
        true,
      );
      expect(outcome).toEqual(["what was in dispute", "who was consulted", "how to proceed"]);
    },
  );

  it.each(["testford", "fictown"])(
    "is to the line managers by the protocol's own rule, in %s (S1-11)",
    (area) => {
      const { rules, outcome } = escalation(opened(area));
      expect(rules.map(({ rule }) => rule)).toEqual(["S1-11"]);
      expect(outcome).toContain("whether it was escalated");
    },
  );

  it("climbs from the senior managers to the sergeant and the service manager when they do not settle it (S3-18)", () => {
    const raised = raise(opened("mockley"));
    expect(escalation(raised)).toMatchObject({ next: "managers-consulted", isOpen: true });
    const one = consult(raised, "social-care", "not-settled");
    expect(escalation(one).goesTo.map(({ slot }) => slot)).toEqual(["police.senior-manager"]);
    const both = consult(one, "police", "not-settled");
    const last = escalation(both);
    expect(last.next).toBe("disagreement-settled");
    expect(last.goesTo.map(({ slot }) => slot)).toEqual([
      "police.detective-sergeant",
      "social-care.service-manager",
    ]);
    const settled = stepIn(both, { step: "disagreement-settled", agency: "police" }, "2026-09-01 13:00");
    expect(settled.state.disagreements.map(({ settledAt }) => settledAt)).toEqual([at("2026-09-01 13:00")]);
    expect(escalation(settled).isOpen).toBe(false);
  });

  it("tells the managers of both agencies at once, and holds up nothing else", () => {
    const raised = raise(opened("samplebury"));
    const told = raised.notices.flatMap(({ model, to }) =>
      model.kind === "step-told" && "person" in to ? [to.person] : [],
    );
    expect(told).toEqual(["samplebury-team-manager", "samplebury-inspector"]);
    expect(() =>
      stepIn(raised, { step: "checks-recorded", agency: "social-care" }, "2026-09-01 10:30"),
    ).not.toThrow();
  });

  it("that is raised again is another one", () => {
    const again = raise(consult(raise(opened("samplebury")), "police", "settled"), "2026-09-02 10:00");
    expect(again.state.disagreements.map(({ settledAt }) => settledAt === undefined)).toEqual([false, true]);
    expect(escalation(again).isOpen).toBe(true);
  });
});

describe("how often the agencies disagreed (F22)", () => {
  const september = { from: at("2026-09-01 00:00"), to: at("2026-10-01 00:00") };
  const raised = (agency: "police" | "social-care", from: string, to?: string) => ({
    agency,
    at: at(from),
    ...(to === undefined ? {} : { settledAt: at(to) }),
  });
  const cases = [
    {
      area: "testford",
      disagreements: [
        raised("police", "2026-09-01 00:00", "2026-09-02 00:00"),
        raised("police", "2026-09-03 12:00", "2026-09-05 12:00"),
      ],
    },
    { area: "testford", disagreements: [raised("police", "2026-09-10 12:00", "2026-09-20 12:00")] },
    { area: "testford", disagreements: [raised("social-care", "2026-09-30 23:00")] },
    {
      area: "mockley",
      disagreements: [raised("police", "2026-08-31 23:00"), raised("police", "2026-10-01 00:00")],
    },
  ];

  it("is counted by area and by who raised it, with the middle of the days that it took", () => {
    expect(countEscalations(cases, september)).toEqual([
      { area: "testford", agency: "police", raised: 3, settled: 3, open: 0, medianDays: 2 },
      { area: "testford", agency: "social-care", raised: 1, settled: 0, open: 1 },
    ]);
  });

  it("is counted from the first instant up to but not at the second", () => {
    expect(countEscalations(cases, { from: at("2026-08-31 23:00"), to: at("2026-09-01 00:00") })).toEqual([
      { area: "mockley", agency: "police", raised: 1, settled: 0, open: 1 },
    ]);
  });
});
