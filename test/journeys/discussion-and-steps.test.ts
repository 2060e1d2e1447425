import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  asItStands,
  clocksOf,
  onlyMessage,
  openWindow,
  pickUp,
  recordForm,
  recordStep,
  sendForm,
} from "../support/act.ts";
import { planted } from "../support/planted.ts";
import { colleague, deskOfficer, nightWorker, operator, refer, socialWorker } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ stillTimers: true });
});
afterEach(() => stage.nothingUnread());
afterAll(() => stage.close());

const discussion = {
  "with-whom": planted.toldTo,
  decision: "joint",
  "decision-in-words": planted.discussed,
};

const fromSocialCare = async (answers: Record<string, string> = {}) => {
  const ref = await refer(stage, socialWorker, answers);
  const post = await onlyMessage(stage, "police", "C0PREFER");
  const own = await onlyMessage(stage, "council", "U0CWORKER");
  return { ref, post, own };
};

const clock = async (ref: string, rule: string) =>
  (await clocksOf(stage, ref)).filter((one) => one.rule === rule);

describe("the clocks of a referral from social care", () => {
  it("starts S2-11, 24 hours from when social care learned of it, and S2-9, one working day; the post shows the earlier", async () => {
    stage.at("2026-09-01T10:00:00+01:00");
    const { ref, post } = await fromSocialCare({ "learned-time": "08:15" });
    expect(await clock(ref, "S2-11")).toMatchObject([{ due: "Wed 02 Sep 08:15:00", met: null }]);
    expect(await clock(ref, "S2-9")).toMatchObject([{ due: "Wed 02 Sep 17:00:00", met: null }]);
    expect(await asItStands(stage, "police", post)).toContain("*Due Wed 2 Sep 2026 08:15 BST:*");
  });

  it("counts 24 hours over a weekend and a bank holiday, and one working day around them", async () => {
    stage.at("2026-08-28T15:00:00+01:00");
    const { ref } = await fromSocialCare();
    expect(await clock(ref, "S2-11")).toMatchObject([{ due: "Sat 29 Aug 15:00:00" }]);
    expect(await clock(ref, "S2-9")).toMatchObject([{ due: "Tue 01 Sep 17:00:00" }]);
  });

  it("does not start S2-11 when the sender answers that there is no possible crime (S2-20)", async () => {
    stage.at("2026-09-01T10:00:00+01:00");
    const { ref } = await fromSocialCare({ crime: "no" });
    expect(await clock(ref, "S2-11")).toEqual([]);
    expect(await clock(ref, "S2-9")).toHaveLength(1);
  });

  it("is not stopped by picking up: only a two-way discussion stops S2-11, and then the post shows the next", async () => {
    stage.at("2026-09-01T10:00:00+01:00");
    const { ref, post } = await fromSocialCare();
    await pickUp(stage, deskOfficer, post);
    await onlyMessage(stage, "council", "U0CWORKER");
    expect(await clock(ref, "S2-11")).toMatchObject([{ met: null }]);

    stage.at("2026-09-01T11:00:00+01:00");
    await openWindow(stage, deskOfficer, post, "open-discussion");
    await recordForm(stage, deskOfficer, { ...discussion, time: "10:45" });
    expect(await clock(ref, "S2-11")).toMatchObject([{ met: "Tue 01 Sep 10:45:00", late: false }]);
    expect(await asItStands(stage, "police", post)).toContain("(S2-18)");
  });

  it("is late a second after the 24 hours, and met at the instant itself", async () => {
    stage.at("2026-09-01T10:00:00+01:00");
    const first = await fromSocialCare();
    const second = await fromSocialCare();
    stage.at("2026-09-02T10:01:00+01:00");
    await openWindow(stage, socialWorker, first.own, "open-discussion");
    await recordForm(stage, socialWorker, { ...discussion, time: "10:00" });
    await openWindow(stage, socialWorker, second.own, "open-discussion");
    await recordForm(stage, socialWorker, { ...discussion, time: "10:01" });
    expect(await clock(first.ref, "S2-11")).toMatchObject([{ late: false }]);
    expect(await clock(second.ref, "S2-11")).toMatchObject([{ late: true }]);
    await stage.settled();
  });

  it("is not stopped by a discussion from before the referral", async () => {
    stage.at("2026-09-01T10:00:00+01:00");
    const { ref, own } = await fromSocialCare();
    await openWindow(stage, socialWorker, own, "open-discussion");
    await recordForm(stage, socialWorker, { ...discussion, time: "09:00" });
    expect(await clock(ref, "S2-11")).toMatchObject([{ met: null }]);
  });

  it("is not recorded by an operator of the control room, who is told who may", async () => {
    stage.at("2026-08-28T17:40:00+01:00");
    await refer(stage, nightWorker);
    const room = await onlyMessage(stage, "police", "C0PCONTROL");
    await onlyMessage(stage, "police", "U0PSERGEANT");
    await onlyMessage(stage, "council", "U0CNIGHT");
    expect(await openWindow(stage, operator, room, "open-discussion")).toContain(
      "Either party to a two-way discussion records it. Your role (control room) is not one of those that may.",
    );
  });

  it("keeps what was typed when the time of the discussion has not come yet", async () => {
    stage.at("2026-09-01T10:00:00+01:00");
    const { own } = await fromSocialCare();
    await openWindow(stage, socialWorker, own, "open-discussion");
    const future = await sendForm(stage, socialWorker, { ...discussion, date: "2026-09-02" });
    expect(Object.keys(future.errors)).toEqual(["date"]);
    expect(JSON.stringify(stage.council.view("U0CWORKER")["state"])).toContain(planted.discussed);
    await recordForm(stage, socialWorker, { date: "2026-09-01" });
    await stage.settled();
  });
});

