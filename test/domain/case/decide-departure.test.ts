import { describe, expect, test } from "vitest";
import type { CaseState } from "../../../src/domain/case/case-state.ts";
import type { Decision } from "../../../src/domain/case/decide-answer.ts";
import {
  decideAnswerDeparture,
  decideProposeDeparture,
  type AnsweringDeparture,
  type Proposing,
} from "../../../src/domain/case/decide-departure.ts";
import { isInEffect, stillToAgree } from "../../../src/domain/case/departures.ts";
import type { Refused } from "../../../src/domain/case/refusal.ts";
import { at } from "../calendar/example-team.ts";
import { followingAt } from "../example-case.ts";
import { referIn, worldOf } from "../protocol/of-area.ts";
import { placeOf } from "../timers/clockwork.ts";

const world = worldOf("samplebury");
const by = (where = world) => followingAt(at("2026-09-01 11:00"), where);
const opened = (where = world) => referIn(where, { from: "social-care", entered: "2026-09-01 10:00" }).state;

const worker = { person: "samplebury-social-worker", agency: "social-care", isManager: false } as const;
const officer = { person: "samplebury-unit-officer", agency: "police", isManager: false } as const;
const manager = { person: "samplebury-team-manager", agency: "social-care", isManager: true } as const;
const inspector = { person: "samplebury-inspector", agency: "police", isManager: true } as const;

const jointly = "joint-enquiries-for-physical-or-sexual-harm";
const visit = "joint-visit-for-a-possible-crime";

const done = (decided: Decision | Refused): Decision => {
  if (!decided.ok) throw new Error(decided.because);
  return decided;
};
const propose = (proposer: Proposing["by"], changes: Partial<Proposing> = {}, state = opened()) =>
  decideProposeDeparture(
    state,
    { departure: "departure-1", presumption: jointly, reason: "Fictional reason", by: proposer, ...changes },
    by(),
  );
const answer = (
  state: CaseState,
  answering: AnsweringDeparture["by"],
  changes: Partial<AnsweringDeparture> = {},
) =>
  decideAnswerDeparture(
    state,
    { departure: "departure-1", by: answering, agrees: true, reason: "Fictional reason", ...changes },
    by(),
  );
const told = ({ notices }: Decision) => notices.map((one) => `${placeOf(one)} ${one.model.kind}`);
const departure = ({ state }: Decision) => {
  const [one] = state.departures;
  if (one === undefined) throw new Error("nothing was proposed");
  return { holds: isInEffect(one), waitsFor: stillToAgree(one) };
};
const refusedAs = (rule: string, words: string) => ({
  ok: false,
  rule,
  because: expect.stringContaining(words) as string,
});
const twoPeople = refusedAs("S0-10", "Two people must answer for this");
const settled = refusedAs("S0-10", "settled already");

