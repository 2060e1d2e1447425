import { describe, expect, it } from "vitest";
import { decidePickUp, decideToldByTelephone } from "../../../src/domain/case/decide-answer.ts";
import { aStep } from "../a-step.ts";
import { foldCase } from "../../../src/domain/case/fold.ts";
import { decideTimer } from "../../../src/domain/timers/decide-timer.ts";
import { at } from "../calendar/example-team.ts";
import { area, followingAt, refer } from "../example-case.ts";
import {
  ends,
  handBack,
  lines,
  nobodyOnCall,
  reassess,
  run,
  undelivered,
  withSlots,
  type Act,
} from "./clockwork.ts";

const urgent = { suspect: ["in-custody"] } as const;
const tuesday = "2026-09-01 10:00";
const rungs = ["referral-post", "ring-now"];

const pickUp =
  (hop: number, by: string): Act =>
  (state, following) =>
    decidePickUp(state, { hop, by, at: following.now }, following);

describe("a ladder that nobody answers", () => {
  it("urgent: the sergeant at 5 and 10 minutes, the inspector at 15 with everybody told to ring, then the inspector alone", () => {
    const running = run({ entered: tuesday, facts: { ...urgent } });
    expect(lines(running.until("2026-09-01 10:40"), ...rungs)).toEqual([
      "1 Sep 2026 10:05 sergeant-on-call referral-post",
      "1 Sep 2026 10:10 sergeant-on-call referral-post",
      "1 Sep 2026 10:15 inspector-for-the-area referral-post",
      "1 Sep 2026 10:15 duty-social-worker ring-now",
      "1 Sep 2026 10:15 inspector-for-the-area ring-now",
      "1 Sep 2026 10:20 duty-social-worker ring-now",
      "1 Sep 2026 10:25 inspector-for-the-area referral-post",
      "1 Sep 2026 10:25 duty-social-worker ring-now",
      "1 Sep 2026 10:30 duty-social-worker ring-now",
      "1 Sep 2026 10:35 inspector-for-the-area referral-post",
      "1 Sep 2026 10:35 duty-social-worker ring-now",
      "1 Sep 2026 10:40 duty-social-worker ring-now",
    ]);
  });

  it("standard: the same people after hours instead of minutes", () => {
    const running = run({ entered: tuesday });
    expect(lines(running.until("2026-09-01 13:00"), ...rungs)).toEqual([
      "1 Sep 2026 11:00 sergeant-on-call referral-post",
      "1 Sep 2026 11:30 sergeant-on-call referral-post",
      "1 Sep 2026 12:00 inspector-for-the-area referral-post",
      "1 Sep 2026 12:00 duty-social-worker ring-now",
      "1 Sep 2026 12:00 inspector-for-the-area ring-now",
      "1 Sep 2026 12:30 duty-social-worker ring-now",
      "1 Sep 2026 13:00 inspector-for-the-area referral-post",
      "1 Sep 2026 13:00 duty-social-worker ring-now",
    ]);
  });

  it("says how long nobody has had it, in the lane of its urgency, and whom to ring", () => {
    const all = run({ entered: tuesday, facts: { ...urgent } }).until("2026-09-01 10:15");
    const [sergeant] = all.filter(({ to }) => to === "sergeant-on-call");
    expect(sergeant?.notice).toMatchObject({ lane: "urgent", model: { waitingMinutes: 5, hop: 0 } });
    expect(sergeant?.notice.because).toEqual([
      "nobody has it after 5 minutes, so police.detective-sergeant is told",
    ]);
    const ring = all.find(({ what }) => what === "ring-now");
    expect(ring?.notice.model).toMatchObject({ minutes: 15, says: "Ring the force operations room" });
  });

  it("tells the sender every 5 minutes when urgent and every 30 otherwise, until somebody has it", () => {
    const soon = run({ entered: tuesday, facts: { ...urgent } });
    expect(lines(soon.until("2026-09-01 10:12"), "sender-waiting")).toEqual([
      "1 Sep 2026 10:05 duty-social-worker sender-waiting",
      "1 Sep 2026 10:10 duty-social-worker sender-waiting",
    ]);
    soon.act("2026-09-01 10:13", pickUp(0, "referral-desk-officer"));
    expect(lines(soon.until("2026-09-01 10:40"), "sender-waiting", ...rungs)).toEqual([]);
    expect(ends(soon, "sender").at(-1)).toBe("somebody has it");
    expect(ends(soon, "rung").at(-1)).toBe("somebody has it");
    expect(soon.timers("sender")).toEqual([]);
    const standard = run({ entered: tuesday }).until("2026-09-01 11:00");
    expect(lines(standard, "sender-waiting")).toHaveLength(2);
  });

  it("after an outage tells each person once, and not once for every time that was missed", () => {
    const running = run({ entered: tuesday, facts: { ...urgent } });
    expect(lines(running.atOnce("2026-09-01 14:00"), "sender-waiting", ...rungs)).toEqual([
      "1 Sep 2026 14:00 sergeant-on-call referral-post",
      "1 Sep 2026 14:00 inspector-for-the-area referral-post",
      "1 Sep 2026 14:00 duty-social-worker ring-now",
      "1 Sep 2026 14:00 inspector-for-the-area ring-now",
    ]);
  });

  it.each([
    ["spring", "2026-03-29 00:50", "2026-03-29 02:30", "29 Mar 2026 02:05"],
    ["autumn", "2026-10-25 00:50", "2026-10-25 01:20 BST", "25 Oct 2026 01:05"],
    ["autumn, a little later", "2026-10-25 01:50 BST", "2026-10-25 01:20 GMT", "25 Oct 2026 01:05"],
  ])("counts minutes that pass, not those of the clock on the wall (%s)", (_when, entered, end, told) => {
    const all = run({ entered, facts: { ...urgent } }).until(end);
    const inspector = lines(all, "referral-post").filter((line) => line.includes("inspector"));
    expect(inspector[0]).toBe(`${told} inspector-for-the-area referral-post`);
  });
});