describe("the assessment", () => {
  it("decided as required stops S2-9 and starts S2-10: 45 days, the other reading shown, counted from the referral", async () => {
    stage.at("2026-09-01T10:00:00+01:00");
    const { ref, own } = await fromSocialCare({ crime: "no" });
    stage.at("2026-09-02T09:00:00+01:00");
    await recordStep(stage, socialWorker, own, {
      step: "assessment-decided",
      "fact-assessment": "required",
      note: planted.discussed,
    });
    expect(await clock(ref, "S2-9")).toMatchObject([{ met: "Wed 02 Sep 09:00:00", late: false }]);
    expect(await clock(ref, "S2-10")).toMatchObject([
      { due: "Fri 16 Oct 16:30:00", other: "Tue 03 Nov 17:00:00", met: null },
    ]);
    stage.at("2026-10-01T09:00:00+01:00");
    await recordStep(stage, socialWorker, own, { step: "assessment-completed", note: planted.discussed });
    expect(await clock(ref, "S2-10")).toMatchObject([{ met: "Thu 01 Oct 09:00:00", late: false }]);
    await stage.settled();
  });

  it("shows both readings of S2-10 in the duty team's post once it is the next thing that they have to do", async () => {
    stage.at("2026-09-01T10:00:00+01:00");
    await refer(stage, deskOfficer);
    const post = await onlyMessage(stage, "council", "C0CDUTY");
    await onlyMessage(stage, "police", "U0PDESK");
    await pickUp(stage, socialWorker, post);
    await onlyMessage(stage, "police", "U0PDESK");
    expect(await asItStands(stage, "council", post)).toContain("(S2-18)");
    await recordStep(stage, socialWorker, post, { step: "checks-recorded", note: planted.discussed });
    expect(await asItStands(stage, "council", post)).toContain("(S2-9)");
    await recordStep(stage, socialWorker, post, {
      step: "assessment-decided",
      "fact-assessment": "required",
      note: planted.discussed,
    });
    const shown = await asItStands(stage, "council", post);
    expect(shown).toContain("*Due Fri 16 Oct 2026 16:30 BST:*");
    expect(shown).toContain("(S2-10). The other reading, shown only: Tue 3 Nov 2026 17:00 GMT.");
  });

  it("decided as not required starts no clock, and the police cannot decide it for social care", async () => {
    stage.at("2026-09-01T10:00:00+01:00");
    const { ref, post, own } = await fromSocialCare({ crime: "no" });
    await recordStep(stage, deskOfficer, post, {
      step: "assessment-decided",
      "fact-assessment": "not-required",
      note: planted.discussed,
    });
    expect(await clock(ref, "S2-9")).toMatchObject([{ met: null }]);
    await recordStep(stage, colleague, own, {
      step: "assessment-decided",
      "fact-assessment": "not-required",
      note: planted.discussed,
    });
    expect(await clock(ref, "S2-9")).toMatchObject([{ late: false }]);
    expect(await clock(ref, "S2-10")).toEqual([]);
    await stage.settled();
  });
});

