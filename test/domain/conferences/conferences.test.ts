import { describe, expect, it } from "vitest";
import { formatInstant } from "../../../src/domain/calendar/format-instant.ts";
import type { CaseState } from "../../../src/domain/case/case-state.ts";
import type { Decision } from "../../../src/domain/case/decide-answer.ts";
import {
  decideAttendance,
  decideHold,
  decideReport,
} from "../../../src/domain/conferences/decide-conference.ts";
import type { Following } from "../../../src/domain/deadlines/follow-clocks.ts";
import { decideArrange } from "../../../src/domain/meetings/decide-arrange.ts";
import { decideInvite } from "../../../src/domain/meetings/decide-invite.ts";
import type { MeetingKind } from "../../../src/domain/meetings/meeting.ts";
import type { LearnedFacts } from "../../../src/domain/steps/learned-facts.ts";
import { fieldsFor } from "../../../src/domain/steps/required.ts";
import type { World } from "../../../src/domain/routing/choose-route.ts";
import { at } from "../calendar/example-team.ts";
import { followingAt } from "../example-case.ts";
import { referIn, worldOf } from "../protocol/of-area.ts";
import { worlds } from "../steps/in-a-case.ts";

const wakefield = worldOf("fictown");
const adopting = worlds.at(-1)?.world ?? wakefield;

type Run = { state: CaseState; readonly by: (local: string) => Following };
let ids = 0;

const done = (run: Run, decided: { readonly ok: boolean }): Decision => {
  if (!decided.ok) throw new Error(JSON.stringify(decided));
  run.state = (decided as Decision).state;
  return decided as Decision;
};

const social = {
  by: "demo-social-worker",
  agency: "social-care",
  isManager: false,
  actingNow: false,
} as const;
const now = { ...social, actingNow: true } as const;

const everyAnswer = (world: World, step: "report-received" | "attendance-settled" | "conference-held") => ({
  answers: (["police", "social-care"] as const).flatMap((agency) =>
    fieldsFor(world.protocol, { step, agency }, {}).map(({ field }) => ({
      field,
      text: "Fictional",
    })),
  ),
});
const without = ({ answers }: ReturnType<typeof everyAnswer>, left: string) => ({
  answers: answers.filter(({ field }) => field !== left),
});

/** A conference on Friday 25 September at 10:00, with a chair who is named and the police asked for a report. */
const booked = (world: World, kind: MeetingKind = "initial-conference", starts = "2026-09-25 10:00"): Run => {
  const { state } = referIn(world, { from: "police", entered: "2026-09-01 10:00" });
  const chair = { person: "fictown-conference-chair", agency: "social-care", as: "chair" } as const;
  const run: Run = {
    state: { ...state, named: [chair] },
    by: (local) => followingAt(at(local), world, () => `conference-${(ids += 1)}`),
  };
  const local = "2026-09-03 11:00";
  const arranging = { kind, startsAt: at(starts), details: { place: "Fictional" }, answers: { answers: [] } };
  done(run, decideArrange(run.state, { ...now, at: at(local), ...arranging }, run.by(local)));
  const meeting = run.state.meetings.at(-1)?.meeting ?? "";
  const invitee = { as: "police", asked: "report", reach: "own-way" } as const;
  const people = [{ invitee, named: { name: "Demo officer" } }];
  const facts = { attendance: "report-enough" } as const;
  const inviting = { ...now, at: at(local), meeting, people, facts, answers: { answers: [] } };
  done(run, decideInvite(run.state, inviting, run.by(local)));
  return run;
};

const meetingOf = ({ state }: Run) => state.meetings.at(-1)?.meeting ?? "";
const inviteeOf = ({ state }: Run) => state.meetings.at(-1)?.invitees[0]?.invitee ?? "";

type Answers = Parameters<typeof decideReport>[1]["answers"];

