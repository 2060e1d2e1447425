import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Message } from "../../simulator/message.ts";
import { accessTo, onlyMessage, openWindow, windowOf } from "../support/act.ts";
import {
  closeWindows,
  colleague,
  deskOfficer,
  inspector,
  refer,
  secondOfficer,
  sergeant,
  socialWorker,
  textOf,
  type Sender,
} from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ stillTimers: true });
  stage.at("2026-09-01T10:00:00+01:00");
});
afterEach(() => stage.nothingUnread());
afterAll(() => stage.close());

const nothing = "There is nothing here that you can open. If a child may be at risk, ring the duty team.";
const manager: Sender = { installation: "council", user: "U0CMANAGER", channel: "C0CDUTY" };

const referred = async (answers: Parameters<typeof refer>[2] = {}) => {
  const ref = await refer(stage, socialWorker, answers);
  const post = await onlyMessage(stage, "police", "C0PREFER");
  const own = await onlyMessage(stage, "council", "U0CWORKER");
  return { ref, post, own };
};

const type = async (who: Sender, command: "/worklist" | "/case", text = ""): Promise<string> => {
  await closeWindows(stage, who);
  const { user, channel } = who;
  await stage[who.installation].slash({ user, channel, command, text });
  return windowOf(stage, who);
};

/** Presses "Who has looked" on the card that is open, and answers the window that lies on top of it then. */
const whoHasLooked = async (who: Sender, forgedValue?: string): Promise<string> => {
  const shown = () => stage.workspace(who.installation).modal(who.user);
  const before = shown()?.["hash"];
  const press = { user: who.user, actionId: "open-who-looked" };
  await stage[who.installation].pressInModal(forgedValue === undefined ? press : { ...press, forgedValue });
  await expect.poll(() => shown()?.["hash"], { timeout: 5_000 }).not.toBe(before);
  return windowOf(stage, who);
};

/** Every sentence that a window says, in order. */
const said = (view: string): readonly string[] =>
  [...view.matchAll(/"type":"mrkdwn","text":"([^"]*)"/g)].map(([, text = ""]) => text);

/** A button that stands on no message of this person: what somebody who forges a request would send. */
const forgedPress = async (who: Sender, post: Message, value: string): Promise<string> => {
  await closeWindows(stage, who);
  const button = {
    type: "button",
    action_id: "open-who-looked",
    value,
    text: { type: "plain_text", text: "x" },
  };
  const seen = { ...post, blocks: [{ type: "actions", block_id: "forged", elements: [button] }] };
  const { channel, ts } = post;
  await stage[who.installation].press({ user: who.user, channel, ts, actionId: "open-who-looked", seen });
  return windowOf(stage, who);
};

describe("who has looked", () => {
  it("shows a manager who opened the case, who was refused, and who was told, the newest first", async () => {
    const { ref, own } = await referred({ excluded: ["U0CSECOND"] });
    stage.at("2026-09-01T10:05:00+01:00");
    await openWindow(stage, socialWorker, own, "read-referral");
    stage.at("2026-09-01T10:10:00+01:00");
    await openWindow(stage, colleague, own, "read-referral");
    stage.at("2026-09-01T10:15:00+01:00");
    await type(manager, "/case", ref);
    const shown = said(await whoHasLooked(manager));
    expect(shown.slice(1)).toEqual([
      "*Tue 1 Sep 2026 10:15 BST* Demo Team Manager saw how the case stands (/case).",
      "*Tue 1 Sep 2026 10:10 BST* Demo Second Social Worker was refused: read referral (Read the referral).",
      "*Tue 1 Sep 2026 10:05 BST* Demo Social Worker opened what was written: what both agencies share (Read the referral).",
      expect.stringContaining("*Tue 1 Sep 2026 10:00 BST* A message went out, to "),
      expect.stringContaining("*Tue 1 Sep 2026 10:00 BST* A message went out, to "),
    ]);
    const told = shown.slice(-2).join("\n");
    expect(told).toContain("to Child Referral Team: referral post");
    expect(told).toContain("to Demo Social Worker: sender recorded");
    stage.at("2026-09-01T10:20:00+01:00");
    await type(inspector, "/case", ref);
    expect(said(await whoHasLooked(inspector))[2]).toBe(
      "*Tue 1 Sep 2026 10:15 BST* Demo Team Manager saw who has looked (Who has looked).",
    );
  });

  it("is offered to no duty worker and no sergeant, and a forged button is refused and written down", async () => {
    const { ref, post } = await referred();
    for (const who of [deskOfficer, sergeant])
      expect(await type(who, "/case", ref)).not.toContain("open-who-looked");
    const refused = await forgedPress(deskOfficer, post, ref);
    expect(refused).toContain("Your role (duty worker) is not one of those that may.");
    expect(refused).not.toContain("has looked (");
    expect((await accessTo(stage, ref)).at(-1)).toEqual({
      person: "referral-desk-officer",
      what: "ActionRefused",
    });
  });

  it("says to a manager who is kept out of it what it says of a case that is not there", async () => {
    const other = await referred();
    const { ref } = await referred({ excluded: [manager.user] });
    await type(manager, "/case", other.ref);
    const kept = said(await whoHasLooked(manager, ref));
    await type(manager, "/case", other.ref);
    expect(said(await whoHasLooked(manager, "0000-0000"))).toEqual(kept);
    expect(kept.join(" ")).toContain(nothing);
    expect(await accessTo(stage, ref)).toEqual([{ person: "team-manager", what: "ActionRefused" }]);
  });

  it("counts each showing of a case, and no line of a worklist", async () => {
    const { ref } = await referred();
    expect(await type(socialWorker, "/worklist")).toContain(ref);
    expect(await type(secondOfficer, "/worklist")).not.toContain(ref);
    expect(await accessTo(stage, ref)).toEqual([]);
    expect(await type(socialWorker, "/case", ref)).toContain(ref);
    expect(await accessTo(stage, ref)).toEqual([{ person: "duty-social-worker", what: "CaseCardShown" }]);
    expect(textOf(await accessTo(stage, ref))).not.toContain("U0C");
  });
});
