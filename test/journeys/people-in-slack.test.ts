import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { peopleCommand } from "../../src/cli/people.ts";
import type { FillValue } from "../../simulator/element-state.ts";
import { recorded, sendForm, windowOf } from "../support/act.ts";
import { closeWindows, colleague, deskOfficer, refer, type Sender } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

vi.setConfig({ testTimeout: 60_000 });

const manager: Sender = { installation: "council", user: "U0CMANAGER", channel: "C0CDUTY" };
const inspector: Sender = { installation: "police", user: "U0PINSPECTOR", channel: "C0PREFER" };
const joiner: Sender = { installation: "council", user: "U0STRANGERCOUNCIL", channel: "C0CDUTY" };

let stage: Stage;
beforeEach(async () => {
  stage = await openStage({ stillTimers: true });
  stage.at("2026-09-01T10:00:00+01:00");
});
afterEach(() => stage.close());

const command = async (who: Sender, name: string, text = ""): Promise<string> => {
  await closeWindows(stage, who);
  const { installation, user, channel } = who;
  await stage[installation].slash({ user, channel, command: name, text });
  return windowOf(stage, who);
};
const send = async (who: Sender, answers: Record<string, FillValue>): Promise<string> => {
  const sent = await sendForm(stage, who, answers);
  expect(sent.errors).toEqual({});
  expect(sent.blockedByClient).toEqual([]);
  return windowOf(stage, who);
};
const newWorker = { user: joiner.user, name: "Demo Joiner", roles: ["duty-worker"] } as const;
const choose = async (who: Sender, person: string): Promise<string> => {
  await command(who, "/tandem-people");
  return send(who, { who: person });
};

describe("/tandem-people", () => {
  it("lets an administrator register somebody of their agency, who may then refer at once", async () => {
    const list = await command(manager, "/tandem-people", "Demo Child");
    expect(list).toContain("Demo Second Social Worker");
    expect(list).not.toContain("Demo Referral Desk Officer");
    expect(list).not.toContain("Demo Child");
    const form = await send(manager, { who: "+" });
    expect(form).toContain("Somebody new");
    expect(form).not.toContain("Has left");
    expect(await send(manager, newWorker)).toContain("Demo Joiner: Registered.");
    const known = await stage.bot.services.context.people.byId("demo-joiner");
    expect(known).toMatchObject({ agency: "social-care", name: "Demo Joiner" });
    await refer(stage, joiner);
    await stage.settled();
    await stage.unread("council", joiner.user);
    await stage.unread("police", "C0PREFER");
  });

  it("shows what is wrong at its own field, and loses nothing", async () => {
    await choose(manager, "+");
    const wrong = { ...newWorker, telephone: "ring me", from: "2026-09-02", until: "2026-09-01" };
    const sent = await sendForm(stage, manager, wrong);
    expect(sent.errors).toEqual({
      telephone: "Write a telephone number in digits and spaces.",
      until: "This is before the first day.",
    });
    expect(await send(manager, { telephone: null, until: "2026-09-03" })).toContain(
      "Demo Joiner: Registered.",
    );
    expect(await stage.bot.services.context.people.byId("demo-joiner")).toMatchObject({
      postings: [{ from: "2026-09-01T23:00:00.000Z", until: "2026-09-03T23:00:00.000Z" }],
    });
  });

  it("gives nobody the account of somebody else, and sent twice registers one person", async () => {
    await choose(manager, "night-social-worker");
    const taken = await sendForm(stage, manager, { user: "U0CWORKER" });
    expect(taken.errors).toEqual({ user: "This Slack account is registered already, as somebody else." });
    await choose(manager, "+");
    await send(manager, newWorker);
    await choose(manager, "+");
    expect(await send(manager, newWorker)).toContain("Nothing was to be changed.");
    expect(await stage.bot.services.context.people.byId("demo-joiner-2")).toBeUndefined();
  });

  it("lets nobody change what they may do themselves, or the people of the other agency", async () => {
    await choose(manager, "team-manager");
    const own = await sendForm(stage, manager, { roles: ["manager", "detective-inspector"] });
    expect(own.errors["user"]).toContain("Nobody changes what they may do themselves");
    const list = await command(inspector, "/tandem-people");
    expect(list).toContain("Demo Referral Desk Officer");
    expect(list).not.toContain("Demo Social Worker");
    const before = await recorded(stage, "PersonRegistered");
    for (const who of [colleague, deskOfficer]) {
      const refused = await command(who, "/tandem-people");
      expect(refused).toContain("An administrator registers people of their own agency");
      expect(refused).toContain("Ring now");
    }
    expect(await recorded(stage, "PersonRegistered")).toBe(before);
  });

  it("cuts off at once who has left, and brings them back only from a day that is said", async () => {
    const form = await choose(manager, "second-social-worker");
    expect(form).toContain("Has left");
    await stage.council.pressInModal({ user: manager.user, actionId: "person-left" });
    await expect.poll(() => windowOf(stage, manager)).toContain("They have left, and are cut off now.");
    expect(await command(colleague, "/worklist")).toContain("You are not registered");
    expect(await choose(manager, "second-social-worker")).toContain("Demo Second Social Worker");
    const sent = await sendForm(stage, manager, { roles: ["duty-worker"] });
    expect(sent.errors["from"]).toContain("left on Tue 1 Sep 2026 and stays so");
    expect(await send(manager, { from: "2026-09-02" })).toContain("Registered.");
    stage.at("2026-09-02T10:00:00+01:00");
    expect(await command(colleague, "/worklist")).not.toContain("You are not registered");
  });

  it("refuses the form that an administrator had open who has left meanwhile", async () => {
    await choose(manager, "+");
    await peopleCommand(stage.bot.services.context, ["leave", "team-manager", "--because", "moved"]);
    const before = await recorded(stage, "PersonRegistered");
    const sent = await sendForm(stage, manager, newWorker);
    expect(sent.errors["user"]).toMatch(/You are not registered.* Ring: /);
    expect(await recorded(stage, "PersonRegistered")).toBe(before);
  });
});
