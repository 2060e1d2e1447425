import { describe, expect, it } from "vitest";
import { decidePickUp, decideToldByTelephone } from "../../../src/domain/case/decide-answer.ts";
import { decideDiscussion, decideRisk } from "../../../src/domain/case/decide-record.ts";
import { foldCase } from "../../../src/domain/case/fold.ts";
import { computeDue } from "../../../src/domain/deadlines/compute-due.ts";
import { runningRules } from "../../../src/domain/deadlines/clock-rules.ts";
import { formatInstant } from "../../../src/domain/calendar/format-instant.ts";
import type { Instant } from "../../../src/domain/instant.ts";
import { at } from "../calendar/example-team.ts";
import {
  deadline,
  deadlines,
  discuss,
  followingAt,
  openCase,
  pickUp,
  protocol,
  refer,
  takeStep,
  tellByTelephone,
  world,
} from "../example-case.ts";

const said = (instant: Instant | undefined) => (instant === undefined ? "never" : formatInstant(instant));
const dueOf = (one: Parameters<typeof deadline>[0], clock: string) => said(deadline(one, clock).dueAt);

describe("whether a single assessment is needed is decided within one working day (S2-9)", () => {
  it("is due at the close of the next working day, over a bank holiday weekend too", () => {
    expect(dueOf(openCase({ entered: "2026-08-24 23:50" }), "assessment-decision")).toBe(
      "Tue 25 Aug 2026 17:00 BST",
    );
    expect(dueOf(openCase({ entered: "2026-08-28 17:40" }), "assessment-decision")).toBe(
      "Tue 1 Sep 2026 17:00 BST",
    );
  });

  it("counts from when social care learned of it, so that entering it late buys no time", () => {
    const late = openCase({ learned: "2026-08-24 10:00", entered: "2026-08-26 10:00" });
    expect(dueOf(late, "assessment-decision")).toBe("Tue 25 Aug 2026 17:00 BST");
  });

  it("counts from when the police told social care, not from when the police learned of it", () => {
    const late = openCase({ from: "police", learned: "2026-08-24 10:00", entered: "2026-08-26 10:00" });
    expect(dueOf(late, "assessment-decision")).toBe("Thu 27 Aug 2026 17:00 BST");
  });

  it("is met by social care's decision, whichever it is, and by no step of the police", () => {
    const opened = openCase({ entered: "2026-08-24 10:00" });
    const decision = { step: "assessment-decided", assessment: "not-required" } as const;
    const byPolice = takeStep(opened, { ...decision, agency: "police" }, "2026-08-24 12:00");
    expect(deadline(byPolice, "assessment-decision").met).toBeUndefined();
    const decided = takeStep(opened, { ...decision, agency: "social-care" }, "2026-08-24 12:00");
    expect(deadline(decided, "assessment-decision").met).toEqual({ at: at("2026-08-24 12:00"), late: false });
  });

  it("is not met by saying that it was decided without saying how: that is refused", () => {
    const opened = openCase({ entered: "2026-08-24 10:00" });
    const unsaid = { step: "assessment-decided", agency: "social-care" } as const;
    expect(() => takeStep(opened, unsaid, "2026-08-24 12:00")).toThrow("Choose an answer");
  });
});

describe("an assessment takes 45 days at most (S2-10)", () => {
  const required = { step: "assessment-decided", agency: "social-care", assessment: "required" } as const;
  const decided = takeStep(openCase({ entered: "2026-08-24 10:00" }), required, "2026-08-25 10:00");

  it("goes by the earlier reading, counted from the referral, and shows the other", () => {
    const { dueAt, alsoShownAt, because, startedAt } = deadline(decided, "assessment-complete");
    expect(said(startedAt)).toBe("Mon 24 Aug 2026 10:00 BST");
    expect(said(dueAt)).toMatch(/^Thu 8 Oct 2026/);
    expect(said(alsoShownAt)).toMatch(/^Tue 27 Oct 2026/);
    expect(because.join()).toContain("does not say which kind");
  });

  it("does not start when no assessment is required, and starts once only", () => {
    const opened = openCase({ entered: "2026-08-24 10:00" });
    const none = takeStep(opened, { ...required, assessment: "not-required" }, "2026-08-25 10:00");
    expect(deadlines(none, "assessment-complete")).toEqual([]);
    expect(deadlines(takeStep(decided, required, "2026-08-25 11:00"), "assessment-complete")).toHaveLength(1);
    expect(deadlines(takeStep(none, required, "2026-08-25 11:00"), "assessment-complete")).toHaveLength(1);
  });

  it("goes by the working-day reading when that is the earlier one", () => {
    const rule = runningRules(protocol).find(({ id }) => id === "assessment-complete");
    if (rule?.alsoShown === undefined) throw new Error("the protocol has changed");
    const shorter = {
      ...rule,
      alsoShown: { ...rule.alsoShown, within: { count: 3, unit: "working-days" as const } },
    };
    const computed = computeDue(world, shorter, at("2026-08-24 10:00"));
    expect(said(computed.dueAt)).toBe("Thu 27 Aug 2026 17:00 BST");
    expect(said(computed.alsoShownAt)).toMatch(/^Thu 8 Oct 2026/);
  });
});

