import { describe, expect, it } from "vitest";
import type { CaseState } from "../../../src/domain/case/case-state.ts";
import { decideStep } from "../../../src/domain/case/decide-step.ts";
import type { Decision } from "../../../src/domain/case/decide-answer.ts";
import type { Following } from "../../../src/domain/deadlines/follow-clocks.ts";
import { formatInstant } from "../../../src/domain/calendar/format-instant.ts";
import { decideArrange, decideCallOff, decideMove } from "../../../src/domain/meetings/decide-arrange.ts";
import { decideInvitationAnswer } from "../../../src/domain/meetings/decide-invitation-answer.ts";
import { decideInvite } from "../../../src/domain/meetings/decide-invite.ts";
import type { MeetingKind } from "../../../src/domain/meetings/meeting.ts";
import type { Protocol } from "../../../src/domain/protocol/protocol-schema.ts";
import { deadlineRows } from "../../../src/store/project.ts";
import { aStep, type AStep } from "../a-step.ts";
import { at } from "../calendar/example-team.ts";
import { followingAt } from "../example-case.ts";
import { referIn, worldOf } from "../protocol/of-area.ts";
import { worlds } from "../steps/in-a-case.ts";

const keptIn = <T extends { readonly notYet?: unknown }>(entries: readonly T[]): T[] =>
  entries.map(({ notYet: _waits, ...entry }) => entry as T);

/** Everything about conferences as it is once each of their steps can be written down. */
const withConferences = (protocol: Protocol): Protocol => ({
  ...protocol,
  clocks: keptIn(protocol.clocks),
  gates: keptIn(protocol.gates),
  requires: keptIn(protocol.requires),
});

const adopting = worlds.at(-1)?.world ?? worldOf("exampleshire");
const localPractice = { ...adopting, protocol: withConferences(adopting.protocol) };
const wakefield = { ...worldOf("fictown"), protocol: withConferences(worldOf("fictown").protocol) };
const bexley = { ...worldOf("mockley"), protocol: withConferences(worldOf("mockley").protocol) };

type Run = { state: CaseState; readonly by: (local: string) => Following };

let ids = 0;

const opened = (world: typeof wakefield, entered = "2026-09-01 10:00"): Run => {
  const { state } = referIn(world, { from: "police", entered, facts: {} });
  return { state, by: (local) => followingAt(at(local), world, () => `id-${(ids += 1)}`) };
};

const done = (run: Run, decided: { readonly ok: boolean }): Decision => {
  if (!decided.ok) throw new Error(JSON.stringify(decided));
  run.state = (decided as Decision).state;
  return decided as Decision;
};

const stepAt = (run: Run, local: string, said: AStep): Decision =>
  done(run, aStep(run.state, said, run.by(local)));

const actor = {
  by: "demo-social-worker",
  agency: "social-care",
  isManager: false,
  actingNow: false,
} as const;
const noAnswers = { answers: [] };

const arrange = (run: Run, local: string, kind: MeetingKind, starts: string) =>
  decideArrange(
    run.state,
    {
      ...actor,
      at: at(local),
      kind,
      startsAt: at(starts),
      details: { place: "Fictional room" },
      answers: noAnswers,
    },
    run.by(local),
  );

const dueOf = ({ state }: Run, clock: string): readonly string[] =>
  state.deadlines.filter((one) => one.clock === clock).map(({ dueAt }) => formatInstant(dueAt));

