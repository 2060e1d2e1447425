import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { clocksOf, onlyMessage, pickUp, press, recorded, recordForm, sendForm } from "../support/act.ts";
import { openCard, openFromCard } from "../support/case-window.ts";
import { planted } from "../support/planted.ts";
import { colleague, deskOfficer, operator, refer, secondOfficer, socialWorker } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ stillTimers: true });
});
afterEach(() => stage.nothingUnread());
afterAll(() => stage.close());

/** A case that the police have had since the morning. */
const inHand = async (answers: Record<string, string> = {}) => {
  stage.at("2026-09-01T10:00:00+01:00");
  const ref = await refer(stage, socialWorker, answers);
  const post = await onlyMessage(stage, "police", "C0PREFER");
  await onlyMessage(stage, "council", "U0CWORKER");
  await pickUp(stage, deskOfficer, post);
  await onlyMessage(stage, "council", "U0CWORKER");
  return ref;
};

const whatIsNew = planted.concerns;
const clock = async (ref: string, rule: string) =>
  (await clocksOf(stage, ref)).filter((one) => one.rule === rule);

describe("a new concern in an open case", () => {
  it("is told to the team on duty and to whoever has the case, and its raiser hears who takes it (S1-5)", async () => {
    const ref = await inHand();
    stage.at("2026-09-02T11:00:00+01:00");
    const form = await openFromCard(stage, socialWorker, ref, "open-concern");
    expect(form).toContain("is it new or increased harm?");
    expect(form).not.toContain(planted.child);
    await recordForm(stage, socialWorker, {
      "new-harm": "yes",
      "what-is-new": whatIsNew,
      "immediate-risk": "no",
      time: "09:30",
    });
    const desk = await onlyMessage(stage, "police", "C0PREFER");
    expect(desk.text).toContain(`New concern from social care, in an open case ${ref}`);
    const direct = await onlyMessage(stage, "police", "U0PDESK");
    expect(direct.text).toContain(`New concern from social care, in an open case ${ref}`);
    const told = await onlyMessage(stage, "council", "U0CWORKER");
    expect(told.text).toContain(`New concern recorded: ${ref}`);
    expect(await clock(ref, "S2-11")).toMatchObject([
      { due: "Wed 02 Sep 10:00:00", met: null },
      { due: "Thu 03 Sep 09:30:00", met: null },
    ]);
    expect(await openCard(stage, deskOfficer, ref)).toContain("(new concern): nobody yet");
    await pickUp(stage, secondOfficer, desk);
    expect((await onlyMessage(stage, "council", "U0CWORKER")).text).toContain("has had");
    expect(await openFromCard(stage, secondOfficer, ref, "read-referral")).toContain(whatIsNew);
  });

  it("raised by the police goes to social care, with the clocks of a referral from the police", async () => {
    const ref = await inHand();
    await openFromCard(stage, deskOfficer, ref, "open-concern");
    await recordForm(stage, deskOfficer, {
      "new-harm": "yes",
      "what-is-new": whatIsNew,
      "immediate-risk": "no",
    });
    const desk = await onlyMessage(stage, "council", "C0CDUTY");
    await onlyMessage(stage, "council", "U0CWORKER");
    await onlyMessage(stage, "police", "U0PDESK");
    expect(await clock(ref, "S2-12")).toMatchObject([{ due: "Tue 01 Sep 17:00:00", met: null }]);
    await pickUp(stage, colleague, desk);
    await onlyMessage(stage, "police", "U0PDESK");
    expect(await clock(ref, "S2-12")).toMatchObject([{ late: false }]);
  });

  it("at night with immediate risk goes urgently to the control room and the sergeant", async () => {
    const ref = await inHand();
    stage.at("2026-09-01T22:00:00+01:00");
    await openFromCard(stage, socialWorker, ref, "open-concern");
    await recordForm(stage, socialWorker, { "new-harm": "not-known", "immediate-risk": "yes" });
    expect((await onlyMessage(stage, "police", "C0PCONTROL")).text).toContain(
      "Urgent new concern from social care, in an open case",
    );
    await onlyMessage(stage, "police", "U0PSERGEANT");
    await onlyMessage(stage, "council", "U0CWORKER");
  });

  it("that says nothing at all is asked for once, on the field, and nothing is lost; no other answer is needed", async () => {
    const ref = await inHand();
    await openFromCard(stage, socialWorker, ref, "open-concern");
    const sent = await sendForm(stage, socialWorker, { callback: "01632 960444" });
    expect(Object.keys(sent.errors)).toEqual(["what-is-new"]);
    expect(JSON.stringify(stage.council.view("U0CWORKER")["state"])).toContain("01632 960444");
    await recordForm(stage, socialWorker, { "what-is-new": whatIsNew });
    // What nobody answered counts as not known, and so as urgent.
    expect((await onlyMessage(stage, "police", "C0PREFER")).text).toContain("Urgent new concern");
    await onlyMessage(stage, "police", "U0PDESK");
    await onlyMessage(stage, "council", "U0CWORKER");
  });

  it("from two people at the same instant is on record twice, and both hear who has it", async () => {
    const ref = await inHand();
    const before = await recorded(stage, "ConcernRaised");
    const answers = { "new-harm": "yes", "what-is-new": whatIsNew, "immediate-risk": "no" };
    await openFromCard(stage, socialWorker, ref, "open-concern");
    await openFromCard(stage, colleague, ref, "open-concern");
    await Promise.all([recordForm(stage, socialWorker, answers), recordForm(stage, colleague, answers)]);
    expect(await recorded(stage, "ConcernRaised")).toBe(before + 2);
    await stage.settled();
    const [desk, again] = await stage.unread("police", "C0PREFER");
    expect(again?.text).toContain(ref);
    expect(await stage.unread("police", "U0PDESK")).toHaveLength(2);
    await onlyMessage(stage, "council", "U0CWORKER");
    await onlyMessage(stage, "council", "U0CSECOND");
    if (desk === undefined) throw new Error("nobody was told");
    await pickUp(stage, secondOfficer, desk);
    await onlyMessage(stage, "council", "U0CWORKER");
    await onlyMessage(stage, "council", "U0CSECOND");
    const open = (await openCard(stage, secondOfficer, ref)).match(/\(new concern\): nobody yet/g);
    expect(open).toBeNull();
  });

  it("is the control room's to raise as well: it may refer, and it may not record steps", async () => {
    const ref = await inHand();
    await openFromCard(stage, operator, ref, "open-concern");
    await recordForm(stage, operator, { "new-harm": "no", "what-is-new": whatIsNew });
    expect((await onlyMessage(stage, "council", "U0CWORKER")).text).toContain(ref);
  });
});

describe("an update without new harm", () => {
  it("is seen with one press by the other agency, and chased until then (LOCAL-95)", async () => {
    const ref = await inHand();
    await openFromCard(stage, socialWorker, ref, "open-concern");
    await recordForm(stage, socialWorker, { "new-harm": "no", "what-is-new": whatIsNew });
    expect(await clock(ref, "S2-11")).toHaveLength(1);
    const told = await onlyMessage(stage, "police", "U0PDESK");
    expect(JSON.stringify(told.blocks)).toContain("I have seen it");
    expect(await clock(ref, "LOCAL-95")).toMatchObject([{ owner: "police.officer", met: null }]);
    await press(stage, deskOfficer, told, "update-seen");
    await stage.settled();
    expect(await clock(ref, "LOCAL-95")).toMatchObject([{ met: "Tue 01 Sep 10:00:00" }]);
  });
});
