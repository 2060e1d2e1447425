import { describe, expect, it } from "vitest";
import type { CaseState } from "../../../src/domain/case/case-state.ts";
import type { Decision } from "../../../src/domain/case/decide-answer.ts";
import { decideStep, type TakingStep } from "../../../src/domain/case/decide-step.ts";
import { at } from "../calendar/example-team.ts";
import { conditionFacts } from "../../../src/domain/protocol/condition.ts";
import {
  deadlines,
  discuss,
  followingAt,
  openCase,
  pickUp,
  plainFacts,
  takeStep,
  type Case,
} from "../example-case.ts";
import { referIn, worldOf } from "../protocol/of-area.ts";

type Said = Partial<TakingStep> & { readonly now: string };

const update = (state: CaseState, { now, ...said }: Said, world = {}): Decision => {
  const agency = said.agency ?? "social-care";
  const decided = decideStep(
    state,
    {
      step: "message-sent",
      agency,
      facts: { message: "update", newHarm: "yes" },
      present: [],
      agreed: [],
      by: agency === "police" ? "referral-desk-officer" : "duty-social-worker",
      at: at(now),
      isManager: false,
      actingNow: false,
      details: { answers: [], note: "Fictional news" },
      harm: { immediateRisk: "no" },
      ...said,
    },
    followingAt(at(now), world, () => `${now}-${(ids += 1)}`),
  );
  if (!decided.ok) throw new Error(decided.because);
  return decided;
};
let ids = 0;

const asCase = (before: Case, { events, state }: Decision): Case => ({
  events: [...before.events, ...events],
  state,
});

const entered = "2026-09-01 10:00";
const taken = () => pickUp(openCase({ entered }), 0, "referral-desk-officer", "2026-09-01 10:10");
const toOf = ({ notices }: Decision, kind: string) =>
  notices
    .filter(({ model, edits }) => model.kind === kind && edits === undefined)
    .flatMap(({ to }) => ("channel" in to ? [to.channel] : "person" in to ? [to.person] : []));

describe("what is not a referral (S1-5)", () => {
  it.each(["vetting-check", "intelligence-check"] as const)(
    "a %s starts no clock and is put to nobody anew",
    (message) => {
      const { state } = taken();
      const decided = update(state, { now: "2026-09-02 10:00", facts: { message } });
      expect(decided.state.deadlines).toHaveLength(state.deadlines.length);
      expect(decided.events.map(({ type }) => type)).not.toContain("ConcernRaised");
    },
  );

  it("an update is not taken without saying whether it brings new or increased harm", () => {
    const taking = { now: "2026-09-02 10:00", facts: { message: "update" } } as const;
    expect(() => update(taken().state, taking)).toThrow("Choose an answer.");
  });

  it("an update without new harm starts no referral's clock, and is to be seen by the other agency (LOCAL-95)", () => {
    const before = taken();
    const decided = update(before.state, {
      now: "2026-09-02 10:00",
      facts: { message: "update", newHarm: "no" },
    });
    const added = decided.state.deadlines.slice(before.state.deadlines.length);
    expect(added).toMatchObject([{ rule: "LOCAL-95", owner: "police.officer" }]);
    expect(decided.events.map(({ type }) => type)).not.toContain("ConcernRaised");
    const [told] = decided.notices.filter(({ model }) => model.kind === "step-told");
    expect(told).toMatchObject({ to: { person: "referral-desk-officer" }, model: { acknowledge: true } });
    const seen = takeStep(
      asCase(before, decided),
      { step: "update-acknowledged", agency: "police" },
      "2026-09-02 10:05",
    );
    expect(deadlines(seen, "update-for-the-police")).toMatchObject([{ met: { at: at("2026-09-02 10:05") } }]);
  });
});