describe("social care discusses a possible offence with the police within 24 hours (S2-11)", () => {
  it("is due 24 elapsed hours after it was learned, not after it was entered", () => {
    const late = openCase({ learned: "2026-08-24 10:00", entered: "2026-08-25 09:00" });
    expect(dueOf(late, "first-discussion")).toBe("Tue 25 Aug 2026 10:00 BST");
  });

  it("counts elapsed hours across both changes of the clocks", () => {
    expect(dueOf(openCase({ entered: "2026-03-28 18:30" }), "first-discussion")).toBe(
      "Sun 29 Mar 2026 19:30 BST",
    );
    expect(dueOf(openCase({ entered: "2026-10-24 18:30" }), "first-discussion")).toBe(
      "Sun 25 Oct 2026 17:30 GMT",
    );
  });

  it("gains nothing from a time that is still to come", () => {
    const future = openCase({ learned: "2026-08-29 10:00", entered: "2026-08-24 10:00" });
    expect(dueOf(future, "first-discussion")).toBe("Tue 25 Aug 2026 10:00 BST");
  });

  it.each([
    ["yes", 1],
    ["possible", 1],
    ["not-known", 1],
    ["no", 0],
  ] as const)("when a crime is answered with %s, %i clock runs", (crime, clocks) => {
    expect(
      deadlines(openCase({ entered: "2026-08-24 10:00", facts: { crime } }), "first-discussion"),
    ).toHaveLength(clocks);
  });

  it("does not run when the police are the ones who tell", () => {
    expect(deadlines(openCase({ from: "police", entered: "2026-08-24 10:00" }), "first-discussion")).toEqual(
      [],
    );
  });

  it("is met by a recorded discussion with the police", () => {
    const opened = openCase({ entered: "2026-08-24 10:00" });
    const onTime = discuss(opened, "2026-08-25 10:00");
    expect(deadline(onTime, "first-discussion").met).toEqual({ at: at("2026-08-25 10:00"), late: false });
  });

  it("counts the time of the discussion, not of its entry; both are kept", () => {
    const entered = discuss(
      openCase({ entered: "2026-08-24 10:00" }),
      "2026-08-25 09:00",
      "2026-08-26 09:00",
    );
    expect(deadline(entered, "first-discussion").met).toEqual({ at: at("2026-08-25 09:00"), late: false });
    const met = entered.events.find(({ type, header }) => type === "DeadlineMet" && "rule" in header);
    expect(met?.header).toMatchObject({ at: at("2026-08-25 09:00"), enteredAt: at("2026-08-26 09:00") });
  });

  it("is met by no discussion that has yet to take place, or that came before it was learned", () => {
    const opened = openCase({ entered: "2026-08-24 10:00" });
    expect(
      deadline(discuss(opened, "2026-08-25 09:00", "2026-08-24 11:00"), "first-discussion").met,
    ).toBeUndefined();
    expect(
      deadline(discuss(opened, "2026-08-23 09:00", "2026-08-24 11:00"), "first-discussion").met,
    ).toBeUndefined();
  });

  it("is met by no discussion with anyone but the police", () => {
    const withHealth = discuss(
      openCase({ entered: "2026-08-24 10:00" }),
      "2026-08-24 11:00",
      undefined,
      "health",
    );
    expect(deadline(withHealth, "first-discussion").met).toBeUndefined();
  });

  it("is met neither by picking up nor by being told by telephone", () => {
    const opened = openCase({ entered: "2026-08-24 10:00" });
    const picked = pickUp(opened, 0, "referral-desk-officer", "2026-08-24 10:05");
    const told = tellByTelephone(opened, 0, "duty-social-worker", "2026-08-24 10:05");
    for (const one of [picked, told]) expect(deadline(one, "first-discussion").met).toBeUndefined();
  });

  it("starts again when an offence emerges, counted from then, beside the first (S2-22)", () => {
    const first = discuss(openCase({ entered: "2026-08-24 10:00" }), "2026-08-24 11:00");
    const emerged = { step: "offence-emerged", agency: "social-care" } as const;
    const again = takeStep(first, emerged, "2026-08-27 15:00", "2026-08-28 09:00");
    const [one, other] = deadlines(again, "first-discussion");
    expect(one?.met?.late).toBe(false);
    expect(other).toMatchObject({ rule: "S2-22", startedAt: at("2026-08-27 15:00") });
    expect(said(other?.dueAt)).toBe("Fri 28 Aug 2026 15:00 BST");
    expect(other?.met).toBeUndefined();
    const met = discuss(again, "2026-08-28 15:01");
    expect(deadlines(met, "first-discussion").map((clock) => clock.met?.late)).toEqual([false, true]);
  });

  it("starts when an offence emerges in a case that began without one", () => {
    const opened = openCase({ entered: "2026-08-24 10:00", facts: { crime: "no" } });
    const emerged = takeStep(opened, { step: "offence-emerged", agency: "social-care" }, "2026-08-27 15:00");
    expect(deadline(emerged, "first-discussion").rule).toBe("S2-22");
  });
});

