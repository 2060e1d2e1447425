import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { onlyMessage, pickUp, recordStep } from "../support/act.ts";
import { lines, overhear, play, shownIn, whyDone } from "../support/play.ts";
import { planted } from "../support/planted.ts";
import { deskOfficer, inspector, refer, socialWorker } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

// Each rung is played at the instant at which it is due.
vi.setConfig({ testTimeout: 90_000 });

const ten = "2026-09-01T10:00:00+01:00";
const area = "Exampleshire (fictional)";
const urgent = { suspect: ["in-custody"] };

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  stage.at(ten);
});
afterEach(() => stage.close());

/** The lines of one morning, without its date. */
const morning = (all: readonly string[]): readonly string[] =>
  all.map((line) => line.replace("Tue 1 Sep 2026 ", "").replace(" BST", ""));

describe("an urgent referral that nobody answers", () => {
  it("from social care climbs to the inspector, has people ring at the end, and repeats both to nobody's rest", async () => {
    const ref = await refer(stage, socialWorker, urgent);
    await overhear(stage, ten);
    const said = await play(stage, "2026-09-01T10:36:00+01:00");
    const post = (minutes: number) =>
      `Urgent referral from social care ${ref}, ${area}, suspect in custody. Nobody has it yet, after ${minutes} minutes.`;
    const waiting = (minutes: number) => `Nobody has ${ref} yet, after ${minutes} minutes.`;
    const ring = (minutes: number) =>
      `Ring the force operations room now on 01632 960202. Nobody has ${ref} after ${minutes} minutes, and everybody on the list was told.`;
    expect(morning(lines(said))).toEqual([
      `10:05 U0CWORKER ${waiting(5)}`,
      `10:05 U0PSERGEANT ${post(5)}`,
      `10:10 U0CWORKER ${waiting(10)}`,
      `10:10 U0PSERGEANT ${post(10)}`,
      `10:15 U0CWORKER ${ring(15)}`,
      `10:15 U0PINSPECTOR ${ring(15)}`,
      `10:15 U0PINSPECTOR ${post(15)}`,
      `10:20 U0CWORKER ${ring(20)}`,
      `10:25 U0CWORKER ${ring(25)}`,
      `10:25 U0PINSPECTOR ${post(25)}`,
      `10:30 U0CWORKER ${ring(30)}`,
      `10:35 U0CWORKER ${ring(35)}`,
      `10:35 U0PINSPECTOR ${post(35)}`,
    ]);
    expect(shownIn(said, "U0CWORKER")).toContain("ring the Child Referral Team on 01632 960201");
    expect(shownIn(said, "U0PINSPECTOR")).toContain("press Told by telephone and name whom you told");
    expect(await whyDone(stage, ref, "rung")).toEqual([
      "told: nobody has it after 5 minutes",
      "told: nobody has it after 10 minutes",
      "told: nobody has it after 15 minutes",
      "told: still nobody has it",
      "told: still nobody has it",
    ]);
  });

  it("from the police goes to the out of hours service, and the sender and the duty manager are told to ring it", async () => {
    const ref = await refer(stage, deskOfficer, urgent);
    await overhear(stage, ten);
    const said = await play(stage, "2026-09-01T10:11:00+01:00");
    const post = (minutes: number) =>
      `Urgent referral from the police ${ref}, ${area}, suspect in custody. Nobody has it yet, after ${minutes} minutes.`;
    const ring = (minutes: number) =>
      `Ring the out of hours service now on 01632 960102. Nobody has ${ref} after ${minutes} minutes, and everybody on the list was told.`;
    expect(morning(lines(said))).toEqual([
      `10:05 C0CNIGHT ${post(5)}`,
      `10:05 U0CMANAGER ${ring(5)}`,
      `10:05 U0PDESK ${ring(5)}`,
      `10:10 C0CNIGHT ${post(10)}`,
      `10:10 U0PDESK ${ring(10)}`,
    ]);
    expect(shownIn(said, "U0PDESK")).toContain("ring the out of hours service now on 01632 960102");
  });
});

describe("a standard referral that nobody answers", () => {
  it("climbs by the hour, and its sender is told every half hour", async () => {
    const ref = await refer(stage, socialWorker);
    await overhear(stage, ten);
    const said = await play(stage, "2026-09-01T13:00:00+01:00");
    const post = (waited: string) =>
      `Referral from social care ${ref}, ${area}. Nobody has it yet, after ${waited}.`;
    const waiting = (waited: string) => `Nobody has ${ref} yet, after ${waited}.`;
    const ring = (waited: string) =>
      `Ring the force operations room now on 01632 960202. Nobody has ${ref} after ${waited}, and everybody on the list was told.`;
    expect(morning(lines(said))).toEqual([
      `10:30 U0CWORKER ${waiting("30 minutes")}`,
      `11:00 U0CWORKER ${waiting("60 minutes")}`,
      `11:00 U0PSERGEANT ${post("60 minutes")}`,
      `11:30 U0CWORKER ${waiting("90 minutes")}`,
      `11:30 U0PSERGEANT ${post("90 minutes")}`,
      `12:00 U0CWORKER ${ring("2 hours")}`,
      `12:00 U0PINSPECTOR ${post("2 hours")}`,
      `12:00 U0PINSPECTOR ${ring("2 hours")}`,
      `12:30 U0CWORKER ${ring("2 hours 30 minutes")}`,
      `13:00 U0CWORKER ${ring("3 hours")}`,
      `13:00 U0PINSPECTOR ${post("3 hours")}`,
    ]);
  });
});

describe("when only one agency answers", () => {
  it("the other's leg goes on: its sender is told and told to ring, and the one that answered is left in peace", async () => {
    const ref = await refer(stage, socialWorker, { ...urgent, about: "yes" });
    const post = await onlyMessage(stage, "police", "U0PINSPECTOR");
    stage.at("2026-09-01T10:02:00+01:00");
    expect(await pickUp(stage, inspector, post)).toBe("");
    await overhear(stage, ten);
    const said = await play(stage, "2026-09-01T10:16:00+01:00");
    expect(morning(lines(said))).toEqual(
      [5, 10, 15].map(
        (minutes) =>
          `10:${String(minutes).padStart(2, "0")} U0CWORKER Ring the designated officer's desk now on 01632 960103. Nobody has ${ref} after ${minutes} minutes, and everybody on the list was told.`,
      ),
    );
    expect(await whyDone(stage, ref, "sender")).toContain("skipped: somebody has it");
  });

  it("with its records looked through, the other is still reminded of its own (S2-18)", async () => {
    const ref = await refer(stage, socialWorker);
    expect(await pickUp(stage, deskOfficer, await onlyMessage(stage, "police", "C0PREFER"))).toBe("");
    const [own] = await stage.unread("council", "U0CWORKER");
    if (own === undefined) throw new Error("the sender was not told");
    await recordStep(stage, socialWorker, own, { step: "checks-recorded", note: planted.discussed });
    await overhear(stage, ten);
    const said = await play(stage, "2026-09-01T11:01:00+01:00");
    expect(morning(lines(said))).toEqual([
      `11:00 U0PDESK Reminder: ${ref}, ${area}. To do at once, since Tue 1 Sep 2026 10:00 BST.`,
    ]);
    expect(shownIn(said, "U0PDESK")).toContain("(S2-18)");
    expect(await whyDone(stage, ref, "reminder")).toContain("skipped: S2-18 was met");
  });
});