describe("a rung that reaches nobody", () => {
  it("is skipped at once when its rota is empty, saying so", () => {
    const running = run({
      entered: tuesday,
      facts: { ...urgent },
      world: nobodyOnCall("police.detective-sergeant"),
    });
    expect(lines(running.until("2026-09-01 10:05"), "referral-post")).toEqual([
      "1 Sep 2026 10:05 inspector-for-the-area referral-post",
    ]);
    expect(ends(running, "rung")[0]).toContain(
      "passed over: Detective sergeant on call: reached by telephone on 01632 960203",
    );
  });

  it("is skipped at once when its team is closed", () => {
    const police = area.ladders.police;
    if (police === undefined) throw new Error("no ladder");
    const standard = [
      { tell: "police.operations-room", after: 0 },
      { tell: "police.child-referral-team", after: 60 },
      { tell: "police.detective-sergeant", after: 600 },
    ];
    const world = { area: { ...area, ladders: { ...area.ladders, police: { ...police, standard } } } };
    const running = run({ entered: "2026-08-29 20:00", world });
    expect(lines(running.until("2026-08-29 21:00"), "referral-post")).toEqual([
      "29 Aug 2026 21:00 sergeant-on-call referral-post",
    ]);
    expect(ends(running, "rung")[0]).toContain("Child Referral Team is closed");
  });

  it("goes around a person who is excluded from the case", () => {
    const excluded = [{ installation: "police", team: "T0POLICE", user: "U0PSERGEANT" }];
    const running = run({ entered: tuesday, facts: { ...urgent }, excluded });
    const told = running.until("2026-09-01 12:00").map(({ to }) => to);
    expect(told).not.toContain("sergeant-on-call");
    expect(told).toContain("inspector-for-the-area");
  });

  it("with nobody on the whole ladder tells the sender to ring", () => {
    const empty = withSlots((slots) => ({
      ...slots,
      ...nobodyOnCall("police.detective-sergeant").area?.slots,
      "police.area-detective-inspector": nobodyOnCall("police.area-detective-inspector").area?.slots[
        "police.area-detective-inspector"
      ] as (typeof slots)[string],
    }));
    const running = run({ entered: tuesday, facts: { ...urgent }, world: empty });
    expect(lines(running.until("2026-09-01 10:05"), ...rungs)).toEqual([
      "1 Sep 2026 10:05 duty-social-worker ring-now",
    ]);
    expect(lines(running.until("2026-09-01 10:15"), ...rungs, "sender-waiting")).toEqual([
      "1 Sep 2026 10:10 duty-social-worker ring-now",
      "1 Sep 2026 10:15 duty-social-worker ring-now",
    ]);
  });
});

