import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Message } from "../../simulator/message.ts";
import { asItStands, onlyMessage, openWindow, pickUp, sendForm } from "../support/act.ts";
import { keepOut, nameInCase, openCard, openCommand, openFromCard, pressIn } from "../support/case-window.ts";
import { overhear, play, shownIn, type Said } from "../support/play.ts";
import { planted } from "../support/planted.ts";
import {
  closeWindows,
  deskOfficer,
  inspector,
  nightWorker,
  refer,
  secondOfficer,
  sergeant,
  socialWorker,
  type Sender,
} from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

// Duty time moves in many steps, and each waits for what its timers send.
vi.setConfig({ testTimeout: 120_000 });

const nothing = "There is nothing here that you can open.";
const withdrawn = "A message that stood here was withdrawn, Exampleshire (fictional).";
const manager = { installation: "council", user: "U0CMANAGER", channel: "C0CDUTY" } as const;

let stage: Stage;
beforeEach(async () => {
  stage = await openStage({ handOver: true, begins: "2026-09-01T10:00:00+01:00" });
});
afterEach(() => stage.close());

const said = (all: readonly Said[], ...places: readonly string[]): string => shownIn(all, ...places);

/** Everything that somebody finds of a case when they look for it themselves. */
const findings = async (who: Sender, ref: string): Promise<string> => {
  const worklist = await openCommand(stage, who, "/worklist");
  const team = await pressIn(stage, who, "worklist-team");
  expect(await openCard(stage, who, ref)).toContain(nothing);
  await closeWindows(stage, who);
  return `${worklist}\n${team}`;
};

/** Every button of a message that somebody may still have on their screen answers that there is nothing. */
const pressAll = async (who: Sender, seen: Message): Promise<void> => {
  const { channel, ts } = seen;
  for (const actionId of [
    "read-referral",
    "open-discussion",
    "open-step",
    "open-told-by-telephone",
    "open-case",
  ]) {
    if (!JSON.stringify(seen.blocks).includes(`"${actionId}"`)) continue;
    await closeWindows(stage, who);
    await stage[who.installation].press({ user: who.user, channel, ts, actionId, seen });
    await expect
      .poll(() => JSON.stringify(stage.workspace(who.installation).modal(who.user) ?? {}), { timeout: 5_000 })
      .toContain(nothing);
  }
  await closeWindows(stage, who);
};

