import { sql } from "drizzle-orm";
import { z } from "zod";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FaultHandle } from "../../simulator/faults.ts";
import { refer, socialWorker } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";
import { askReady, metric } from "./ask.ts";
import { runningClock } from "./running-clock.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await openStage({ clock: runningClock().clock });
});
afterEach(() => stage.close());

type Installation = "council" | "police";

const refuseToken = (installation: Installation, error: string): FaultHandle =>
  stage.workspace(installation).fault({ method: "chat.postMessage", kind: "error", error, times: 1_000 });

/** Whatever waits for the token is due now, and not in half a minute. */
const tryAgain = () =>
  stage.database.sql.execute(sql`UPDATE outbox SET not_before = '-infinity' WHERE state = 'pending'`);

/** The next messages in a place, so many and no more. */
const hearAll = async (installation: Installation, place: string, count: number) => {
  const heard: string[] = [];
  await expect
    .poll(
      async () => {
        const messages = await stage.unread(installation, place);
        heard.push(...messages.map(({ text, blocks }) => `${text} ${JSON.stringify(blocks)}`));
        return heard.length;
      },
      { timeout: 10_000 },
    )
    .toBe(count);
  return heard;
};

const hear = async (installation: Installation, place: string): Promise<string> =>
  (await hearAll(installation, place, 1))[0] ?? "";

describe("a workspace that refuses our token", () => {
  it("is told to the operators in the other one, with the numbers to ring, and is over when it is taken again", async () => {
    const refusing = refuseToken("police", "token_revoked");
    stage.expectErrors(1);
    const ref = await refer(stage, socialWorker);
    expect(await hear("council", "U0CWORKER")).toContain(ref);
    const told = await hear("council", "C0OPERATORS");
    expect(told).toContain(
      "Slack refuses Tandem's token in the workspace police: nobody there gets any message.",
    );
    expect(told).toContain("ring Child Referral Team 01632 960201 or Force Operations Room 01632 960202");
    expect(told).not.toContain(ref);
    expect(await metric(stage, 'tandem_slack_token_refused{installation="police"}')).toBe(1);
    expect((await askReady(stage)).says).toMatchObject({
      ok: true,
      degraded: true,
      slackRefusesTokenOf: ["police"],
    });

    refusing.clear();
    await tryAgain();
    expect(await hear("police", "C0PREFER")).toContain(ref);
    expect(await hear("council", "C0OPERATORS")).toContain(
      "accepts Tandem's token in the workspace police again",
    );
    expect(await metric(stage, 'tandem_slack_token_refused{installation="police"}')).toBe(0);
    expect((await askReady(stage)).says).toMatchObject({ slackRefusesTokenOf: [] });
  });

  it("and is the operators' own is told to the teams in the other one", async () => {
    const refusing = refuseToken("council", "invalid_auth");
    stage.expectErrors(1);
    const ref = await refer(stage, socialWorker);
    const told = await hear("police", "C0PCONTROL");
    expect(told).toContain(
      "Slack refuses Tandem's token in the workspace council: nobody there gets any message.",
    );
    expect(told).toContain("ring Children's Duty Team 01632 960101 or Out of Hours Service 01632 960102");
    expect(await hearAll("police", "C0PREFER", 2)).toEqual([
      expect.stringContaining(ref),
      expect.stringContaining("Slack refuses Tandem's token"),
    ]);

    refusing.clear();
    await tryAgain();
    expect(await hear("council", "U0CWORKER")).toContain(ref);
    expect(await hear("police", "C0PCONTROL")).toContain("in the workspace council again");
    expect(await hear("police", "C0PREFER")).toContain("in the workspace council again");
  });

  it("holds its messages: they are late, and none is given up", async () => {
    const refusing = refuseToken("police", "account_inactive");
    stage.expectErrors(1);
    const ref = await refer(stage, socialWorker);
    expect(await hear("council", "U0CWORKER")).toContain(ref);
    await hear("council", "C0OPERATORS");
    await expect
      .poll(() => stage.query(sql`SELECT state, attempts FROM outbox WHERE state <> 'sent'`, waiting))
      .toEqual([{ state: "pending", attempts: 1 }]);
    expect((await askReady(stage)).says["oldestOverdue"]).toMatchObject({ kind: "message" });
    refusing.clear();
    await tryAgain();
    expect(await hear("police", "C0PREFER")).toContain(ref);
    await hear("council", "C0OPERATORS");
  });
});

const waiting = { state: z.string(), attempts: z.number() };