const shifted = (state: ReturnType<typeof openCase>["state"], dueAt: Instant) => ({
  ...state,
  deadlines: state.deadlines.map((one) => ({ ...one, dueAt })),
});

const decideAgain = (state: ReturnType<typeof openCase>["state"]) => {
  const recorded = {
    means: "telephone",
    decision: "joint",
    details: { withWhom: "x", decisionInWords: "x" },
  } as const;
  const parties = { by: "duty-social-worker", agency: "social-care", withAgency: "police" } as const;
  const now = at("2026-08-25 10:00");
  const decided = decideDiscussion(state, { ...recorded, ...parties, at: now }, followingAt(now));
  if (!decided.ok) throw new Error(decided.because);
  return decided;
};

describe("on time and late", () => {
  it("done at the very instant is on time, and a second later is late", () => {
    const opened = openCase({ entered: "2026-08-24 10:00" });
    const discussedAt = at("2026-08-25 10:00");
    const secondEarlier = "2026-08-25T08:59:59.000Z" as Instant;
    const lateness = (dueAt: Instant) =>
      deadline(decideAgain(shifted(opened.state, dueAt)), "first-discussion").met;
    expect(lateness(discussedAt)).toEqual({ at: discussedAt, late: false });
    expect(lateness(secondEarlier)).toEqual({ at: discussedAt, late: true });
  });
});

describe("the police tell social care before that working day ends (S2-12)", () => {
  it("is due at social care's close when it was learned in office hours", () => {
    const { dueAt, alsoShownAt } = deadline(
      openCase({ from: "police", entered: "2026-08-28 15:00" }),
      "tell-social-care",
    );
    expect(said(dueAt)).toBe("Fri 28 Aug 2026 16:30 BST");
    expect(alsoShownAt).toBeUndefined();
  });

  it("is due now out of hours; the next working close is only shown", () => {
    const { dueAt, alsoShownAt } = deadline(
      openCase({ from: "police", entered: "2026-08-28 17:40" }),
      "tell-social-care",
    );
    expect(said(dueAt)).toBe("Fri 28 Aug 2026 17:40 BST");
    expect(said(alsoShownAt)).toBe("Tue 1 Sep 2026 17:00 BST");
  });

  it("counts as late out of hours long before the close that was shown", () => {
    const opened = openCase({ from: "police", entered: "2026-08-28 17:40" });
    const had = pickUp(opened, 0, "night-social-worker", "2026-08-28 17:41");
    expect(deadline(had, "tell-social-care").met).toEqual({ at: at("2026-08-28 17:41"), late: true });
  });

  it("is met when a named person of social care has it, and not by the police saying so to themselves", () => {
    const opened = openCase({ from: "police", entered: "2026-08-28 15:00" });
    expect(deadline(opened, "tell-social-care").met).toBeUndefined();
    const had = pickUp(opened, 0, "duty-social-worker", "2026-08-28 15:10");
    expect(deadline(had, "tell-social-care").met?.late).toBe(false);
  });

  it("does not run when social care is the one who tells", () => {
    expect(deadlines(openCase({ entered: "2026-08-24 10:00" }), "tell-social-care")).toEqual([]);
  });
});