describe("an initial conference (STAT-7, STAT-8, STAT-15, S3-26, S4-14, S4-15)", () => {
  it("is due 15 working days after the discussion at which the enquiries were begun, not after they were written down", () => {
    const run = opened(localPractice);
    stepAt(run, "2026-09-02 11:00", {
      step: "strategy-discussion-held",
      agency: "social-care",
      present: ["social-care", "police", "health"],
    });
    stepAt(run, "2026-09-04 11:00", { step: "enquiry-started", agency: "social-care" });
    expect(dueOf(run, "initial-conference-within-15-working-days")).toEqual(["Wed 23 Sep 2026 17:00 BST"]);
  });

  it("STAT-8: is asked for within one working day of the discussion that recommends it", () => {
    const run = opened(localPractice);
    stepAt(run, "2026-09-03 11:00", { step: "conference-considered", agency: "social-care" });
    expect(dueOf(run, "conference-requested-within-a-working-day")).toEqual(["Fri 4 Sep 2026 16:30 BST"]);
    stepAt(run, "2026-09-03 12:00", {
      step: "conference-requested",
      agency: "social-care",
      facts: { conference: "initial" },
    });
    const [asked] = run.state.deadlines.filter(({ rule }) => rule === "STAT-8");
    expect(asked?.met).toMatchObject({ late: false });
  });

  it("S3-26: is refused without a strategy meeting of all three, and a discussion of the police alone lifts nothing", () => {
    const run = opened(bexley);
    expect(arrange(run, "2026-09-03 11:00", "initial-conference", "2026-09-22 10:00")).toMatchObject({
      ok: false,
      rule: "S3-26",
    });
    stepAt(run, "2026-09-03 11:00", {
      step: "strategy-discussion-held",
      agency: "police",
      present: ["police"],
      actingNow: true,
    });
    expect(arrange(run, "2026-09-03 12:00", "initial-conference", "2026-09-22 10:00").ok).toBe(false);
    stepAt(run, "2026-09-03 13:00", {
      step: "strategy-discussion-held",
      agency: "social-care",
      present: ["social-care", "police", "health"],
    });
    expect(arrange(run, "2026-09-03 14:00", "initial-conference", "2026-09-22 10:00").ok).toBe(true);
  });

  it.each([
    ["on a Saturday", "2026-09-19 10:00", "a weekday"],
    ["before the referral", "2026-08-28 10:00", "a day not before the referral"],
  ])("STAT-15: is refused %s, and says what date would do", (_when, starts, says) => {
    const run = opened(wakefield);
    const refused = arrange(run, "2026-09-03 11:00", "initial-conference", starts);
    expect(refused).toMatchObject({ ok: false, rule: "STAT-15" });
    expect(JSON.stringify(refused)).toContain(says);
  });

  it("S4-14, S4-15: what is counted back from it moves with it, and ends with it", () => {
    const run = opened(wakefield);
    const booked = done(run, arrange(run, "2026-09-03 11:00", "initial-conference", "2026-09-22 10:00"));
    const [meeting] = run.state.meetings;
    expect(dueOf(run, "invite-the-police")).toEqual(["Tue 15 Sep 2026 17:00 BST"]);
    expect(booked.events.map(({ type }) => type)).toContain("MeetingArranged");
    const id = meeting?.meeting ?? "";
    const moving = { by: "demo-social-worker", agency: "social-care", meeting: id } as const;
    const details = { reason: "Fictional reason" };
    const local = "2026-09-04 11:00";
    const moved = done(
      run,
      decideMove(
        run.state,
        { ...moving, at: at(local), startsAt: at("2026-09-28 10:00"), details },
        run.by(local),
      ),
    );
    expect(dueOf(run, "invite-the-police")).toEqual(["Mon 21 Sep 2026 17:00 BST"]);
    expect(moved.notices.map(({ model }) => model.kind)).toContain("meeting-moved");
    const off = done(run, decideCallOff(run.state, { ...moving, at: at(local), details }, run.by(local)));
    expect(off.events.map(({ type }) => type)).toContain("DeadlineEnded");
    // Whatever it is called off for is no longer due, and nobody is said to have done it.
    const ofIt = run.state.deadlines.filter(({ anchor }) => anchor?.meeting === id);
    expect(ofIt.length).toBeGreaterThan(1);
    expect(ofIt.every(({ met }) => met?.ended === true)).toBe(true);
    expect(deadlineRows(run.state, []).filter(({ late }) => late === false)).toEqual([]);
  });
});

describe("a report", () => {
  it("S4-15: is due of each who is asked for one, and whoever chases the others is reminded of theirs", () => {
    const report = wakefield.protocol.clocks.find(({ rule }) => rule === "S4-15");
    if (report === undefined) throw new Error("no S4-15");
    const each = { askedFor: "a report", others: "social-care.conference-administrator" } as const;
    const clock = { ...report, startsWith: { on: "invitation-sent" as const, each } };
    const clocks = [...wakefield.protocol.clocks.filter(({ rule }) => rule !== "S4-15"), clock];
    const run = opened({ ...wakefield, protocol: { ...wakefield.protocol, clocks } });
    done(run, arrange(run, "2026-09-03 11:00", "initial-conference", "2026-09-22 10:00"));
    const named = { name: "Demo somebody" };
    const asked = { reach: "own-way", asked: "report" } as const;
    const people = [
      { invitee: { ...asked, as: "police" }, named },
      { invitee: { ...asked, as: "health" }, named },
      { invitee: { ...asked, as: "family", asked: "attend" }, named },
    ] as const;
    const meeting = run.state.meetings[0]?.meeting ?? "";
    const sent = { ...actor, actingNow: true, at: at("2026-09-03 11:05"), facts: {}, meeting, people };
    done(run, decideInvite(run.state, { ...sent, answers: noAnswers }, run.by("2026-09-03 11:05")));
    const reports = run.state.deadlines.filter(({ rule }) => rule === "S4-15");
    expect(reports.map(({ owner, dueAt }) => `${owner} ${formatInstant(dueAt)}`)).toEqual([
      "police.report-author Thu 17 Sep 2026 17:00 BST",
      "social-care.conference-administrator Thu 17 Sep 2026 17:00 BST",
    ]);
    const health = run.state.meetings[0]?.invitees.find(({ as }) => as === "health")?.invitee ?? "";
    const received = {
      ...({ by: "demo-social-worker", agency: "health", isManager: false, actingNow: true } as const),
      ...({ step: "report-received", facts: {}, present: [], agreed: [], details: noAnswers } as const),
      at: at("2026-09-17 17:00"),
      meeting: run.state.meetings[0],
      invitee: health,
    };
    done(run, decideStep(run.state, received, run.by("2026-09-17 17:00")));
    const met = run.state.deadlines.filter(({ rule }) => rule === "S4-15").map((one) => one.met);
    expect(met).toEqual([undefined, { at: at("2026-09-17 17:00"), late: false }]);
  });
});