describe("new or increased harm in an open case (S1-5, S3-24)", () => {
  it.each(["yes", "not-known"] as const)(
    "said to be %s starts the clocks of a referral from when it was learned",
    (newHarm) => {
      const before = discuss(taken(), "2026-09-01 11:00");
      const decided = update(before.state, {
        now: "2026-09-03 09:00",
        at: at("2026-09-02 20:00"),
        facts: { message: "update", newHarm },
      });
      const [first, second, ...more] = deadlines(decided, "first-discussion");
      expect(first?.met).toBeDefined();
      expect(second).toMatchObject({ startedAt: at("2026-09-02 20:00"), dueAt: at("2026-09-03 20:00") });
      expect(second?.met).toBeUndefined();
      expect(more).toEqual([]);
    },
  );

  it("counts from the agency that learned of it for that agency, and from the sending for the other", () => {
    const decided = update(taken().state, {
      now: "2026-09-03 09:00",
      agency: "police",
      at: at("2026-09-02 15:00"),
    });
    expect(deadlines(decided, "tell-social-care")).toMatchObject([
      { startedAt: at("2026-09-02 15:00"), dueAt: at("2026-09-02 17:00") },
    ]);
    expect(deadlines(decided, "assessment-decision").at(-1)).toMatchObject({
      startedAt: at("2026-09-03 09:00"),
    });
  });

  it("is not met by a discussion from before it, and is met by the next one (S2-11)", () => {
    const before = taken();
    const raised = asCase(before, update(before.state, { now: "2026-09-02 10:00" }));
    const late = discuss(raised, "2026-09-01 12:00", "2026-09-02 10:05");
    expect(deadlines(late, "first-discussion").at(-1)?.met).toBeUndefined();
    const after = discuss(late, "2026-09-02 10:30");
    expect(deadlines(after, "first-discussion").at(-1)?.met).toMatchObject({ late: false });
  });

  it("is put to the team that is on duty at this instant, by its own direction, until a named person has it", () => {
    const before = taken();
    const night = update(before.state, { now: "2026-09-01 22:00" });
    expect(night.state.hops.map(({ slot }) => slot)).toEqual([
      "police.child-referral-team",
      "police.operations-room",
      "police.detective-sergeant",
    ]);
    expect(toOf(night, "referral-post")).toEqual(expect.arrayContaining(["C0PCONTROL", "sergeant-on-call"]));
    expect(toOf(night, "sender-recorded")).toEqual(["duty-social-worker"]);
    const had = pickUp(asCase(before, night), 2, "sergeant-on-call", "2026-09-01 22:05");
    expect(had.state.hops.every((hop) => hop.had !== undefined)).toBe(true);

    const other = update(before.state, { now: "2026-09-02 10:00", agency: "police" });
    expect(other.state.hops.at(-1)).toMatchObject({ slot: "social-care.duty-team" });
    const post = other.notices.find(({ model }) => model.kind === "referral-post");
    expect(post?.model).toMatchObject({ from: "police", to: "social-care", newConcern: true });
  });

  it("starts the ladder and the sender's updates again, from now", () => {
    const before = taken();
    const { state } = update(before.state, { now: "2026-09-02 10:00" });
    const timers = state.timers.filter(({ subject }) => subject === "police");
    expect(timers.map(({ kind }) => kind).toSorted()).toEqual(["changeover", "rung", "sender"]);
    expect(timers.every(({ dueAt }) => dueAt > at("2026-09-02 10:00"))).toBe(true);
  });

  it("tells whoever has the case in the other agency directly when they are on shift, and not when they are not", () => {
    expect(toOf(update(taken().state, { now: "2026-09-02 10:00" }), "referral-post")).toContain(
      "referral-desk-officer",
    );
    expect(toOf(update(taken().state, { now: "2026-09-02 23:00" }), "referral-post")).not.toContain(
      "referral-desk-officer",
    );
  });

  it("can say immediate risk, and then everything of it is urgent; nothing that was grave becomes less so", () => {
    const { state, notices } = update(taken().state, {
      now: "2026-09-02 10:00",
      harm: { immediateRisk: "yes", suspect: ["in-custody"] },
    });
    expect(state).toMatchObject({ urgency: "urgent", urgencyReason: "immediate-risk" });
    expect(notices.every(({ lane, model }) => lane === "urgent" || model.kind !== "referral-post")).toBe(
      true,
    );
    const after = update(state, { now: "2026-09-02 11:00", harm: { immediateRisk: "no" } });
    expect(after.state).toMatchObject({
      urgency: "urgent",
      facts: { immediateRisk: "yes", suspect: ["in-custody"] },
    });
  });

  it("counts immediate risk as not known where nobody was asked, and so as urgent", () => {
    const { state } = update(taken().state, { now: "2026-09-02 10:00", harm: {} });
    expect(state).toMatchObject({ urgency: "urgent", facts: { immediateRisk: "not-known" } });
  });

  it("raised by two people before anybody has it is on record twice, and both hear who has it", () => {
    const before = taken();
    const first = asCase(before, update(before.state, { now: "2026-09-02 10:00" }));
    const both = asCase(first, update(first.state, { now: "2026-09-02 10:01", by: "second-social-worker" }));
    expect(both.state.hops).toHaveLength(2);
    expect(both.events.filter(({ type }) => type === "ConcernRaised")).toHaveLength(2);
    expect(both.state.askers.map(({ person }) => person)).toEqual([
      "duty-social-worker",
      "second-social-worker",
    ]);
  });

  it("of a case for named people alone is told to no team", () => {
    const restricted = openCase({ entered, facts: { allegationAboutProfessional: "yes" } });
    const decided = update(restricted.state, { now: "2026-09-02 10:00" });
    expect(decided.notices.every(({ to }) => "person" in to)).toBe(true);
    expect(toOf(decided, "referral-post").length).toBeGreaterThan(0);
  });

  it("goes by the route and the clocks of whichever protocol the area has", () => {
    const opened = referIn(worldOf("samplebury"), { from: "social-care", entered });
    const { state } = update(opened.state, { now: "2026-09-02 10:00" }, opened.world);
    const started = state.deadlines.slice(opened.state.deadlines.length).map(({ rule }) => rule);
    expect(started).toContain("S0-2");
    expect(started).toContain("STAT-1");
  });
});