describe("both agencies check their records at once (S2-18)", () => {
  const opened = openCase({ entered: "2026-08-24 10:00" });
  const picked = pickUp(opened, 0, "referral-desk-officer", "2026-08-24 10:05");

  it("begins for each agency once, when the other was told", () => {
    expect(deadlines(opened, "check-records")).toEqual([]);
    expect(deadlines(picked, "check-records").map(({ owner, dueAt }) => [owner, said(dueAt)])).toEqual([
      ["social-care.worker", "Mon 24 Aug 2026 10:05 BST"],
      ["police.officer", "Mon 24 Aug 2026 10:05 BST"],
    ]);
  });

  it("does not begin again when somebody of the other agency has it too", () => {
    const restricted = openCase({
      entered: "2026-08-24 10:00",
      facts: { allegationAboutProfessional: "yes" },
    });
    const inspector = pickUp(restricted, 0, "inspector-for-the-area", "2026-08-24 10:05");
    const designated = tellByTelephone(inspector, 1, "inspector-for-the-area", "2026-08-24 10:30");
    expect(deadlines(designated, "check-records")).toHaveLength(2);
  });

  it("is met for each agency by its own checks alone", () => {
    const checked = takeStep(picked, { step: "checks-recorded", agency: "police" }, "2026-08-24 10:20");
    expect(deadlines(checked, "check-records").map(({ owner, met }) => [owner, met !== undefined])).toEqual([
      ["social-care.worker", false],
      ["police.officer", true],
    ]);
  });

  it("is met neither by a discussion nor by being told", () => {
    const discussed = discuss(picked, "2026-08-24 10:30");
    expect(deadlines(discussed, "check-records").every(({ met }) => met === undefined)).toBe(true);
  });
});

describe("a route of two hops (S2-17)", () => {
  const night = openCase({ entered: "2026-08-24 20:00" });
  const had = (one: ReturnType<typeof pickUp>) => one.state.hops.map((hop) => hop.had?.by);

  it("is not yet acknowledged when only the operations room has it", () => {
    const room = pickUp(night, 0, "control-room-operator", "2026-08-24 20:05");
    expect(had(room)).toEqual(["control-room-operator", undefined]);
    expect(deadlines(room, "check-records")).toEqual([]);
  });

  it("is acknowledged when the sergeant has it", () => {
    const room = pickUp(night, 0, "control-room-operator", "2026-08-24 20:05");
    const sergeant = pickUp(room, 1, "sergeant-on-call", "2026-08-24 20:15");
    expect(had(sergeant)).toEqual(["control-room-operator", "sergeant-on-call"]);
    expect(deadlines(sergeant, "check-records")).toHaveLength(2);
  });

  it("needs nobody before the last hop once that has it, by button or by telephone", () => {
    expect(had(pickUp(night, 1, "sergeant-on-call", "2026-08-24 20:15"))).toEqual([
      "sergeant-on-call",
      "sergeant-on-call",
    ]);
    expect(had(tellByTelephone(night, 1, "duty-social-worker", "2026-08-24 20:15"))).toEqual([
      "duty-social-worker",
      "duty-social-worker",
    ]);
  });

  it("tells the sender who has it and who must still be reached", () => {
    const answer = decidePickUp(
      night.state,
      { hop: 0, by: "control-room-operator", at: at("2026-08-24 20:05") },
      followingAt(at("2026-08-24 20:05")),
    );
    const told = answer.ok ? answer.notices.find(({ model }) => model.kind === "sender-answered") : undefined;
    expect(told?.to).toEqual({ installation: "council", person: "duty-social-worker" });
    expect(told?.model).toMatchObject({ stillOpen: "Detective sergeant on call", callBack: "01632 960202" });
  });
});

describe("one agency's acknowledgement", () => {
  it("never silences the other's: the designated officer having it leaves the inspector asked (S1-12)", () => {
    const restricted = openCase({
      entered: "2026-08-24 10:00",
      facts: { allegationAboutProfessional: "yes" },
    });
    const designated = tellByTelephone(restricted, 1, "duty-social-worker", "2026-08-24 10:30");
    expect(designated.state.hops.map((hop) => hop.had !== undefined)).toEqual([false, true]);
  });
});