describe("a person of whom it is learned late that they must not know of a case", () => {
  it("finds no trace of it from then on, on any surface, though they had it", async () => {
    const ref = await refer(stage, socialWorker);
    const post = await onlyMessage(stage, "police", "C0PREFER");
    await onlyMessage(stage, "council", "U0CWORKER");
    expect(await pickUp(stage, deskOfficer, post)).toBe("");
    await onlyMessage(stage, "council", "U0CWORKER");
    await play(stage, "2026-09-01T14:10:00+01:00");
    const direct = (await stage.workspace("police").directMessages("U0PDESK")).filter(({ text }) =>
      text.includes(ref),
    );
    expect(direct.length, "they were asked what has become of it").toBeGreaterThan(0);

    await keepOut(stage, secondOfficer, ref, { user: "U0PDESK" });
    expect((await onlyMessage(stage, "council", "U0CWORKER")).text).toContain(`Nobody has ${ref} now`);
    for (const message of [post, ...direct]) {
      const now = await asItStands(stage, "police", message);
      expect(now).toContain(withdrawn);
      expect(now).not.toContain(ref);
      await pressAll(deskOfficer, message);
    }
    expect(await findings(deskOfficer, ref)).not.toContain(ref);
    expect(await openCommand(stage, secondOfficer, "/worklist")).toBeDefined();

    expect(await openFromCard(stage, secondOfficer, ref, "pick-up-from-case")).toContain(
      "Demo Second Desk Officer has had it since",
    );
    const people = await openFromCard(stage, secondOfficer, ref, "open-more", "open-people");
    expect(people).toContain("Demo Second Desk Officer (the police), somebody who is consulted");
    expect(people).toContain("Demo Detective Inspector");
    expect(people).not.toContain("Demo Referral Desk Officer");
    expect(await openFromCard(stage, socialWorker, ref, "open-note")).not.toContain(
      "Demo Referral Desk Officer",
    );
    expect(await openFromCard(stage, socialWorker, ref, "open-more", "open-exclude")).not.toContain(
      "Demo Referral Desk Officer",
    );

    const later = await play(stage, "2026-09-03T09:30:00+01:00");
    expect(said(later, "U0CWORKER", "U0PSECOND")).toContain(ref);
    const channels = stage.workspace("police").seed.channels.map(({ id }) => id);
    expect(said(later, "U0PDESK", "C0CDUTY", "C0CNIGHT", ...channels)).not.toContain(ref);
    expect(said(later, "C0PREFER"), "the team took over a list all the same").toContain("Hand-over");
    expect(await asItStands(stage, "police", post)).not.toContain(ref);
  });

  it("finds it on no hand-over list either, not on one that was put to the team before", async () => {
    await play(stage, "2026-09-02T08:20:00+01:00");
    const ref = await refer(stage, socialWorker);
    await overhear(stage, "2026-09-02T08:20:00+01:00");
    const morning = await play(stage, "2026-09-02T08:30:00+01:00");
    expect(said(morning, "C0PREFER")).toContain(`${ref}: nobody of the police`);
    await keepOut(stage, socialWorker, ref, { person: "referral-desk-officer" });
    await overhear(stage, "2026-09-02T08:30:00+01:00");
    for (const [installation, channel] of [
      ["police", "C0PREFER"],
      ["council", "C0CDUTY"],
    ] as const) {
      const all = await stage.workspace(installation).messages(channel);
      expect(all.filter(({ text }) => text.startsWith("Hand-over list")).length).toBeGreaterThan(0);
      expect(JSON.stringify(all)).not.toContain(ref);
    }
  });

  it("is read about by whoever may still open the case, with the reason, and by no team any more", async () => {
    const ref = await refer(stage, socialWorker);
    const post = await onlyMessage(stage, "police", "C0PREFER");
    const own = await onlyMessage(stage, "council", "U0CWORKER");
    await keepOut(stage, socialWorker, ref, { person: "referral-desk-officer" });
    const named = await onlyMessage(stage, "police", "U0PINSPECTOR");
    expect(named.text).toContain(`Demo Social Worker has named you as a supervisor in ${ref}`);
    expect(await openCard(stage, secondOfficer, ref)).toContain(nothing);
    expect(await openCard(stage, sergeant, ref)).toContain(nothing);
    await pressAll(deskOfficer, post);
    expect(await openWindow(stage, socialWorker, own, "read-referral")).toContain(
      "plantedrelative of somebody there",
    );
    const read = await openFromCard(stage, inspector, ref, "read-referral");
    expect(read).toContain("Kept from somebody, and for named people alone, since Tue 1 Sep 2026 10:00 BST");
    expect(read).toContain(planted.concerns);
    await nameInCase(stage, inspector, ref, { person: "second-desk-officer", as: "officer-in-the-case" });
    expect((await onlyMessage(stage, "police", "U0PSECOND")).text).toContain("as the officer in the case");
    expect((await onlyMessage(stage, "council", "U0CWORKER")).text).toContain("as the officer in the case");
    expect(await openFromCard(stage, secondOfficer, ref, "pick-up-from-case")).toContain("has had it since");
    expect((await onlyMessage(stage, "council", "U0CWORKER")).text).toContain("Demo Second Desk Officer");
  });

  it("on call is passed around: the ladder rings whoever stands in, and says nothing of why", async () => {
    stage.at("2026-08-29T02:00:00+01:00");
    const ref = await refer(stage, nightWorker, { suspect: ["in-custody"] });
    const post = await onlyMessage(stage, "police", "U0PSERGEANT");
    await overhear(stage, "2026-08-29T02:00:00+01:00");
    await keepOut(stage, nightWorker, ref, { person: "sergeant-on-call" });
    await overhear(stage, "2026-08-29T02:00:00+01:00");
    expect(await asItStands(stage, "police", post)).toContain(withdrawn);
    await pressAll(sergeant, post);
    expect(await findings(sergeant, ref)).not.toContain(ref);
    const later = await play(stage, "2026-08-29T02:40:00+01:00");
    expect(said(later, "U0PSERGEANT")).toBe("");
    expect(said(later, "U0PINSPECTOR")).toContain(`Urgent referral from social care, for you alone ${ref}`);
    expect(said(later, "U0PINSPECTOR", "C0OPERATORS")).not.toMatch(
      /exclud|conflict|Demo Detective Sergeant/i,
    );
    expect(said(later, "C0PCONTROL")).not.toContain(ref);
  });

  it("can be the sender: their managers hear from then on what they would have heard", async () => {
    const ref = await refer(stage, socialWorker, { suspect: ["in-custody"] });
    const post = await onlyMessage(stage, "police", "C0PREFER");
    const own = await onlyMessage(stage, "council", "U0CWORKER");
    await keepOut(stage, deskOfficer, ref, { person: "duty-social-worker" });
    expect((await onlyMessage(stage, "council", "U0CMANAGER")).text).toContain(
      `has named you as a supervisor in ${ref}`,
    );
    expect(await asItStands(stage, "council", own)).toContain(withdrawn);
    await pressAll(socialWorker, own);
    expect(await findings(socialWorker, ref)).not.toContain(ref);
    expect(await openFromCard(stage, manager, ref, "read-referral")).toContain(planted.concerns);

    const later = await play(stage, "2026-09-01T10:30:00+01:00");
    expect(said(later, "U0CWORKER", "C0CDUTY")).not.toContain(ref);
    expect(said(later, "U0CMANAGER")).toContain(`Nobody has ${ref}`);
    expect(await asItStands(stage, "police", post)).toContain(withdrawn);
    await openCard(stage, deskOfficer, ref);
    expect(await pressIn(stage, deskOfficer, "pick-up-from-case")).toContain("has had it since");
    const answered = await overhear(stage, "2026-09-01T10:30:00+01:00");
    expect(said(answered, "U0CMANAGER")).toContain("Demo Referral Desk Officer");
    expect(said(answered, "U0CWORKER")).toBe("");
  });
});