const report = (run: Run, local: string, answers: Answers, moment = at(local)) =>
  decideReport(
    run.state,
    { ...social, at: moment, facts: {}, meeting: meetingOf(run), invitee: inviteeOf(run), answers },
    { ...run.by(local), now: moment },
  );
const settle = (run: Run, facts: LearnedFacts, answers: Answers) =>
  decideAttendance(
    run.state,
    { ...social, at: at("2026-09-10 10:00"), facts, meeting: meetingOf(run), answers },
    run.by("2026-09-10 10:00"),
  );
const hold = (run: Run, local: string, facts: LearnedFacts, answers: Answers) =>
  decideHold(
    run.state,
    {
      ...social,
      at: at(local),
      facts,
      meeting: meetingOf(run),
      answers,
      attended: [inviteeOf(run)],
      others: [],
    },
    run.by(local),
  );

const openOf = ({ state }: Run, rule: string): readonly string[] =>
  state.deadlines
    .filter((one) => one.rule === rule && one.met === undefined)
    .map(({ dueAt }) => formatInstant(dueAt));

describe("a report for a conference", () => {
  const whole = without(everyAnswer(wakefield, "report-received"), "why it is late");

  it("S4-8, S4-10: is told to the chair in person at once, and what it has to hold is asked for", () => {
    const run = booked(wakefield);
    expect(report(run, "2026-09-10 10:00", without(whole, "convictions"))).toMatchObject({
      ok: false,
      missing: [{ name: "convictions" }],
    });
    const { notices } = done(run, report(run, "2026-09-10 10:00", whole));
    const told = notices.filter(({ because }) => because.includes("S4-8"));
    expect(told.map(({ to }) => to)).toEqual([
      { installation: "council", person: "fictown-conference-chair" },
    ]);
    expect(run.state.deadlines.filter(({ rule }) => rule === "S4-8")).toHaveLength(1);
  });

  it("S4-15: at the very instant at which it is due is in time; a second later it is late, says why, and is taken", () => {
    const due = booked(wakefield);
    expect(openOf(due, "S4-15")).toEqual(["Tue 22 Sep 2026 17:00 BST"]);
    done(due, report(due, "2026-09-22 17:00", whole));
    expect(due.state.deadlines.find(({ rule }) => rule === "S4-15")?.met).toMatchObject({ late: false });
    const late = booked(wakefield);
    const second = "2026-09-22T16:00:01.000Z" as ReturnType<typeof at>;
    expect(report(late, "2026-09-22 17:00", whole, second)).toMatchObject({ ok: false, rule: "LOCAL-98" });
    const why = { answers: [...whole.answers, { field: "why it is late", text: "Fictional" }] };
    const { notices } = done(late, report(late, "2026-09-22 17:00", why, second));
    expect(late.state.deadlines.find(({ rule }) => rule === "S4-15")?.met).toMatchObject({ late: true });
    expect(late.state.meetings.at(-1)?.stands).toBe("arranged");
    expect(notices.some(({ because }) => because.includes("S4-8"))).toBe(true);
  });

  it("S4-16: of police who were not asked to come says how the chair reaches them, or why not, or a child cannot wait", () => {
    const run = booked(wakefield);
    const silent = without(whole, "contact details for the chair");
    expect(report(run, "2026-09-10 10:00", silent)).toMatchObject({ ok: false, rule: "S4-16" });
    const overridden = done(run, report(run, "2026-09-10 10:00", { ...silent, reason: "Fictional" }));
    expect(overridden.events.find(({ type }) => type === "StepTaken")?.header).toMatchObject({
      overrides: [{ rule: "S4-16", how: "reason" }],
    });
  });
});