describe("a case for named people alone (S1-12, two agencies)", () => {
  const restricted = { entered: tuesday, facts: { ...urgent, allegationAboutProfessional: "yes" as const } };

  it("never reaches a team or a person whom its route does not name, and gives the route's own number to ring", () => {
    const all = run(restricted).until("2026-09-01 14:00");
    expect(new Set(all.map(({ to }) => to))).toEqual(
      new Set(["duty-social-worker", "inspector-for-the-area"]),
    );
    const ring = all.find(({ what, to }) => what === "ring-now" && to === "duty-social-worker");
    expect(ring?.notice.model).toMatchObject({
      says: "Ring the designated officer's desk",
      telephone: "01632 960103",
    });
  });

  it("goes on for the agency that has not answered when the other has", () => {
    const running = run(restricted);
    running.act("2026-09-01 10:02", pickUp(0, "inspector-for-the-area"));
    const all = running.until("2026-09-01 10:20");
    expect(lines(all, "referral-post")).toEqual([]);
    expect(lines(all, "ring-now", "sender-waiting")).toEqual(
      ["10:05", "10:10", "10:15", "10:20"].map((time) => `1 Sep 2026 ${time} duty-social-worker ring-now`),
    );
  });
});

describe("what was picked up", () => {
  it("and then left is asked about again until something is recorded; of an urgent one a manager hears the second time", () => {
    const running = run({ entered: tuesday, facts: { ...urgent } });
    running.act("2026-09-01 10:02", pickUp(0, "referral-desk-officer"));
    expect(lines(running.until("2026-09-01 11:05"), "still-yours")).toEqual([
      "1 Sep 2026 10:32 referral-desk-officer still-yours",
      "1 Sep 2026 11:02 referral-desk-officer still-yours",
      "1 Sep 2026 11:02 inspector-for-the-area still-yours",
    ]);
    running.act("2026-09-01 11:10", (state, by) =>
      aStep(state, { by: "x", agency: "police", step: "checks-recorded" }, by),
    );
    expect(lines(running.until("2026-09-01 14:00"), "still-yours")).toEqual([]);
    expect(ends(running, "idle").at(-1)).toBe("it has moved on");
  });

  it("in a standard case is not asked about off shift", () => {
    const running = run({ entered: "2026-09-01 15:00" });
    running.act("2026-09-01 15:30", pickUp(0, "referral-desk-officer"));
    expect(lines(running.until("2026-09-01 23:59"), "still-yours")).toEqual([]);
    expect(ends(running, "idle")).toContain("off shift");
    expect(lines(running.until("2026-09-02 12:00"), "still-yours").length).toBeGreaterThan(0);
  });

  it("and handed back starts the ladder again from then, and the earlier one does not follow too", () => {
    const running = run({ entered: tuesday, facts: { ...urgent } });
    running.act("2026-09-01 10:04", pickUp(0, "referral-desk-officer"));
    running.act("2026-09-01 10:04", handBack(0, "referral-desk-officer"));
    expect(running.timers("rung")).toHaveLength(1);
    expect(running.timers("sender")).toHaveLength(1);
    expect(running.timers("idle")).toEqual([]);
    const all = running.until("2026-09-01 10:19");
    expect(lines(all, "referral-post")).toEqual([
      "1 Sep 2026 10:09 sergeant-on-call referral-post",
      "1 Sep 2026 10:14 sergeant-on-call referral-post",
      "1 Sep 2026 10:19 inspector-for-the-area referral-post",
    ]);
    expect(all.find(({ to }) => to === "sergeant-on-call")?.notice.model).toMatchObject({
      waitingMinutes: 5,
    });
  });

  it("and handed back when its desk is closed is put to the team that is on duty at once", () => {
    const running = run({ entered: "2026-09-01 16:30" });
    running.act("2026-09-01 16:40", pickUp(0, "referral-desk-officer"));
    running.act("2026-09-01 18:00", handBack(0, "referral-desk-officer"));
    expect(lines(running.until("2026-09-01 18:00"), "referral-post")).toEqual([
      "1 Sep 2026 18:00 C0PCONTROL referral-post",
      "1 Sep 2026 18:00 sergeant-on-call referral-post",
    ]);
  });

  it("by a call that named somebody stops the ladder too", () => {
    const running = run({ entered: tuesday, facts: { ...urgent } });
    running.act("2026-09-01 10:03", (state, by) =>
      decideToldByTelephone(
        state,
        { hop: 0, by: "duty-social-worker", at: by.now, details: { toWhom: "Fictional Officer" } },
        by,
      ),
    );
    expect(lines(running.until("2026-09-01 11:00"), "sender-waiting", ...rungs)).toEqual([]);
  });
});

