import { describe, expect, it } from "vitest";
import { decidePickUp } from "../../../src/domain/case/decide-answer.ts";
import { decideDiscussion } from "../../../src/domain/case/decide-record.ts";
import { formatInstant } from "../../../src/domain/calendar/format-instant.ts";
import { runningRules } from "../../../src/domain/deadlines/clock-rules.ts";
import { reminderPlan } from "../../../src/domain/timers/reminder-plan.ts";
import { at } from "../calendar/example-team.ts";
import {
  area,
  deadline,
  openCase,
  pickUp,
  protocol,
  takeStep,
  world,
  type Case,
  type Story,
} from "../example-case.ts";
import { ends, reassess, run, type Act, type Said } from "./clockwork.ts";
import { aStep } from "../a-step.ts";

const pickedUp =
  (by: string, hop = 0): Act =>
  (state, following) =>
    decidePickUp(state, { hop, by, at: following.now }, following);

const planOf = (one: Case, clock: string, owner?: string): readonly string[] => {
  const rule = runningRules(protocol).find(
    ({ id, owner: whose }) => id === clock && (owner ?? whose) === whose,
  );
  const set = one.state.deadlines.find(
    (found) => found.clock === clock && (owner ?? found.owner) === found.owner,
  );
  if (rule === undefined || set === undefined) throw new Error(`no ${clock}`);
  return reminderPlan(rule, set, world).map(({ at: when, kind }) => `${kind} ${formatInstant(when)}`);
};

const reminders = (all: readonly Said[]): readonly string[] =>
  all.flatMap(({ at: when, to, notice: { model } }) =>
    model.kind === "reminder" ? [`${when} ${to} ${model.rule}${model.overdue ? " overdue" : ""}`] : [],
  );
const whys = (all: readonly Said[]): readonly (string | undefined)[] =>
  all.flatMap(({ notice: { model } }) => (model.kind === "reminder" ? [model.why] : []));

describe("when the protocol has each duty reminded of", () => {
  const tuesday = openCase({ entered: "2026-09-01 10:00" });
  const assessed = takeStep(
    tuesday,
    { step: "assessment-decided", agency: "social-care", assessment: "required" },
    "2026-09-02 09:00",
  );

  it("S2-9: half way, when it falls due, and a quarter of an hour later", () => {
    expect(planOf(tuesday, "assessment-decision")).toEqual([
      "owner Wed 2 Sep 2026 01:30 BST",
      "owner Wed 2 Sep 2026 17:00 BST",
      "overdue Wed 2 Sep 2026 17:15 BST",
    ]);
  });

  it("S2-10: half way, five working days and one working day before, and when it falls due", () => {
    expect(planOf(assessed, "assessment-complete")).toMatchInlineSnapshot(`
      [
        "owner Thu 24 Sep 2026 01:15 BST",
        "owner Fri 9 Oct 2026 16:30 BST",
        "owner Thu 15 Oct 2026 16:30 BST",
        "owner Fri 16 Oct 2026 16:30 BST",
        "overdue Fri 16 Oct 2026 16:45 BST",
      ]
    `);
  });

  it("S2-11: half way, two hours before, and at 24 hours, across both changes of the clocks", () => {
    expect(planOf(tuesday, "first-discussion")).toEqual([
      "owner Tue 1 Sep 2026 22:00 BST",
      "owner Wed 2 Sep 2026 08:00 BST",
      "owner Wed 2 Sep 2026 10:00 BST",
      "overdue Wed 2 Sep 2026 10:15 BST",
    ]);
    expect(planOf(openCase({ entered: "2026-10-24 12:00" }), "first-discussion")).toEqual([
      "owner Sun 25 Oct 2026 00:00 BST",
      "owner Sun 25 Oct 2026 09:00 GMT",
      "owner Sun 25 Oct 2026 11:00 GMT",
      "overdue Sun 25 Oct 2026 11:15 GMT",
    ]);
    expect(planOf(openCase({ entered: "2026-03-28 12:00" }), "first-discussion")).toEqual([
      "owner Sun 29 Mar 2026 00:00 GMT",
      "owner Sun 29 Mar 2026 11:00 BST",
      "owner Sun 29 Mar 2026 13:00 BST",
      "overdue Sun 29 Mar 2026 13:15 BST",
    ]);
  });

  it("S2-12: an hour before the close and at the close in hours; out of hours at once, with nothing before it", () => {
    expect(planOf(openCase({ from: "police", entered: "2026-09-01 10:00" }), "tell-social-care")).toEqual([
      "owner Tue 1 Sep 2026 16:00 BST",
      "owner Tue 1 Sep 2026 17:00 BST",
      "overdue Tue 1 Sep 2026 17:15 BST",
    ]);
    expect(planOf(openCase({ from: "police", entered: "2026-08-28 17:40" }), "tell-social-care")).toEqual([
      "owner Fri 28 Aug 2026 17:40 BST",
      "overdue Fri 28 Aug 2026 17:55 BST",
    ]);
  });

  it("S2-18: each agency's checks, an hour after they were to be made", () => {
    const had = pickUp(tuesday, 0, "referral-desk-officer", "2026-09-01 10:30");
    for (const owner of ["social-care.worker", "police.officer"])
      expect(planOf(had, "check-records", owner)).toEqual(["owner Tue 1 Sep 2026 11:30 BST"]);
  });
});

