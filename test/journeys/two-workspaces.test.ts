import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  asItStands,
  onlyMessage,
  openWindow,
  pickUp,
  recordForm,
  recorded,
  windowOf,
} from "../support/act.ts";
import { planted } from "../support/planted.ts";
import { deskOfficer, refer, socialWorker, textOf } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ stillTimers: true });
  stage.at("2026-09-01T10:00:00+01:00");
});
afterEach(() => stage.nothingUnread());
afterAll(() => stage.close());

describe("a council and a police force, each with a workspace and an app of its own", () => {
  it("share one case: each side is told, acts and reads in its own workspace alone", async () => {
    const ref = await refer(stage, socialWorker);
    const post = await onlyMessage(stage, "police", "C0PREFER");
    const own = await onlyMessage(stage, "council", "U0CWORKER");
    await pickUp(stage, deskOfficer, post);
    await onlyMessage(stage, "council", "U0CWORKER");
    expect(await openWindow(stage, deskOfficer, post, "read-referral")).toContain(planted.concerns);
    await openWindow(stage, socialWorker, own, "open-discussion");
    await recordForm(stage, socialWorker, {
      "with-whom": planted.toldTo,
      decision: "joint",
      "decision-in-words": planted.discussed,
    });
    expect(await asItStands(stage, "police", post)).toContain(ref);

    const places = (installation: "council" | "police") =>
      stage
        .workspace(installation)
        .calls()
        .filter(({ method }) => method === "chat.postMessage" || method === "chat.update")
        .map(({ args, response }) => [args["channel"], response["ok"]]);
    expect(places("police").every(([channel, ok]) => channel === "C0PREFER" && ok === true)).toBe(true);
    expect(places("council").every(([, ok]) => ok === true)).toBe(true);
    const toCouncil = textOf(
      stage
        .workspace("council")
        .calls()
        .map(({ args }) => args["channel"] ?? ""),
    );
    expect(toCouncil).not.toMatch(/C0P|U0P/);
  });

  it("do not know each other's people: a user id of one is a stranger in the other", async () => {
    const before = await recorded(stage, "ReferralRecorded");
    const borrowed = { installation: "police", user: "U0CWORKER" } as const;
    await stage.police.slash({ user: "U0CWORKER", command: "/referral", channel: "C0PREFER" });
    expect(await windowOf(stage, borrowed)).toContain("You are not registered with Tandem");
    expect(await recorded(stage, "ReferralRecorded")).toBe(before);
  });

  it("each ring the other: a person who cannot use Tandem is given the numbers of the agency they would tell", async () => {
    await stage.police.slash({ user: "U0STRANGERPOLICE", command: "/referral", channel: "C0PREFER" });
    const shown = await windowOf(stage, { installation: "police", user: "U0STRANGERPOLICE" });
    expect(shown).toContain("Children's Duty Team 01632 960101");
    expect(shown).toContain("Out of Hours Service 01632 960102");
    expect(shown).not.toContain("Child Referral Team");
  });

  it("never take each other's requests, however well signed", async () => {
    const before = stage.bot.refusals.get("wrong-workspace") ?? 0;
    const body = new URLSearchParams({ team_id: "T0POLICE", user_id: "U0PDESK", command: "/referral" });
    expect((await stage.council.raw({ body: body.toString() })).status).toBe(403);
    expect(stage.bot.refusals.get("wrong-workspace")).toBe(before + 1);
    const pressed = await stage.police.slash({ user: "U0PDESK", command: "/referral", channel: "C0PREFER" });
    const elsewhere = await stage.council.raw({
      body: pressed.sentBody,
      timestamp: pressed.headers["x-slack-request-timestamp"] ?? null,
      signature: pressed.headers["x-slack-signature"] ?? null,
    });
    expect(elsewhere.status).toBe(401);
    await windowOf(stage, deskOfficer);
  });
});