describe("the assessment after a new concern", () => {
  it("is counted from the concern once an earlier one was decided, and from the referral until then (STAT-2)", () => {
    const before = taken();
    const raised = asCase(before, update(before.state, { now: "2026-09-08 10:00" }));
    const first = takeStep(
      raised,
      { step: "assessment-decided", agency: "social-care", assessment: "required" },
      "2026-09-08 12:00",
    );
    expect(deadlines(first, "assessment-complete")).toMatchObject([{ startedAt: at(entered) }]);

    const decided = takeStep(
      before,
      { step: "assessment-decided", agency: "social-care", assessment: "not-required" },
      "2026-09-01 12:00",
    );
    const again = takeStep(
      asCase(decided, update(decided.state, { now: "2026-09-08 10:00", at: at("2026-09-08 09:00") })),
      { step: "assessment-decided", agency: "social-care", assessment: "required" },
      "2026-09-08 12:00",
    );
    expect(deadlines(again, "assessment-complete")).toMatchObject([{ startedAt: at("2026-09-08 09:00") }]);
  });
});

describe("whoever is to hear that a concern was taken up", () => {
  const isOwed = ({ state }: { readonly state: CaseState }, since = 0): boolean =>
    state.deadlines.slice(since).some(({ clock }) => clock === "acknowledge-to-the-referrer");

  it("is looked for where nobody said who brought it: only nobody at all is nobody to tell (STAT-1)", () => {
    const { sourceKind: _said, ...blank } = plainFacts;
    const said = (sourceKind: NonNullable<typeof plainFacts.sourceKind>) =>
      isOwed(openCase({ entered, facts: { sourceKind } }));
    expect(conditionFacts({ ...openCase({ entered }).state, facts: blank }).sourceKind).toBe("not-known");
    expect(said("not-known")).toBe(true);
    expect(said("public")).toBe(true);
    expect(said("anonymous")).toBe(false);
    expect(said("own-agency")).toBe(false);
  });

  it("of a new concern is whoever brought that one, and what the referral said does not stand for it", () => {
    const raise = (first: "anonymous" | "relative-or-friend", sourceKind?: "own-agency" | "anonymous") => {
      const { state } = openCase({ entered, facts: { sourceKind: first } });
      const harm = { immediateRisk: "no" as const, ...(sourceKind === undefined ? {} : { sourceKind }) };
      return isOwed(update(state, { now: "2026-09-02 10:00", harm }), state.deadlines.length);
    };
    expect(raise("anonymous")).toBe(true);
    expect(raise("anonymous", "own-agency")).toBe(false);
    // Whoever brought the first one waits to hear what becomes of the child.
    expect(raise("relative-or-friend", "anonymous")).toBe(true);
  });
});