describe("a reminder in a standard case", () => {
  it("leaves when the shift that it falls in begins, together with the others, and says nothing twice", () => {
    const all = run({ entered: "2026-09-01 10:00" }).until("2026-09-02 10:00");
    expect(reminders(all)).toEqual([
      "2 Sep 2026 08:30 duty-social-worker S2-9",
      "2 Sep 2026 08:30 duty-social-worker S2-11",
    ]);
    expect(all.filter(({ what }) => what === "reminder").every(({ notice }) => notice.grouped)).toBe(true);
  });

  it("that falls in the shift in which the case came in waits for the next one, if that is before the deadline", () => {
    // Half way to Thursday's close, for a case of the Wednesday before a bank holiday weekend, is within a shift.
    const running = run({ entered: "2026-09-02 08:45", facts: { crime: "no" } });
    const [timer] = running.timers("reminder");
    expect(formatInstant(timer?.dueAt ?? at("2026-01-01 00:00"))).toBe("Thu 3 Sep 2026 08:30 BST");
  });

  it("that cannot wait for the next shift leaves at its time", () => {
    const running = run({ from: "police", entered: "2026-09-01 10:00" });
    expect(reminders(running.until("2026-09-01 16:30"))).toEqual([
      "1 Sep 2026 16:00 referral-desk-officer S2-12",
    ]);
  });

  it("to people of a team that never closes leaves at its time", () => {
    const world = {
      area: {
        ...area,
        people: area.people.map((one) =>
          one.person === "duty-social-worker" ? { ...one, teams: ["social-care.out-of-hours"] } : one,
        ),
      },
    };
    const all = run({ entered: "2026-09-01 10:00", world }).until("2026-09-02 10:10");
    expect(reminders(all).filter((line) => line.endsWith("S2-11"))).toEqual([
      "1 Sep 2026 22:00 duty-social-worker S2-11",
      "2 Sep 2026 08:00 duty-social-worker S2-11",
      "2 Sep 2026 10:00 duty-social-worker S2-11",
    ]);
  });

  it("over a bank holiday weekend waits for Tuesday, and what falls due before goes to whoever is on duty, saying why", () => {
    // Friday 28 Aug 2026 15:00; Monday 31 Aug is a bank holiday.
    const all = run({ entered: "2026-08-28 15:00" }).until("2026-09-01 09:00");
    expect(reminders(all)).toEqual([
      "29 Aug 2026 03:00 C0CNIGHT S2-11",
      "29 Aug 2026 13:00 C0CNIGHT S2-11",
      "29 Aug 2026 15:00 C0CNIGHT S2-11",
      "29 Aug 2026 15:15 C0CNIGHT S2-11 overdue",
      "1 Sep 2026 08:30 duty-social-worker S2-9",
      "1 Sep 2026 08:30 team-manager S2-11 overdue",
    ]);
    const said = whys(all);
    expect(said[0]).toBe(
      "the person who has it is off shift until Tue 1 Sep 2026 08:30 BST, so the team on duty is told",
    );
    expect(said[3]).toBe(
      "the manager is off shift until Tue 1 Sep 2026 08:30 BST, so the team on duty is told",
    );
    expect(said[4]).toBeUndefined();
  });

  it("goes to the team on duty when nobody has that part of the case", () => {
    const all = run({ entered: "2026-09-01 15:00" }).until("2026-09-01 15:00");
    expect(reminders(all)).toEqual([]);
    const police = run({ from: "police", entered: "2026-09-01 10:00" }).until("2026-09-02 08:29");
    expect(whys(police)).toContain("nobody has this part of the case, so the team on duty is told");
  });

  it("no longer waits for a shift once the case is urgent", () => {
    const running = run({ entered: "2026-09-01 10:00" });
    running.act("2026-09-01 23:00", reassess("yes"));
    const told = running
      .until("2026-09-01 23:00")
      .filter(({ notice: { model } }) => model.kind === "reminder");
    expect(reminders(told)).toEqual(["1 Sep 2026 23:00 C0CNIGHT S2-11"]);
    expect(told[0]?.notice.lane).toBe("urgent");
    expect(told[0]?.notice.grouped).toBeUndefined();
  });
});