describe("whether the police come", () => {
  const whole = without(
    everyAnswer(wakefield, "attendance-settled"),
    "reason where it goes against the grounds",
  );
  const against = {
    answers: [...whole.answers, { field: "reason where it goes against the grounds", text: "None" }],
  };

  it("S4-7: is presumed on any ground, and a decision that goes against one has a reason", () => {
    const facts = { attendance: "report-enough", attendanceGround: ["police-protection"] } as const;
    expect(settle(booked(wakefield), facts, against)).toMatchObject({ ok: false, rule: "S4-7" });
    expect(settle(booked(wakefield), facts, { ...against, reason: "Fictional" }).ok).toBe(true);
    expect(settle(booked(wakefield), { ...facts, attendance: "required" }, against).ok).toBe(true);
  });

  it("S4-9: is not presumed of a review, unless the core group gives them a part", () => {
    const review = () => booked(wakefield, "review-conference");
    const facts = { attendance: "required", attendanceGround: [], policeInCoreGroup: "no" } as const;
    expect(settle(review(), facts, against)).toMatchObject({ ok: false, rule: "S4-9" });
    expect(settle(review(), { ...facts, policeInCoreGroup: "yes" }, against).ok).toBe(true);
  });
});

describe("a conference that was held", () => {
  const plan = { plan: "yes", category: "neglect" } as const;

  it("S4-2: says who came, whether there is a plan and in which category, and what it settled", () => {
    const run = booked(wakefield);
    const whole = everyAnswer(wakefield, "conference-held");
    expect(hold(run, "2026-09-25 12:00", { plan: "yes" }, whole)).toMatchObject({
      ok: false,
      missing: [{ name: "category of harm" }],
    });
    const { events } = done(run, hold(run, "2026-09-25 12:00", plan, whole));
    expect(events.map(({ type }) => type).slice(0, 2)).toEqual(["AttendanceTaken", "StepTaken"]);
    expect(run.state.meetings.at(-1)?.stands).toBe("held");
    expect(hold(run, "2026-09-25 12:00", plan, whole)).toMatchObject({ ok: false, rule: "not-arranged" });
  });

  it("STAT-10, STAT-11: the core group and the reviews are counted from its own day, not from that of the entry", () => {
    const run = booked(adopting);
    const whole = everyAnswer(adopting, "conference-held");
    const entered = "2026-10-01 12:00";
    const held = {
      ...social,
      at: at("2026-09-25 12:00"),
      facts: plan,
      meeting: meetingOf(run),
      answers: whole,
    };
    done(run, decideHold(run.state, { ...held, attended: [], others: [] }, run.by(entered)));
    expect(openOf(run, "STAT-10")).toEqual(["Fri 9 Oct 2026 16:30 BST"]);
    expect(openOf(run, "STAT-11")).toEqual(["Thu 24 Dec 2026 15:00 GMT"]);
  });

  it("STAT-11: a review that would fall on Easter Monday is due on the Thursday before, and never later", () => {
    const run = booked(adopting, "initial-conference", "2026-12-29 10:00");
    // Three months on is Monday 29 March 2027; Friday 26 March is Good Friday.
    done(run, hold(run, "2026-12-29 12:00", plan, everyAnswer(adopting, "conference-held")));
    expect(openOf(run, "STAT-11")).toEqual(["Thu 25 Mar 2027 17:00 GMT"]);
  });

  it("STAT-9: later than it is due says why, and which manager and chair agreed to it", () => {
    const run = booked(adopting, "initial-conference", "2026-09-25 10:00");
    const deadline = {
      id: "conference-due",
      clock: "initial-conference-within-15-working-days",
      rule: "STAT-7",
      owner: "social-care.manager",
      startedAt: at("2026-09-01 10:00"),
      dueAt: at("2026-09-22 17:00"),
      because: [],
    } as const;
    run.state = { ...run.state, deadlines: [...run.state.deadlines, deadline] };
    expect(hold(run, "2026-09-25 12:00", plan, { answers: [] })).toMatchObject({
      ok: false,
      missing: [{ name: "why it is late" }, { name: "manager who agreed" }, { name: "chair who agreed" }],
    });
    done(run, hold(run, "2026-09-25 12:00", plan, everyAnswer(adopting, "conference-held")));
    expect(run.state.deadlines.find(({ id }) => id === "conference-due")?.met).toMatchObject({ late: true });
  });
});
