import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { asItStands, onlyMessage, openWindow, recordForm, sendForm, windowOf } from "../support/act.ts";
import { planted } from "../support/planted.ts";
import {
  closeWindows,
  deskOfficer,
  nightWorker,
  openReferral,
  refer,
  refPattern,
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

const pressUrgent = async (who: { installation: "council" | "police"; user: string }, until: string) => {
  await stage[who.installation].pressInModal({ user: who.user, actionId: "send-urgent" });
  await expect.poll(() => windowOf(stage, who), { timeout: 5_000 }).toContain(until);
  return windowOf(stage, who);
};

describe("'Urgent: send with what I have' (S3-11)", () => {
  it("needs only whom to tell and a number to ring back: unanswered counts as not known, and the inspector is told", async () => {
    stage.at("2026-08-29T03:10:00+01:00");
    await openReferral(stage, nightWorker);
    stage.council.fill({ user: "U0CNIGHT", values: { callback: "01632 960112" } });
    const shown = await pressUrgent(nightWorker, "Recorded");
    const ref = refPattern.exec(shown)?.[0] ?? "";
    // Nobody said that it is not about one of us, so it goes the restricted way (S1-12) with the number to ring.
    const post = await onlyMessage(stage, "police", "U0PINSPECTOR");
    expect(post.text).toContain(`Urgent referral from social care, for you alone ${ref}`);
    expect(textOf(post.blocks)).toContain("*Incomplete* sent urgently with what was known; ring the sender");
    expect(textOf(post.blocks)).toContain("*Urgent because* immediate risk");
    await onlyMessage(stage, "council", "U0CNIGHT");
  });

  it("with the first question answered goes to the team on duty, and the child's details may all be missing", async () => {
    stage.at("2026-09-01T10:00:00+01:00");
    await openReferral(stage, deskOfficer);
    stage.police.fill({ user: "U0PDESK", values: { about: "no", callback: "01632 960201" } });
    await pressUrgent(deskOfficer, "Recorded");
    const post = await onlyMessage(stage, "council", "C0CDUTY");
    expect(post.text).toContain("Urgent referral from the police");
    const own = await onlyMessage(stage, "police", "U0PDESK");
    expect(await openWindow(stage, deskOfficer, own, "read-referral")).toContain(
      "*Not known:* child; date of birth; age;",
    );
  });

  it("without a number is not sent, says so at the top, and keeps what was typed", async () => {
    stage.at("2026-09-01T10:00:00+01:00");
    await openReferral(stage, socialWorker);
    stage.council.fill({ user: "U0CWORKER", values: { about: "no", concerns: planted.concerns } });
    await pressUrgent(socialWorker, "Not sent yet. Enter a telephone number on which you can be rung back.");
    expect(JSON.stringify(stage.council.view("U0CWORKER")["state"])).toContain(planted.concerns);
    stage.council.fill({ user: "U0CWORKER", values: { callback: "01632 960111" } });
    await pressUrgent(socialWorker, "Recorded");
    await onlyMessage(stage, "police", "C0PREFER");
    const own = await onlyMessage(stage, "council", "U0CWORKER");
    expect(await openWindow(stage, socialWorker, own, "read-referral")).toContain(planted.concerns);
  });

  it("pressed twice makes one referral", async () => {
    stage.at("2026-09-01T10:00:00+01:00");
    await openReferral(stage, socialWorker);
    stage.council.fill({ user: "U0CWORKER", values: { about: "no", callback: "01632 960111" } });
    const pressed = { user: "U0CWORKER", actionId: "send-urgent" };
    await Promise.all([stage.council.pressInModal(pressed), stage.council.pressInModal(pressed)]);
    expect((await onlyMessage(stage, "police", "C0PREFER")).text).toContain("Urgent referral");
    await onlyMessage(stage, "council", "U0CWORKER");
  });

  it("is never held up by a time that is impossible", async () => {
    stage.at("2026-09-01T10:00:00+01:00");
    await openReferral(stage, socialWorker);
    const values = { about: "no", callback: "01632 960111", "learned-time": "99:99" };
    stage.council.fill({ user: "U0CWORKER", values });
    await pressUrgent(socialWorker, "Recorded");
    expect((await onlyMessage(stage, "police", "C0PREFER")).text).toContain("Urgent referral");
    await onlyMessage(stage, "council", "U0CWORKER");
  });
});

describe("immediate risk", () => {
  it("has no default: a form without an answer is not sent", async () => {
    await openReferral(stage, socialWorker);
    const sent = await sendForm(stage, socialWorker, { about: "no", callback: "01632 960111" });
    expect(textOf(sent.blockedByClient)).toContain("immediate-risk");
    const forced = await stage.council.submit({ user: "U0CWORKER" }, { force: true });
    expect(forced.errors).toEqual({ "immediate-risk": "Choose an answer. Not known is one." });
    await closeWindows(stage, socialWorker);
  });

  it("'not known' counts as yes until a person downgrades it with a reason, and whoever was told hears of it", async () => {
    stage.at("2026-09-01T10:00:00+01:00");
    const ref = await refer(stage, socialWorker, { "immediate-risk": "not-known" });
    const post = await onlyMessage(stage, "police", "C0PREFER");
    expect(post.text).toContain("Urgent referral");
    expect(textOf(post.blocks)).toContain("*Urgent because* immediate risk");
    await onlyMessage(stage, "council", "U0CWORKER");

    stage.at("2026-09-01T10:20:00+01:00");
    await openWindow(stage, deskOfficer, post, "read-referral");
    await stage.police.pressInModal({ user: "U0PDESK", actionId: "open-risk" });
    await expect.poll(() => windowOf(stage, deskOfficer)).toContain("is the child at immediate risk now?");
    const unreasoned = await sendForm(stage, deskOfficer, { "immediate-risk": "no" });
    expect(textOf(unreasoned.blockedByClient)).toContain("reason");
    const forced = await stage.police.submit({ user: "U0PDESK" }, { force: true });
    expect(forced.errors).toEqual({ reason: "This needs an answer." });
    await recordForm(stage, deskOfficer, { reason: planted.discussed });

    const told = await onlyMessage(stage, "council", "U0CWORKER");
    expect(told.text).toContain(`Immediate risk was reassessed on ${ref}`);
    expect(told.text).toContain("now not urgent");
    expect(textOf(told.blocks)).toContain("By Demo Referral Desk Officer.");
    expect((await onlyMessage(stage, "police", "C0PREFER")).text).toContain("now not urgent");
    const edited = await asItStands(stage, "police", post);
    expect(edited).toContain("*Urgency* standard");
    expect(edited).not.toContain("Urgent referral");
  });

  it.each([
    ["a suspect in custody", { suspect: ["in-custody"] }, "suspect in custody"],
    ["forensic evidence that may be lost", { suspect: ["forensic-window"] }, "forensic evidence may be lost"],
    [
      "a child with the person alleged",
      { "with-person-alleged": "yes" },
      "the child is with the person alleged",
    ],
    ["police protection", { "police-protection": "yes" }, "police protection"],
  ])("shows one closed reason for %s", async (_what, answers, reason) => {
    stage.at("2026-09-01T10:00:00+01:00");
    await refer(stage, deskOfficer, answers);
    expect((await onlyMessage(stage, "council", "C0CDUTY")).text).toContain(`, ${reason}. Nobody has it`);
    await onlyMessage(stage, "police", "U0PDESK");
  });
});