describe("a reminder in an urgent case", () => {
  const urgent = { immediateRisk: "yes" } as const;

  it("leaves at its time, to the owner on shift and off shift to the team on duty", () => {
    const all = run({ entered: "2026-09-01 10:00", facts: urgent }).until("2026-09-02 10:10");
    expect(reminders(all)).toEqual([
      "1 Sep 2026 22:00 C0CNIGHT S2-11",
      "2 Sep 2026 01:30 C0CNIGHT S2-9",
      "2 Sep 2026 08:00 C0CNIGHT S2-11",
      "2 Sep 2026 10:00 duty-social-worker S2-11",
    ]);
  });
});

describe("what is overdue", () => {
  it("goes to the manager, in both agencies where the protocol names both", () => {
    const all = run({ from: "police", entered: "2026-09-01 10:00" }).until("2026-09-02 09:00");
    expect(reminders(all).filter((line) => line.endsWith("overdue"))).toEqual([
      "1 Sep 2026 17:15 inspector-for-the-area S2-12 overdue",
      "1 Sep 2026 17:15 C0CNIGHT S2-12 overdue",
      "2 Sep 2026 08:30 team-manager S2-12 overdue",
    ]);
  });

  it("tells one reader once, whatever parts of the rule they stand for", () => {
    const all = run({ entered: "2026-08-28 15:00" }).until("2026-08-29 15:15");
    expect(reminders(all).filter((line) => line.includes("15:15"))).toEqual([
      "29 Aug 2026 15:15 C0CNIGHT S2-11 overdue",
    ]);
  });

  it("when it was entered late is reminded of at once, once", () => {
    const all = run({ entered: "2026-09-03 10:00", learned: "2026-09-01 09:00" }).until("2026-09-03 10:01");
    expect(reminders(all).filter((line) => line.includes("S2-11"))).toEqual([
      "3 Sep 2026 10:00 team-manager S2-11 overdue",
      "3 Sep 2026 10:00 C0CDUTY S2-11 overdue",
    ]);
  });

  it("after an outage is told once", () => {
    const all = run({ entered: "2026-09-01 10:00", facts: { immediateRisk: "yes" } }).atOnce(
      "2026-09-03 11:00",
    );
    const counts = reminders(all).filter((line) => line.includes("S2-11"));
    expect(new Set(counts).size).toBe(counts.length);
    expect(counts.length).toBeLessThanOrEqual(3);
  });
});

describe("a reminder of what was done", () => {
  const discussed: Act = (state, by) =>
    decideDiscussion(
      state,
      {
        by: "duty-social-worker",
        at: by.now,
        agency: "social-care",
        withAgency: "police",
        means: "telephone",
        decision: "joint",
        details: { withWhom: "Fictional Officer", decisionInWords: "Fictional decision" },
      },
      by,
    );

  it("is skipped, and the record says which duty was met", () => {
    const running = run({ entered: "2026-09-01 10:00" });
    running.act("2026-09-01 11:00", discussed);
    running.act("2026-09-01 11:05", (state, by) =>
      aStep(
        state,
        {
          by: "duty-social-worker",
          at: by.now,
          agency: "social-care",
          step: "assessment-decided",
          assessment: "not-required",
        },
        by,
      ),
    );
    expect(reminders(running.until("2026-09-03 12:00"))).toEqual([]);
    expect(ends(running, "reminder")).toEqual(["S2-9 was met", "S2-11 was met"]);
  });
});

describe("a restricted case (S1-12)", () => {
  const story: Story = { entered: "2026-08-28 15:00", facts: { allegationAboutProfessional: "yes" } };

  it("never reminds a team; its sender is reminded on their next shift, and the inspector of the discussion", () => {
    const running = run(story);
    running.act("2026-08-28 15:10", pickedUp("inspector-for-the-area"));
    const all = running.until("2026-09-01 09:00").filter(({ what }) => what === "reminder");
    expect(new Set(all.map(({ to }) => to))).toEqual(
      new Set(["duty-social-worker", "inspector-for-the-area"]),
    );
    expect(reminders(all)).toContain("28 Aug 2026 16:00 inspector-for-the-area S1-12");
    expect(reminders(all)).toContain("1 Sep 2026 08:30 duty-social-worker S2-9");
  });

  it("sets the deadline of the discussion with the designated officer", () => {
    expect(deadline(openCase(story), "discuss-with-designated-officer").owner).toBe(
      "police.area-detective-inspector",
    );
  });
});
