import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { accessTo, asItStands, onlyMessage, pickUp, recorded } from "../support/act.ts";
import {
  deskOfficer,
  inspector,
  nightWorker,
  operator,
  refer,
  secondOfficer,
  sergeant,
  socialWorker,
  textOf,
} from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ stillTimers: true });
});
afterEach(() => stage.nothingUnread());
afterAll(() => stage.close());

const inOfficeHours = "2026-09-01T10:00:00+01:00";
const fridayEvening = "2026-08-28T17:40:00+01:00";

const referred = async () => {
  const ref = await refer(stage, socialWorker);
  const post = await onlyMessage(stage, "police", "C0PREFER");
  await onlyMessage(stage, "council", "U0CWORKER");
  return { ref, post };
};

describe("the team's post", () => {
  it("says the area, the urgency and its reason, when it is due and the Tandem ref, and not who the child is", async () => {
    stage.at(inOfficeHours);
    const ref = await refer(stage, socialWorker, { "immediate-risk": "yes" });
    const post = await onlyMessage(stage, "police", "C0PREFER");
    const shown = textOf(post.blocks);
    for (const text of [
      "Urgent referral from social care",
      `*Tandem ref* ${ref}`,
      "*Area* Exampleshire (fictional)",
      "*Urgent because* immediate risk",
      "Due Wed 2 Sep 2026 10:00 BST",
      "Next: press *I'm dealing with this*",
    ])
      expect(shown).toContain(text);
    expect(post.text).toBe(
      `Urgent referral from social care ${ref}, Exampleshire (fictional), immediate risk. Nobody has it yet.`,
    );
    expect(post.metadata?.["event_payload"]).toEqual({
      key: expect.stringMatching(/^[\w-]{16,}$/) as unknown,
    });
    await onlyMessage(stage, "council", "U0CWORKER");
  });
});

describe("'I'm dealing with this'", () => {
  it("edits the post in place, says who and when, and tells the sender who has it with a number to call back", async () => {
    stage.at(inOfficeHours);
    const { ref, post } = await referred();
    stage.at("2026-09-01T10:07:00+01:00");
    expect(await pickUp(stage, deskOfficer, post)).toBe("");
    const edited = await asItStands(stage, "police", post);
    expect(edited).toContain("Demo Referral Desk Officer has had it since Tue 1 Sep 2026 10:07 BST.");
    expect(edited).not.toContain("Nobody has it yet");
    expect(edited).not.toContain('"pick-up"');
    const told = await onlyMessage(stage, "council", "U0CWORKER");
    expect(told.text).toContain(`Demo Referral Desk Officer (Child Referral Team) has had ${ref} since`);
    expect(textOf(told.blocks)).toContain("01632 960201");
  });

  it("pressed twice by the same hand at once is recorded once, and the second press is refused politely", async () => {
    stage.at(inOfficeHours);
    const before = await recorded(stage, "PickedUp");
    const { post } = await referred();
    const twice = await Promise.all([pickUp(stage, deskOfficer, post), pickUp(stage, deskOfficer, post)]);
    expect(twice.join("")).toContain("Somebody already has this.");
    expect(await recorded(stage, "PickedUp")).toBe(before + 1);
    await onlyMessage(stage, "council", "U0CWORKER");
  });

  it("pressed by a colleague who still sees the old post is refused politely and changes nobody", async () => {
    stage.at(inOfficeHours);
    const { post } = await referred();
    await pickUp(stage, deskOfficer, post);
    await onlyMessage(stage, "council", "U0CWORKER");
    const before = stage.workspace("police").ephemerals().length;
    await stage.police.press({
      user: secondOfficer.user,
      channel: post.channel,
      ts: post.ts,
      actionId: "pick-up",
      seen: post,
    });
    await expect.poll(() => stage.workspace("police").ephemerals().length).toBe(before + 1);
    expect(stage.workspace("police").ephemerals().at(-1)).toMatchObject({
      user: secondOfficer.user,
      text: expect.stringContaining("Somebody already has this.") as unknown,
    });
    expect(await asItStands(stage, "police", post)).toContain("Demo Referral Desk Officer has had it");
  });

  it("replayed byte for byte does nothing the second time", async () => {
    stage.at(inOfficeHours);
    const { post } = await referred();
    const before = await recorded(stage, "PickedUp");
    const pressed = await stage.police.press({
      user: deskOfficer.user,
      channel: post.channel,
      ts: post.ts,
      actionId: "pick-up",
    });
    expect((await stage.police.replay(pressed)).status).toBe(409);
    await onlyMessage(stage, "council", "U0CWORKER");
    expect(await recorded(stage, "PickedUp")).toBe(before + 1);
  });

  it("is refused to the agency that sent it, and the refusal is written down", async () => {
    stage.at(inOfficeHours);
    const ref = await refer(stage, deskOfficer);
    const post = await onlyMessage(stage, "council", "C0CDUTY");
    const told = await onlyMessage(stage, "police", "U0PDESK");
    // The sender's own message has no such button: this is what a forged or mistaken press would meet.
    const before = stage.workspace("police").ephemerals().length;
    await stage.police.press({
      user: "U0PDESK",
      channel: told.channel,
      ts: told.ts,
      actionId: "pick-up",
      seen: { ...post, channel: told.channel },
    });
    await expect.poll(() => stage.workspace("police").ephemerals().length).toBe(before + 1);
    expect(stage.workspace("police").ephemerals().at(-1)?.text).toBe(
      "Someone of the agency that was told deals with it. You are registered with the police.",
    );
    expect(await accessTo(stage, ref)).toEqual([{ person: "referral-desk-officer", what: "ActionRefused" }]);
    expect(await asItStands(stage, "council", post)).toContain("Nobody has it yet.");
  });
});