describe("a departure for which a manager of each agency answers (S0-10)", () => {
  test("does not hold when a worker proposes it: both managers are asked at once", () => {
    const proposed = done(propose(worker));
    expect(departure(proposed)).toEqual({ holds: false, waitsFor: ["social-care", "police"] });
    expect(told(proposed)).toEqual([
      "samplebury-team-manager departure-to-answer",
      "samplebury-inspector departure-to-answer",
    ]);
    expect(new Set(proposed.notices.map(({ lane }) => lane))).toEqual(new Set(["urgent"]));
  });

  test("holds once both have agreed, in either order, and not before", () => {
    for (const [first, second] of [
      [manager, inspector],
      [inspector, manager],
    ] as const) {
      const one = done(answer(done(propose(worker)).state, first));
      expect(departure(one)).toEqual({ holds: false, waitsFor: [second.agency] });
      const both = done(answer(one.state, second));
      expect(departure(both)).toEqual({ holds: true, waitsFor: [] });
      expect(told(both)).toContain("samplebury-social-worker departure-settled");
    }
  });

  test("counts a manager who proposes it for their own agency, and asks the other's alone", () => {
    const proposed = done(propose(inspector));
    expect(departure(proposed)).toEqual({ holds: false, waitsFor: ["social-care"] });
    expect(told(proposed)).toEqual(["samplebury-team-manager departure-to-answer"]);
    expect(departure(done(answer(proposed.state, manager))).holds).toBe(true);
  });

  test("is answered for by two people: neither proposer nor manager answers twice", () => {
    const proposed = done(propose(worker)).state;
    expect(answer(proposed, { ...worker, isManager: true })).toMatchObject(twoPeople);
    expect(answer(done(propose(inspector)).state, inspector)).toMatchObject(twoPeople);
    const once = done(answer(proposed, manager)).state;
    expect(answer(once, manager)).toMatchObject(twoPeople);
    const colleague = { ...manager, person: "second-manager" };
    expect(answer(once, colleague)).toMatchObject(refusedAs("S0-10", "A manager of your agency has agreed"));
  });

  test("is ended by one refusal, which needs its reason, and may then be proposed again", () => {
    const proposed = done(propose(worker)).state;
    expect(answer(proposed, inspector, { agrees: false, reason: " " })).toMatchObject(
      refusedAs("S0-10", "Say why"),
    );
    const refused = done(answer(proposed, inspector, { agrees: false }));
    expect(departure(refused).holds).toBe(false);
    expect(refused.state.departures[0]?.refusedBy).toBe("samplebury-inspector");
    expect(refused.notices[0]?.model).toMatchObject({ kind: "departure-settled", outcome: "refused" });
    expect(told(refused)).toContain("samplebury-social-worker departure-settled");
    expect(answer(refused.state, manager)).toMatchObject(settled);
    expect(propose(worker, { departure: "departure-2" }, refused.state).ok).toBe(true);
  });

  test("is refused while another from the same presumption is open, or holds", () => {
    const proposed = done(propose(worker)).state;
    const again = refusedAs("S0-10", "proposed already");
    expect(propose(officer, { departure: "departure-2" }, proposed)).toMatchObject(again);
    const holds = done(answer(done(answer(proposed, manager)).state, inspector)).state;
    expect(propose(officer, { departure: "departure-2" }, holds)).toMatchObject(again);
    expect(answer(holds, inspector)).toMatchObject(settled);
    expect(propose(worker, { departure: "departure-2", presumption: visit }, proposed).ok).toBe(true);
  });

  test("keeps the reasons of both where only the case's readers see them", () => {
    const { events } = done(propose(inspector));
    const written = events.filter(({ type }) => type.startsWith("Departure"));
    expect(written.map(({ type, sealed }) => [type, sealed])).toEqual([
      ["DepartureProposed", { compartment: "shared", body: { reason: "Fictional reason" } }],
      ["DepartureAnswered", { compartment: "shared", body: { reason: "Fictional reason" } }],
    ]);
    expect(JSON.stringify(events.map(({ header }) => header))).not.toContain("Fictional reason");
  });
});

describe("a departure that whoever decides may make (S0-9)", () => {
  test("holds at once, and the managers of the other agency are told", () => {
    for (const [proposer, hears] of [
      [officer, manager],
      [worker, inspector],
    ] as const) {
      const proposed = done(propose(proposer, { presumption: visit }));
      expect(departure(proposed)).toEqual({ holds: true, waitsFor: [] });
      expect(told(proposed)).toEqual([`${hears.person} departure-settled`]);
      expect(proposed.notices[0]?.model).toMatchObject({ outcome: "in effect" });
    }
  });

  test("has nothing left to be answered", () => {
    const proposed = done(propose(officer, { presumption: visit })).state;
    expect(answer(proposed, manager)).toMatchObject(refusedAs("S0-9", "settled already"));
  });
});

describe("a departure that a manager may make", () => {
  const shipped = worldOf("fictown");
  const presumptions = shipped.protocol.presumptions.map((one) => ({
    ...one,
    departure: { ...one.departure, by: "manager" as const },
  }));
  const conferences = { ...shipped, protocol: { ...shipped.protocol, presumptions } };
  const attend = (isManager: boolean) => {
    const proposer = { person: "somebody", agency: "police", isManager } as const;
    const proposing = { departure: "departure-1", presumption: "police-come-to-initial-conferences" };
    return decideProposeDeparture(
      opened(conferences),
      { ...proposing, reason: "Fictional reason", by: proposer },
      by(conferences),
    );
  };

  test("holds at once when one proposes it, and else waits for a manager of that agency alone", () => {
    expect(departure(done(attend(true)))).toEqual({ holds: true, waitsFor: [] });
    expect(departure(done(attend(false)))).toEqual({ holds: false, waitsFor: ["police"] });
  });
});

describe("a departure in a case that is for named people alone", () => {
  test("names the managers who have to answer, or nobody could", () => {
    const restricted = { ...opened(), restricted: true };
    const asked = done(propose(worker, {}, restricted)).state;
    const named = asked.named.filter(({ as }) => as === "supervisor").map(({ agency }) => agency);
    expect(new Set(named)).toEqual(new Set(["social-care", "police"]));
    expect(done(propose(worker)).state.named).toEqual([]);
  });
});

describe("what is no departure", () => {
  test("is refused: without a reason, from what the protocol does not presume, and an answer to nothing", () => {
    expect(propose(worker, { reason: " " })).toMatchObject(refusedAs("S0-10", "Say why"));
    expect(propose(worker, { presumption: "nothing-of-the-kind" })).toMatchObject({ rule: "no-presumption" });
    expect(answer(opened(), manager)).toMatchObject({ ok: false, rule: "no-departure" });
  });
});