describe("the people in a case", () => {
  it("are each agency's own to name, and to take off with a reason; whoever is named is not offered again", async () => {
    const ref = await refer(stage, socialWorker, { about: "yes" });
    await onlyMessage(stage, "police", "U0PINSPECTOR");
    await onlyMessage(stage, "council", "U0CWORKER");
    const before = await openFromCard(stage, inspector, ref, "open-more", "open-people");
    expect(before).toContain("Nobody yet.");
    expect(before).not.toContain("Demo Social Worker");
    expect((await sendForm(stage, inspector, { what: "name" })).errors).toEqual({
      person: "Choose whom you name.",
    });
    await nameInCase(stage, inspector, ref, { person: "second-desk-officer", as: "officer-in-the-case" });
    expect((await onlyMessage(stage, "police", "U0PSECOND")).text).toContain(
      `Demo Detective Inspector has named you as the officer in the case in ${ref}`,
    );
    expect((await onlyMessage(stage, "council", "U0CWORKER")).text).toContain("as the officer in the case");
    expect(await openCard(stage, secondOfficer, ref)).toContain("*Who has it*");
    expect(await openCommand(stage, secondOfficer, "/worklist")).toBeDefined();

    const form = await openFromCard(stage, inspector, ref, "open-more", "open-people");
    expect(form).not.toContain('"second-desk-officer"');
    expect(form).toContain('"second-desk-officer/officer-in-the-case"');
    const silent = await sendForm(stage, inspector, {
      what: "take-off",
      named: "second-desk-officer/officer-in-the-case",
    });
    expect(silent.errors).toEqual({ reason: "Say why they are not in it any more." });
    await sendForm(stage, inspector, { reason: "plantedreason to leave" });
    await stage.settled();
    expect((await onlyMessage(stage, "police", "U0PSECOND")).text).toContain("You are not named as");
    expect(await openCard(stage, secondOfficer, ref)).toContain(nothing);
    expect(await openFromCard(stage, socialWorker, ref, "read-referral")).toContain("plantedreason to leave");
  });
});