describe("a referral that must reach the sergeant on call (S2-17)", () => {
  const atNight = async () => {
    stage.at(fridayEvening);
    const ref = await refer(stage, nightWorker);
    const room = await onlyMessage(stage, "police", "C0PCONTROL");
    const direct = await onlyMessage(stage, "police", "U0PSERGEANT");
    await onlyMessage(stage, "council", "U0CNIGHT");
    return { ref, room, direct };
  };

  it("is not the sergeant's when the operations room has it: the second hop stays open until a sergeant is named", async () => {
    const { room, direct } = await atNight();
    await pickUp(stage, operator, room);
    const first = await onlyMessage(stage, "council", "U0CNIGHT");
    expect(first.text).toContain("Still open until named: Detective sergeant on call.");
    expect(await asItStands(stage, "police", direct)).toContain(
      "The Force Operations Room has it and is to pass it on: nobody else is named yet.",
    );
    await pickUp(stage, sergeant, direct);
    const second = await onlyMessage(stage, "council", "U0CNIGHT");
    expect(second.text).toContain("Demo Detective Sergeant (Detective sergeant on call) has had");
    expect(second.text).not.toContain("Still open");
  });

  it("is not taken for the sergeant by an operator, and may be taken by the inspector", async () => {
    const { room, direct } = await atNight();
    const byOperator = await stage.police.press({
      user: operator.user,
      channel: direct.channel,
      ts: direct.ts,
      actionId: "pick-up",
      seen: direct,
    });
    expect(byOperator.status).toBe(200);
    await expect
      .poll(() => stage.workspace("police").ephemerals().at(-1)?.text)
      .toBe("This needs the person on call, by name.");
    expect(await pickUp(stage, inspector, direct)).toBe("");
    const told = await onlyMessage(stage, "council", "U0CNIGHT");
    expect(told.text).toContain("Demo Detective Inspector");
    expect(told.text).not.toContain("Still open");
    expect(await asItStands(stage, "police", room)).toContain("Demo Detective Inspector has had it since");
  });
});