describe("an allegation about a professional starts the talk with the designated officer (S1-12)", () => {
  it("which is the inspector's, and met when the police say that representation is agreed", () => {
    const restricted = openCase({
      entered: "2026-08-24 10:00",
      facts: { allegationAboutProfessional: "yes" },
    });
    expect(deadline(restricted, "discuss-with-designated-officer").owner).toBe(
      "police.area-detective-inspector",
    );
    const agreed = { step: "representation-agreed", agency: "police" } as const;
    const done = takeStep(restricted, agreed, "2026-08-24 12:00");
    expect(deadline(done, "discuss-with-designated-officer").met?.at).toBe(at("2026-08-24 12:00"));
    expect(deadlines(openCase({ entered: "2026-08-24 10:00" }), "discuss-with-designated-officer")).toEqual(
      [],
    );
  });
});

describe("an answer that cannot be taken", () => {
  const opened = openCase({ entered: "2026-08-24 10:00" });
  const now = at("2026-08-24 10:05");
  const by = followingAt(now);
  const call = { hop: 0, by: "duty-social-worker", at: now, details: { toWhom: "PC Fictional" } };

  it("is a second press: somebody already has it", () => {
    const picked = pickUp(opened, 0, "referral-desk-officer", "2026-08-24 10:05");
    const again = decidePickUp(picked.state, { hop: 0, by: "second-desk-officer", at: now }, by);
    expect(again).toMatchObject({ ok: false, rule: "already-had" });
    expect(decideToldByTelephone(picked.state, call, by)).toMatchObject({ ok: false, rule: "already-had" });
  });

  it("is one for a hop that the route does not have", () => {
    expect(decidePickUp(opened.state, { hop: 7, by: "anyone", at: now }, by)).toMatchObject({ ok: false });
  });

  it("is a call to nobody in particular", () => {
    const unnamed = decideToldByTelephone(opened.state, { ...call, details: { toWhom: "  " } }, by);
    expect(unnamed).toMatchObject({ ok: false, rule: "unnamed" });
    const numbered = decideToldByTelephone(
      opened.state,
      { ...call, details: { toWhom: "", staffNumber: "1234" } },
      by,
    );
    expect(numbered.ok).toBe(true);
  });

  it("is a call that has yet to be made", () => {
    const future = decideToldByTelephone(opened.state, { ...call, at: at("2026-08-24 10:06") }, by);
    expect(future).toMatchObject({ ok: false, rule: "in-the-future" });
  });
});

describe("when the risk is said to have changed", () => {
  const opened = openCase({ entered: "2026-08-24 10:00" });
  const worse = {
    by: "duty-social-worker",
    at: at("2026-08-24 11:00"),
    immediateRisk: "yes",
    reason: "x",
  } as const;
  const told = (one: typeof opened) =>
    decideRisk(one.state, worse, followingAt(at("2026-08-24 11:00")))
      .notices.filter(({ model }) => model.kind === "risk-changed")
      .map(({ to }) => to);

  it("the desk is told anew while nobody has it, because an edited post rings no bell", () => {
    expect(told(opened)).toEqual([{ installation: "police", channel: "C0PREFER" }]);
  });

  it("the person who has it is told, and the desk is left alone", () => {
    const picked = pickUp(opened, 0, "referral-desk-officer", "2026-08-24 10:05");
    expect(told(picked)).toEqual([{ installation: "police", person: "referral-desk-officer" }]);
  });

  it("the case is urgent from then on, and no deadline moves", () => {
    const after = decideRisk(opened.state, worse, followingAt(at("2026-08-24 11:00"))).state;
    expect(after).toMatchObject({ urgency: "urgent", urgencyReason: "immediate-risk" });
    expect(after.deadlines).toEqual(opened.state.deadlines);
  });
});

describe("a deadline once set", () => {
  it("is read and never worked out again, whatever the protocol says by then", () => {
    const clocks = protocol.clocks.map((clock) => ({ ...clock, due: { immediately: true as const } }));
    const changed = refer({ entered: "2026-08-24 10:00", world: { protocol: { ...protocol, clocks } } });
    const before = openCase({ entered: "2026-08-24 10:00" });
    expect(changed.state.deadlines).not.toEqual(before.state.deadlines);
    expect(foldCase(before.events)?.deadlines).toEqual(before.state.deadlines);
    const later = decidePickUp(
      before.state,
      { hop: 0, by: "referral-desk-officer", at: at("2026-08-24 10:05") },
      followingAt(at("2026-08-24 10:05"), { protocol: { ...protocol, clocks } }),
    );
    const dues = later.ok
      ? later.state.deadlines.slice(0, before.state.deadlines.length).map(({ dueAt }) => dueAt)
      : [];
    expect(dues).toEqual(before.state.deadlines.map(({ dueAt }) => dueAt));
  });
});
