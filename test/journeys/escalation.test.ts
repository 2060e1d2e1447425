import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { asItStands, onlyMessage, openWindow, pickUp, press, recordForm, windowOf } from "../support/act.ts";
import { advance, heard } from "../support/advance.ts";
import { planted } from "../support/planted.ts";
import { deskOfficer, inspector, refer, sergeant, socialWorker, textOf } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

// Duty time moves in several steps, and each waits for what its timers send.
vi.setConfig({ testTimeout: 60_000 });

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  stage.at("2026-09-01T10:00:00+01:00");
});
afterEach(() => stage.close());

const urgent = { suspect: ["in-custody"] };

describe("a referral that nobody answers", () => {
  it("climbs to the end of the ladder, then the sender and the duty manager are told to ring, and one press ends it", async () => {
    const ref = await refer(stage, socialWorker, urgent);
    const post = await onlyMessage(stage, "police", "C0PREFER");
    await onlyMessage(stage, "council", "U0CWORKER");

    await advance(stage, "2026-09-01T10:05:00+01:00");
    const first = await onlyMessage(stage, "police", "U0PSERGEANT");
    expect(first.text).toContain(`Urgent referral from social care ${ref}`);
    expect(textOf(first.blocks)).toContain("Nobody has it yet, after 5 minutes.");
    const waiting = await onlyMessage(stage, "council", "U0CWORKER");
    expect(waiting.text).toBe(`Nobody has ${ref} yet, after 5 minutes.`);
    expect(textOf(waiting.blocks)).toContain("ring the Child Referral Team on 01632 960201");

    await advance(stage, "2026-09-01T10:10:00+01:00");
    await onlyMessage(stage, "police", "U0PSERGEANT");
    await onlyMessage(stage, "council", "U0CWORKER");

    await advance(stage, "2026-09-01T10:15:00+01:00");
    const ring = `Ring the force operations room now on 01632 960202. Nobody has ${ref} after 15 minutes`;
    const [said, ...others] = await heard(stage, "police", "U0PINSPECTOR");
    expect(others).toHaveLength(1);
    expect([said, others[0]].join("\n")).toContain(ring);
    expect((await heard(stage, "council", "U0CWORKER")).join("\n")).toContain(ring);

    await advance(stage, "2026-09-01T10:25:00+01:00");
    expect((await onlyMessage(stage, "police", "U0PINSPECTOR")).text).toContain("after 25 minutes");
    await onlyMessage(stage, "council", "U0CWORKER");

    expect(await pickUp(stage, sergeant, first)).toBe("");
    expect((await onlyMessage(stage, "council", "U0CWORKER")).text).toContain("Demo Detective Sergeant");
    expect(await asItStands(stage, "police", post)).toContain("Demo Detective Sergeant has had it");
    await advance(stage, "2026-09-01T10:50:00+01:00");
    await stage.nothingUnread();
  });

  it("in one agency goes on there when the other has it (S1-12)", async () => {
    const ref = await refer(stage, socialWorker, { about: "yes", ...urgent });
    const post = await onlyMessage(stage, "police", "U0PINSPECTOR");
    await onlyMessage(stage, "council", "U0CWORKER");
    expect(await pickUp(stage, inspector, post)).toBe("");
    await onlyMessage(stage, "council", "U0CWORKER");

    await advance(stage, "2026-09-01T10:05:00+01:00");
    const told = (await heard(stage, "council", "U0CWORKER")).join("\n");
    expect(told).toContain(`Ring the designated officer's desk now on 01632 960103. Nobody has ${ref}`);
    await advance(stage, "2026-09-01T10:10:00+01:00");
    expect((await onlyMessage(stage, "council", "U0CWORKER")).text).toContain("Nobody has");
    await stage.nothingUnread();
  });

  it.each([
    ["channel_not_found", "police"],
    ["user_not_found", "police"],
  ] as const)(
    "and whose next reader cannot be reached (%s) goes to the one after at once",
    async (error, where) => {
      await refer(stage, socialWorker, urgent);
      await onlyMessage(stage, where, "C0PREFER");
      await onlyMessage(stage, "council", "U0CWORKER");
      stage
        .workspace(where)
        .fault({ method: "chat.postMessage", channel: "U0PSERGEANT", times: 1, kind: "error", error });
      await advance(stage, "2026-09-01T10:05:00+01:00");
      const told = (await heard(stage, "police", "U0PINSPECTOR")).join("\n");
      expect(told).toContain("Nobody has it yet, after 5 minutes.");
      expect(await heard(stage, "police", "U0PSERGEANT")).toEqual([]);
      expect((await heard(stage, "council", "U0CWORKER")).join("\n")).toContain("01632 960201");
      expect((await onlyMessage(stage, "council", "C0OPERATORS")).text).toContain("cannot be delivered");
      await stage.nothingUnread();
    },
  );

  it("and becomes urgent is put to the urgent ladder at once, and to nobody twice", async () => {
    const ref = await refer(stage, socialWorker);
    const post = await onlyMessage(stage, "police", "C0PREFER");
    await onlyMessage(stage, "council", "U0CWORKER");
    stage.at("2026-09-01T10:07:00+01:00");
    await openWindow(stage, deskOfficer, post, "read-referral");
    await stage.police.pressInModal({ user: "U0PDESK", actionId: "open-risk" });
    await expect.poll(() => windowOf(stage, deskOfficer)).toContain("is the child at immediate risk now?");
    await recordForm(stage, deskOfficer, { "immediate-risk": "yes", reason: planted.discussed });
    await advance(stage, "2026-09-01T10:07:00+01:00");
    const ping = await onlyMessage(stage, "police", "U0PSERGEANT");
    expect(ping.text).toContain(`Urgent referral from social care ${ref}`);
    expect((await heard(stage, "council", "U0CWORKER")).join("\n")).toContain("now urgent");
    expect((await heard(stage, "police", "C0PREFER")).join("\n")).toContain("now urgent");
    await press(stage, sergeant, ping, "pick-up");
    await advance(stage, "2026-09-01T11:05:00+01:00");
    expect((await heard(stage, "police", "U0PSERGEANT")).join("\n")).not.toContain("Urgent referral");
    await heard(stage, "council", "U0CWORKER");
    await stage.nothingUnread();
  });
});