describe("evidence of an offence that emerges later (S2-22)", () => {
  it("starts the 24 hours of a discussion anew, which an earlier discussion does not stop", async () => {
    stage.at("2026-09-01T10:00:00+01:00");
    const { ref, own } = await fromSocialCare({ crime: "no" });
    await openWindow(stage, socialWorker, own, "open-discussion");
    await recordForm(stage, socialWorker, discussion);
    stage.at("2026-09-03T14:00:00+01:00");
    await recordStep(stage, socialWorker, own, { step: "offence-emerged", note: planted.discussed });
    const discuss = async () =>
      (await clock(ref, "S2-22")).filter(({ owner }) => owner === "social-care.worker");
    expect(await discuss()).toMatchObject([{ due: "Fri 04 Sep 14:00:00", met: null }]);
    stage.at("2026-09-03T15:00:00+01:00");
    await openWindow(stage, socialWorker, own, "open-discussion");
    await recordForm(stage, socialWorker, discussion);
    expect(await discuss()).toMatchObject([{ met: "Thu 03 Sep 15:00:00", late: false }]);
    await stage.settled();
  });
});

describe("the clocks of a referral from the police", () => {
  it("S2-12 is met by a named person of social care, not by sending; S2-18 then asks both to check their records", async () => {
    stage.at("2026-09-01T10:00:00+01:00");
    const ref = await refer(stage, deskOfficer);
    const post = await onlyMessage(stage, "council", "C0CDUTY");
    const own = await onlyMessage(stage, "police", "U0PDESK");
    expect(await clock(ref, "S2-12")).toMatchObject([{ due: "Tue 01 Sep 17:00:00", met: null }]);
    expect(await clock(ref, "S2-11")).toEqual([]);
    expect(await clock(ref, "S2-18")).toEqual([]);
    stage.at("2026-09-01T10:30:00+01:00");
    await pickUp(stage, socialWorker, post);
    await onlyMessage(stage, "police", "U0PDESK");
    expect(await clock(ref, "S2-12")).toMatchObject([{ met: "Tue 01 Sep 10:30:00", late: false }]);
    expect(await clock(ref, "S2-18")).toMatchObject([
      { owner: "police.officer", due: "Tue 01 Sep 10:30:00", met: null },
      { owner: "social-care.worker", due: "Tue 01 Sep 10:30:00", met: null },
    ]);
    await recordStep(stage, deskOfficer, own, { step: "checks-recorded", note: planted.discussed });
    expect((await clock(ref, "S2-18")).map(({ met }) => met !== null)).toEqual([true, false]);
    await stage.settled();
  });

  it("out of hours S2-12 is due now, and the next close is shown only as the other reading", async () => {
    stage.at("2026-08-29T14:00:00+01:00");
    const ref = await refer(stage, deskOfficer);
    const post = await onlyMessage(stage, "council", "C0CNIGHT");
    await onlyMessage(stage, "police", "U0PDESK");
    expect(await clock(ref, "S2-12")).toMatchObject([
      { due: "Sat 29 Aug 14:00:00", other: "Tue 01 Sep 17:00:00" },
    ]);
    stage.at("2026-08-29T14:05:00+01:00");
    await pickUp(stage, nightWorker, post);
    await onlyMessage(stage, "police", "U0PDESK");
    await onlyMessage(stage, "police", "C0PCONTROL");
    expect(await clock(ref, "S2-12")).toMatchObject([{ late: true }]);
  });
});
