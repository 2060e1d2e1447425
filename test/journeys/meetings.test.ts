import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { FillValue } from "../../simulator/element-state.ts";
import { shipped } from "../domain/example-case.ts";
import { serverAt, startMailServer, type Running } from "../mail/mail-servers.ts";
import { onlyMessage, openWindow, recordForm, sendForm } from "../support/act.ts";
import { openFromCard, pressIn } from "../support/case-window.ts";
import { planted } from "../support/planted.ts";
import { refer, textOf, type Sender } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

/** People of the area whose protocol is about conferences. */
const worker: Sender = { installation: "council", user: "U0FICTCWORKER", channel: "C0FICTDUTY" };

/** Whoever sends the invitations: what is due before a conference is theirs. */
const administrator = "U0FICTCADMIN";

let stage: Stage;
let mailServer: Running;
beforeAll(async () => {
  mailServer = await startMailServer();
  const area = shipped.areas.get("fictown")?.value;
  if (area === undefined) throw new Error("fictown does not ship");
  const mail = { server: serverAt(mailServer.port), passphrases: new Map<string, string>() };
  stage = await openStage({ area: () => area, stillTimers: true, mail });
});
afterEach(() => stage.nothingUnread());
afterAll(async () => {
  await stage.close();
  await mailServer.stop();
});

const referred = async (): Promise<string> => {
  stage.at("2026-09-01T10:00:00+01:00");
  const ref = await refer(stage, worker);
  await onlyMessage(stage, "police", "C0FICTCPPU");
  await onlyMessage(stage, "council", worker.user);
  return ref;
};

const booking: Record<string, FillValue> = {
  kind: "initial-conference",
  date: "2026-09-22",
  time: "10:00",
  place: "plantedroom of the town hall",
};

const arrange = (ref: string) => openFromCard(stage, worker, ref, "open-meetings", "open-arrange");

describe("an initial conference", () => {
  it("STAT-15: on a Saturday is refused on its date, and so is a day that has passed; what was typed stays", async () => {
    const ref = await referred();
    await arrange(ref);
    const weekend = await sendForm(stage, worker, { ...booking, date: "2026-09-19" });
    expect(Object.keys(weekend.errors)).toEqual(["date"]);
    expect(textOf(weekend.errors)).toContain("a weekday");
    const passed = await sendForm(stage, worker, { date: "2026-08-31" });
    expect(passed.errors).toEqual({ date: "That has passed. Choose a time that is still to come." });
    expect(textOf(stage.council.view(worker.user)["state"])).toContain("plantedroom");
    await recordForm(stage, worker, { date: "2026-09-22" });
    await stage.settled();
  });

  it("is shown with its date and place to whoever may read the case, and is moved and called off with a reason", async () => {
    const ref = await referred();
    await arrange(ref);
    await recordForm(stage, worker, booking);
    const shown = await openFromCard(stage, worker, ref, "open-meetings");
    expect(shown).toContain("The initial conference: Tue 22 Sep 2026 10:00 BST");
    expect(shown).toContain("plantedroom");

    await pressIn(stage, worker, "open-move-meeting");
    const weekend = await sendForm(stage, worker, { date: "2026-09-26", why: planted.discussed });
    expect(textOf(weekend.errors)).toContain("a weekday");
    await recordForm(stage, worker, { date: "2026-09-28" });
    await stage.settled();
    const moved = await openFromCard(stage, worker, ref, "open-meetings");
    expect(moved).toContain("Was to be: Tue 22 Sep 2026 10:00 BST");

    await pressIn(stage, worker, "open-call-off");
    await recordForm(stage, worker, { why: planted.discussed });
    await stage.settled();
    const off = await openFromCard(stage, worker, ref, "open-meetings");
    expect(off).toContain("called off, was to be Mon 28 Sep 2026 10:00 BST");
    expect(off).not.toContain("open-move-meeting");
    const [aboutMove, aboutOff] = await stage.unread("council", administrator);
    expect(aboutMove?.text).toContain("is on Mon 28 Sep 2026 10:00 BST now, not on Tue 22 Sep 2026");
    expect(aboutOff?.text).toContain("is called off");
  });

  it("that somebody moved meanwhile is moved once: whoever comes second is told how it stands", async () => {
    const ref = await referred();
    await arrange(ref);
    await recordForm(stage, worker, booking);
    await openFromCard(stage, worker, ref, "open-meetings", "open-call-off");
    const other: Sender = { ...worker, user: "U0FICTCMANAGER" };
    await openFromCard(stage, other, ref, "open-meetings", "open-call-off");
    await recordForm(stage, worker, { why: planted.discussed });
    const second = await sendForm(stage, other, { why: planted.discussed });
    expect(textOf(second.errors)).toContain("It is called off already.");
    await stage.settled();
    expect((await onlyMessage(stage, "council", administrator)).text).toContain("is called off");
  });
});

/** Everything that the Wakefield protocol asks for in words. */
const inWords = {
  "answer-specialists asked or why none": planted.discussed,
  "answer-reason for the conference": planted.discussed,
  "answer-details of every child": planted.child,
  "answer-details of every family member": planted.personAlleged,
};

describe("asking people to a conference", () => {
  const booked = async (): Promise<string> => {
    const ref = await referred();
    await arrange(ref);
    await recordForm(stage, worker, booking);
    return ref;
  };

  it("S4-12, S4-13: says on each field what the protocol still asks, and tells whoever is asked by their own way", async () => {
    const ref = await booked();
    const form = await openFromCard(stage, worker, ref, "open-meetings", "open-invite");
    expect(form).toContain("Fictown Child and Public Protection Unit");
    expect(form).toContain("The family themselves");
    expect(form).toContain("Why would the police come?");
    const bare = await sendForm(stage, worker, { further: "Planted Teacher" });
    expect(Object.keys(bare.errors)).toEqual(
      expect.arrayContaining([...Object.keys(inWords), "fact-attendance"]),
    );
    const wrong = await sendForm(stage, worker, {
      further: "Planted Teacher; Planted School; not an address",
    });
    expect(wrong.errors["further"]).toContain("Line 1: the third part is no e-mail address.");
    await recordForm(stage, worker, {
      ...inWords,
      further: "Planted Teacher; Planted School; ; attendance at school",
      "answer-what each person invited can bring": planted.discussed,
      "fact-attendance": "required",
      chair: "fictown-conference-chair",
    });
    const invitation = await onlyMessage(stage, "council", "U0FICTCCHAIR");
    expect(invitation.text).toContain(
      "the initial conference on Tue 22 Sep 2026 10:00 BST. You are asked to come. You chair it.",
    );
    await stage.unread("council", worker.user);
    await stage.unread("police", "C0FICTCPPU");

    const chair: Sender = { installation: "council", user: "U0FICTCCHAIR", channel: "U0FICTCCHAIR" };
    await openWindow(stage, chair, invitation, "open-invitation-answer");
    await recordForm(stage, chair, { answer: "coming" });
    expect((await onlyMessage(stage, "council", worker.user)).text).toContain(
      "will come to the initial conference",
    );
    const shown = await openFromCard(stage, worker, ref, "open-meetings");
    expect(shown).toContain("Planted Teacher, Planted School");
    expect(shown).toContain("Demo Conference Chair of Fictown");
    await stage.settled();
  });
});
