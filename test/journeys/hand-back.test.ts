import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { asItStands, onlyMessage, openWindow, pickUp, recorded, sendForm, windowOf } from "../support/act.ts";
import { planted } from "../support/planted.ts";
import {
  closeWindows,
  deskOfficer,
  inspector,
  refer,
  secondOfficer,
  socialWorker,
  textOf,
  type Sender,
} from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ stillTimers: true });
});
afterEach(() => stage.nothingUnread());
afterAll(() => stage.close());

const had = async () => {
  stage.at("2026-09-01T10:00:00+01:00");
  const ref = await refer(stage, socialWorker);
  const post = await onlyMessage(stage, "police", "C0PREFER");
  await onlyMessage(stage, "council", "U0CWORKER");
  expect(await pickUp(stage, deskOfficer, post)).toBe("");
  await onlyMessage(stage, "council", "U0CWORKER");
  return { ref, post };
};

/** Opens the form from the case card, and answers what it says. */
const openHandBack = async (who: Sender, ref: string): Promise<string> => {
  await closeWindows(stage, who);
  await stage[who.installation].slash({ user: who.user, channel: who.channel, command: "/case", text: ref });
  await windowOf(stage, who);
  await stage[who.installation].pressInModal({ user: who.user, actionId: "open-hand-back" });
  await expect
    .poll(() => textOf(stage.workspace(who.installation).modal(who.user)), { timeout: 5_000 })
    .toContain("Why do you hand it back?");
  return windowOf(stage, who);
};

describe("handing back", () => {
  it("opens it again: the post says so, the desk gets a new post, and the sender is told whom to ring", async () => {
    const { ref, post } = await had();
    stage.at("2026-09-01T11:00:00+01:00");
    expect(await openHandBack(deskOfficer, ref)).toContain("Child Referral Team");
    const sent = await sendForm(stage, deskOfficer, { reason: planted.concerns });
    expect(sent.errors).toEqual({});
    const fresh = await onlyMessage(stage, "police", "C0PREFER");
    expect(fresh.text).toContain(`${ref}, Exampleshire (fictional). Nobody has it yet.`);
    expect(textOf(fresh.blocks)).toContain('"pick-up"');
    expect(await asItStands(stage, "police", post)).toContain("Nobody has it yet.");
    const told = await onlyMessage(stage, "council", "U0CWORKER");
    expect(told.text).toContain(
      `Nobody has ${ref} now: the Child Referral Team handed it back on Tue 1 Sep 2026 11:00 BST. Ring the Child Referral Team now on 01632 960201.`,
    );
    expect(await openWindow(stage, deskOfficer, post, "read-referral")).toContain("Handed back Tue 1 Sep");
    stage.at("2026-09-01T11:05:00+01:00");
    expect(await pickUp(stage, secondOfficer, fresh)).toBe("");
    expect((await onlyMessage(stage, "council", "U0CWORKER")).text).toContain("Demo Second Desk Officer");
    expect(await asItStands(stage, "police", post)).toContain("Demo Second Desk Officer has had it since");
  });

  it("is offered to a manager of that agency too, and to no colleague", async () => {
    const { ref } = await had();
    await closeWindows(stage, secondOfficer);
    await stage.police.slash({ user: "U0PSECOND", channel: "C0PREFER", command: "/case", text: ref });
    expect(await windowOf(stage, secondOfficer)).not.toContain("open-hand-back");
    await openHandBack(inspector, ref);
    const before = await recorded(stage, "HandedBack");
    const sent = await sendForm(stage, inspector, { reason: "The officer has gone off sick." });
    expect(sent.errors).toEqual({});
    expect(await recorded(stage, "HandedBack")).toBe(before + 1);
    await onlyMessage(stage, "police", "C0PREFER");
    await onlyMessage(stage, "council", "U0CWORKER");
  });

  it("sent twice is handed back once, and a second form is refused in words with what was typed kept", async () => {
    const { ref } = await had();
    await openHandBack(deskOfficer, ref);
    await openHandBack(inspector, ref);
    const before = await recorded(stage, "HandedBack");
    const sent = await sendForm(stage, deskOfficer, { reason: "Fictional reason." });
    expect((await stage.police.replay(sent)).status).toBe(409);
    const second = await sendForm(stage, inspector, { reason: "Another fictional reason." });
    expect(second.errors).toEqual({ reason: "Nobody has this, so there is nothing to hand back." });
    expect(await recorded(stage, "HandedBack")).toBe(before + 1);
    await onlyMessage(stage, "police", "C0PREFER");
    await onlyMessage(stage, "council", "U0CWORKER");
  });
});