describe("an invitation", () => {
  const people = [
    {
      invitee: { as: "police", slot: "police.child-protection-unit", asked: "attend", reach: "slack" },
      named: { name: "Fictional unit" },
    },
  ] as const;

  const inviteTo = (run: Run, local: string) =>
    decideInvite(
      run.state,
      {
        ...actor,
        at: at(local),
        facts: {},
        meeting: run.state.meetings[0]?.meeting ?? "",
        people,
        answers: noAnswers,
      },
      run.by(local),
    );

  it("to a strategy discussion is told to each at once, and whoever invited hears the answer", () => {
    const run = opened(wakefield);
    done(run, arrange(run, "2026-09-03 11:00", "strategy-discussion", "2026-09-03 15:00"));
    const invited = done(run, inviteTo(run, "2026-09-03 11:05"));
    expect(invited.notices).toMatchObject([{ model: { kind: "invited-to-meeting", asked: "attend" } }]);
    const { meeting = "", invitees = [] } = run.state.meetings[0] ?? {};
    const answer = {
      by: "demo-detective-sergeant",
      agency: "police",
      at: at("2026-09-03 11:10"),
      meeting,
      invitee: invitees[0]?.invitee ?? "",
      answer: "not-coming",
      details: { reason: "Fictional reason" },
    } as const;
    done(run, decideInvitationAnswer(run.state, answer, run.by("2026-09-03 11:10")));
    expect(run.state.meetings[0]?.invitees[0]?.answer).toBe("not-coming");
  });

  const inviteWith = (run: Run, local: string, more: object) =>
    decideInvite(
      run.state,
      {
        ...actor,
        at: at(local),
        facts: {},
        meeting: run.state.meetings[0]?.meeting ?? "",
        people,
        answers: noAnswers,
        ...more,
      },
      run.by(local),
    );
  const inWords = [
    "specialists asked or why none",
    "what each person invited can bring",
    "reason for the conference",
    "details of every child",
    "details of every family member",
  ].map((field) => ({ field, text: "Not known, because it is fictional" }));

  it("S4-3, S4-6, S4-12, S4-13: to an initial conference says who brings what, whether the police come, why, and about whom it is", () => {
    const run = opened(worldOf("fictown"));
    done(run, arrange(run, "2026-09-03 11:00", "initial-conference", "2026-09-22 10:00"));
    const bare = inviteWith(run, "2026-09-03 11:05", {});
    expect(bare).toMatchObject({ ok: false });
    const missing = "missing" in bare ? bare.missing.map(({ name }) => name) : [];
    expect(missing).toEqual(
      expect.arrayContaining([...inWords.map(({ field }) => field), "attendance required or report enough"]),
    );
    // The unit's mailbox is in the area's file, so Tandem sends the booking form itself (S4-11).
    expect(missing).not.toContain("booking form attached");
    const answers = { answers: inWords };
    const sent = inviteWith(run, "2026-09-03 11:05", { answers, facts: { attendance: "required" } });
    expect(sent).toMatchObject({ ok: true });
  });

  it("S4-4: to a conference asks each agency for what it knows ahead", () => {
    const run = opened(worldOf("fictown"));
    done(run, arrange(run, "2026-09-03 11:00", "initial-conference", "2026-09-22 10:00"));
    const facts = { attendance: "required" } as const;
    done(run, inviteWith(run, "2026-09-03 11:05", { facts, answers: { answers: inWords } }));
    const asked = run.state.deadlines.filter(({ rule }) => rule === "S4-4").map(({ owner }) => owner);
    expect(asked).toEqual(expect.arrayContaining(["social-care.worker", "police.officer"]));
  });

  it("S4-7: that asks for a report alone although a ground for the police to come is ticked needs a reason, from whoever decides", () => {
    const run = opened(worldOf("fictown"));
    done(run, arrange(run, "2026-09-03 11:00", "initial-conference", "2026-09-22 10:00"));
    const facts = { attendance: "report-enough", attendanceGround: ["police-protection"] };
    const refused = inviteWith(run, "2026-09-03 11:05", { facts, answers: { answers: inWords } });
    expect(refused).toMatchObject({ ok: false, rule: "S4-7" });
    const answers = { answers: inWords, reason: "Fictional reason" };
    expect(inviteWith(run, "2026-09-03 11:05", { facts, answers }).ok).toBe(true);
    expect(
      inviteWith(run, "2026-09-03 11:05", {
        facts: { attendance: "report-enough" },
        answers: { answers: inWords },
      }).ok,
    ).toBe(true);
  });

  it("S4-9: to a review asks the police to come only with a reason, unless the plan gives them a part", () => {
    const run = opened(worldOf("fictown"));
    done(run, arrange(run, "2026-09-03 11:00", "review-conference", "2026-09-22 10:00"));
    const facts = { attendance: "required", policeInCoreGroup: "no" };
    expect(inviteWith(run, "2026-09-03 11:05", { facts })).toMatchObject({ ok: false, rule: "S4-9" });
    expect(inviteWith(run, "2026-09-03 11:05", { facts: { ...facts, policeInCoreGroup: "yes" } }).ok).toBe(
      true,
    );
  });

  it("sent a second time does not ask again what the first said", () => {
    const run = opened(worldOf("fictown"));
    done(run, arrange(run, "2026-09-03 11:00", "initial-conference", "2026-09-22 10:00"));
    const facts = { attendance: "required" } as const;
    done(run, inviteWith(run, "2026-09-03 11:05", { facts, answers: { answers: inWords } }));
    expect(inviteWith(run, "2026-09-04 11:05", {}).ok).toBe(true);
  });

  it("asks nobody from whom the case must be kept, and whoever is asked may read the case", () => {
    const run = opened(worldOf("fictown"));
    done(run, arrange(run, "2026-09-03 11:00", "strategy-discussion", "2026-09-03 15:00"));
    const chair = {
      invitee: {
        as: "social-care",
        person: "fictown-conference-chair",
        asked: "attend",
        chair: true,
        reach: "slack",
      },
      named: { name: "Demo chair" },
    };
    done(run, inviteWith(run, "2026-09-03 11:05", { people: [chair] }));
    expect(run.state.named).toEqual([
      { person: "fictown-conference-chair", agency: "social-care", as: "chair" },
    ]);
    const identity = worldOf("fictown").area.people.find(({ person }) => person === "fictown-sergeant")
      ?.identities[0];
    run.state = { ...run.state, excluded: identity === undefined ? [] : [identity] };
    const kept = {
      invitee: { as: "police", person: "fictown-sergeant", asked: "attend", reach: "slack" },
      named: { name: "Demo sergeant" },
    };
    expect(inviteWith(run, "2026-09-03 11:10", { people: [kept] })).toMatchObject({
      ok: false,
      rule: "excluded",
    });
  });

  it("is answered anew once the meeting is at another time", () => {
    const run = opened(worldOf("fictown"));
    done(run, arrange(run, "2026-09-03 11:00", "strategy-discussion", "2026-09-03 15:00"));
    done(run, inviteWith(run, "2026-09-03 11:05", {}));
    const { meeting = "", invitees = [] } = run.state.meetings[0] ?? {};
    const by = run.by("2026-09-03 11:10");
    const said = { by: "x", agency: "police", at: at("2026-09-03 11:10"), meeting } as const;
    const answer = { ...said, invitee: invitees[0]?.invitee ?? "", answer: "coming", details: {} } as const;
    done(run, decideInvitationAnswer(run.state, answer, by));
    const startsAt = at("2026-09-04 15:00");
    done(run, decideMove(run.state, { ...said, startsAt, details: { reason: "Fictional reason" } }, by));
    expect(run.state.meetings[0]?.invitees[0]).not.toHaveProperty("answer");
  });

  it("S4-14: to a conference that is sent late says how short the notice is, and needs a reason", () => {
    const run = opened(wakefield);
    done(run, arrange(run, "2026-09-03 11:00", "initial-conference", "2026-09-22 10:00"));
    expect(inviteTo(run, "2026-09-17 11:00")).toMatchObject({ ok: false });
    expect(JSON.stringify(inviteTo(run, "2026-09-17 11:00"))).toContain("short notice");
    // Earlier than fifteen working days ahead there is a word about it too.
    expect(JSON.stringify(inviteTo(run, "2026-08-31 11:00"))).toContain("This is early");
  });
});