describe("a case whose urgency changes", () => {
  it("to urgent is on the urgent ladder at once, and its earlier timers do not fire besides", () => {
    const running = run({ entered: tuesday });
    running.until("2026-09-01 10:40");
    running.act("2026-09-01 10:40", reassess("yes"));
    expect(running.timers("rung")).toHaveLength(1);
    expect(lines(running.until("2026-09-01 10:40"), ...rungs)).toEqual([
      "1 Sep 2026 10:40 sergeant-on-call referral-post",
      "1 Sep 2026 10:40 inspector-for-the-area referral-post",
      "1 Sep 2026 10:40 duty-social-worker ring-now",
      "1 Sep 2026 10:40 inspector-for-the-area ring-now",
    ]);
    expect(lines(running.until("2026-09-01 11:05"), ...rungs)).toEqual([
      "1 Sep 2026 10:45 duty-social-worker ring-now",
      "1 Sep 2026 10:50 inspector-for-the-area referral-post",
      "1 Sep 2026 10:50 duty-social-worker ring-now",
      "1 Sep 2026 10:55 duty-social-worker ring-now",
      "1 Sep 2026 11:00 inspector-for-the-area referral-post",
      "1 Sep 2026 11:00 duty-social-worker ring-now",
      "1 Sep 2026 11:05 duty-social-worker ring-now",
    ]);
  });

  it("and was urgent before goes on where it was", () => {
    const running = run({ entered: tuesday, facts: { immediateRisk: "not-known" } });
    running.until("2026-09-01 10:06");
    running.act("2026-09-01 10:07", reassess("yes"));
    expect(lines(running.until("2026-09-01 10:12"), ...rungs)).toEqual([
      "1 Sep 2026 10:10 sergeant-on-call referral-post",
    ]);
  });

  it("to standard waits for the next rung of that ladder, and nobody is told twice", () => {
    const running = run({ entered: tuesday, facts: { immediateRisk: "not-known" } });
    running.until("2026-09-01 10:06");
    running.act("2026-09-01 10:07", reassess("no"));
    expect(lines(running.until("2026-09-01 11:00"), ...rungs)).toEqual([
      "1 Sep 2026 11:00 sergeant-on-call referral-post",
    ]);
  });
});

describe("a post that can never be delivered", () => {
  const first = (story: Parameters<typeof refer>[0]) => {
    const notice = refer(story).notices.find(({ model }) => model.kind === "referral-post");
    if (notice === undefined) throw new Error("no post");
    return notice;
  };

  it("brings the next rung of its agency forward to now", () => {
    const story = { entered: tuesday };
    const running = run(story);
    running.act("2026-09-01 10:01", undelivered(first(story)));
    expect(lines(running.until("2026-09-01 10:01"), ...rungs)).toEqual([
      "1 Sep 2026 10:01 sergeant-on-call referral-post",
    ]);
    expect(ends(running, "rung")[0]).toContain("could not be delivered");
    expect(running.timers("rung")).toHaveLength(1);
  });

  it("in the middle of a ladder goes on to the next person, never to the same again", () => {
    const running = run({ entered: tuesday, facts: { ...urgent } });
    const [sergeant] = running.until("2026-09-01 10:05").filter(({ to }) => to === "sergeant-on-call");
    if (sergeant === undefined) throw new Error("not told");
    running.act("2026-09-01 10:06", undelivered(sergeant.notice));
    const told = lines(running.until("2026-09-01 10:06"), ...rungs);
    expect(told[0]).toBe("1 Sep 2026 10:06 inspector-for-the-area referral-post");
    expect(told).not.toContain("1 Sep 2026 10:06 sergeant-on-call referral-post");
  });

  it("at the end of the ladder brings nothing forward, so that it cannot go round and round", () => {
    const running = run({ entered: tuesday, facts: { ...urgent } });
    const inspector = running
      .until("2026-09-01 10:15")
      .find(({ to, what }) => to.startsWith("inspector") && what === "referral-post");
    if (inspector === undefined) throw new Error("not told");
    const before = running.timers("rung");
    running.act("2026-09-01 10:16", undelivered(inspector.notice));
    expect(running.timers("rung")).toEqual(before);
  });
});

describe("a timer", () => {
  it("that fires before its time, or again, leads to nothing", () => {
    const { state } = refer({ entered: tuesday });
    const timer = state.timers.find(({ kind }) => kind === "rung");
    const by = followingAt(at("2026-09-01 10:59"));
    expect(decideTimer(state, timer?.id ?? "", by)).toEqual({ ok: false, because: "too early" });
    expect(decideTimer(state, "done-already", by)).toEqual({ ok: false, because: "not there" });
  });

  it("stands in the case until it is done, and folds from the events alone", () => {
    const running = run({ entered: tuesday, facts: { ...urgent } });
    running.until("2026-09-01 10:33");
    expect(foldCase(running.events())).toEqual(running.state());
    expect(running.timers("rung")).toHaveLength(1);
  });
});
