import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { onlyMessage, pickUp } from "../support/act.ts";
import { openStage, type Stage } from "../support/stage.ts";
import { deskOfficer, operator, refer, sergeant, socialWorker, textOf } from "../support/refer.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await openStage({ stillTimers: true });
});
afterEach(() => stage.close());

describe("a referral from social care to the police", () => {
  it("in office hours reaches the child referral team, somebody picks it up, and the sender is told who", async () => {
    stage.at("2026-09-01T10:00:00+01:00");
    const ref = await refer(stage, socialWorker);
    await stage.settled();

    const post = await onlyMessage(stage, "police", "C0PREFER");
    expect(post.text).toContain(`Referral from social care ${ref}`);
    expect(textOf(post.blocks)).toContain("Nobody has it yet.");
    const told = await onlyMessage(stage, "council", "U0CWORKER");
    expect(told.text).toContain(`Recorded: ${ref}`);

    stage.at("2026-09-01T10:07:00+01:00");
    await stage.police.press({
      user: "U0PDESK",
      channel: "C0PREFER",
      ts: post.ts,
      actionId: "pick-up",
    });
    await stage.settled();
    const [edited] = await stage.workspace("police").messages("C0PREFER");
    expect(edited?.ts).toBe(post.ts);
    expect(textOf(edited?.blocks)).toContain(
      "Demo Referral Desk Officer has had it since Tue 1 Sep 2026 10:07 BST.",
    );
    const [answered] = await stage.unread("council", "U0CWORKER");
    expect(answered?.text).toContain(
      `Demo Referral Desk Officer (Child Referral Team) has had ${ref} since Tue 1 Sep 2026 10:07 BST`,
    );
    expect(textOf(answered?.blocks)).toContain("01632 960201");
  });

  it("at 17:40 on a Friday reaches the operations room and the sergeant on call, and stays open until the sergeant is named", async () => {
    stage.at("2026-08-28T17:40:00+01:00");
    const ref = await refer(stage, socialWorker, { "immediate-risk": "yes" });
    const room = await onlyMessage(stage, "police", "C0PCONTROL");
    const direct = await onlyMessage(stage, "police", "U0PSERGEANT");
    expect(room.text).toContain(`Urgent referral from social care ${ref}`);
    expect(textOf(room.blocks)).toContain("reach the detective sergeant on call on 01632 960203");
    expect(direct.text).toContain(ref);
    await onlyMessage(stage, "council", "U0CWORKER");

    await pickUp(stage, operator, room);
    const first = await onlyMessage(stage, "council", "U0CWORKER");
    expect(first.text).toContain("Still open until named: Detective sergeant on call.");
    // The sender's shift is over, so the team on duty in their place hears it too.
    expect((await onlyMessage(stage, "council", "C0CNIGHT")).text).toBe(first.text);

    await pickUp(stage, sergeant, direct);
    const second = await onlyMessage(stage, "council", "U0CWORKER");
    expect(second.text).toContain("Demo Detective Sergeant");
    expect(second.text).not.toContain("Still open");
    expect((await onlyMessage(stage, "council", "C0CNIGHT")).text).toBe(second.text);
  });
});

describe("a referral from the police to social care", () => {
  it("outside office hours reaches the out of hours service", async () => {
    stage.at("2026-08-29T03:10:00+01:00");
    const ref = await refer(stage, deskOfficer);
    await stage.settled();
    const [post] = await stage.unread("council", "C0CNIGHT");
    expect(post?.text).toContain(`Referral from the police ${ref}`);
    expect(textOf(post?.blocks)).toContain("Due Sat 29 Aug 2026 03:10 BST");
    await stage.unread("police", "U0PDESK");
  });
});
