import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { onlyMessage, pickUp } from "../support/act.ts";
import { advance } from "../support/advance.ts";
import { lines, overhear, play, shownIn, whyDone } from "../support/play.ts";
import { deskOfficer, refer, socialWorker } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

// Each rung is played at the instant at which it is due.
vi.setConfig({ testTimeout: 90_000 });

const area = "Exampleshire (fictional)";
const ten = "2026-09-01T10:00:00+01:00";
const urgent = { suspect: ["in-custody"] };

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  stage.at(ten);
});
afterEach(() => stage.close());

/** From now on Slack refuses every message for one reader. */
const cutOff = (installation: "council" | "police", channel: string, error: string) =>
  stage
    .workspace(installation)
    .fault({ method: "chat.postMessage", channel, times: 1_000, kind: "error", error });

const failures = async (ref: string): Promise<readonly string[]> => {
  const found = await stage.query(
    sql`SELECT failed.header::jsonb ->> 'error' AS error, issued.header::jsonb ->> 'kind' AS kind
        FROM events failed JOIN events issued ON issued.stream = failed.stream AND issued.type = 'NoticeIssued'
          AND issued.header::jsonb ->> 'notice' = failed.header::jsonb ->> 'notice'
        WHERE failed.type = 'NoticeFailed' AND failed.stream = ${`case/${ref}`} ORDER BY failed.sequence`,
    { error: z.string(), kind: z.string() },
  );
  return found.map(({ error, kind }) => `${kind} ${error}`);
};

const alarm = (ref: string) =>
  `A message about ${ref}, ${area}, cannot be delivered. Put its channel or person right now.`;
const because = "skipped: a message could not be delivered, so the next rung is told at once";

describe("a reader whom Slack does not know any more, in the middle of a ladder", () => {
  it("is passed at once: the next one is told, the sender and the manager ring, and the operators are alarmed", async () => {
    const ref = await refer(stage, socialWorker, urgent);
    await overhear(stage, ten);
    cutOff("police", "U0PSERGEANT", "user_not_found");
    const said = await play(stage, "2026-09-01T10:05:00+01:00");
    const at = "Tue 1 Sep 2026 10:05 BST";
    const ring = `Ring the force operations room now on 01632 960202. Nobody has ${ref} after 5 minutes, and everybody on the list was told.`;
    // Ordered here as they are there: a reference may begin with any letter.
    const expected = [
      `${at} C0OPERATORS ${alarm(ref)}`,
      `${at} U0CWORKER ${ref} could not be delivered to the Child Referral Team. Ring the Child Referral Team now on 01632 960201.`,
      `${at} U0CWORKER Nobody has ${ref} yet, after 5 minutes.`,
      `${at} U0CWORKER ${ring}`,
      `${at} U0PINSPECTOR ${ring}`,
      `${at} U0PINSPECTOR Urgent referral from social care ${ref}, ${area}, suspect in custody. Nobody has it yet, after 5 minutes.`,
    ];
    expect(lines(said).toSorted()).toEqual(expected.toSorted());
    expect(shownIn(said, "C0OPERATORS")).toContain("Slack says: user_not_found");
    expect(await failures(ref)).toEqual(["referral-post user_not_found"]);
    expect(await whyDone(stage, ref, "rung")).toContain(because);
    // The ladder goes on from there: the inspector again, and never the one who cannot be reached.
    const later = await play(stage, "2026-09-01T10:16:00+01:00");
    expect(lines(later, "U0PINSPECTOR")).toEqual([
      `Tue 1 Sep 2026 10:15 BST U0PINSPECTOR Urgent referral from social care ${ref}, ${area}, suspect in custody. Nobody has it yet, after 15 minutes.`,
    ]);
    expect(await failures(ref)).toHaveLength(1);
  });

  it("as the first desk, whose channel was archived, is passed at once too", async () => {
    cutOff("police", "C0PREFER", "is_archived");
    const ref = await refer(stage, socialWorker, urgent);
    await advance(stage, ten);
    const said = await overhear(stage, ten);
    expect(lines(said, "C0OPERATORS", "U0PSERGEANT")).toEqual([
      `Tue 1 Sep 2026 10:00 BST C0OPERATORS ${alarm(ref)}`,
      `Tue 1 Sep 2026 10:00 BST U0PSERGEANT Urgent referral from social care ${ref}, ${area}, suspect in custody. Nobody has it yet.`,
    ]);
    expect(lines(said, "U0CWORKER").join("\n")).toContain("now on 01632 960201");
    expect(await failures(ref)).toEqual(["referral-post is_archived"]);
    expect(await whyDone(stage, ref, "rung")).toEqual([because, "told: nobody has it after 0 minutes"]);
  });
});

describe("a reminder that its reader can never get", () => {
  const pickedUp = async (): Promise<string> => {
    const ref = await refer(stage, socialWorker);
    const post = await onlyMessage(stage, "police", "C0PREFER");
    expect(await pickUp(stage, deskOfficer, post)).toBe("");
    await overhear(stage, ten);
    return ref;
  };
  const why = "You are told because whoever it was for cannot be reached in Slack.";

  it("goes to the team on duty and the manager at once, saying why, and the operators are alarmed", async () => {
    const ref = await pickedUp();
    cutOff("council", "U0CWORKER", "user_not_found");
    const said = await play(stage, "2026-09-01T11:00:00+01:00");
    const at = "Tue 1 Sep 2026 11:00 BST";
    const asked = `Reminder: ${ref}, ${area}. To do at once, since Tue 1 Sep 2026 10:00 BST.`;
    expect(lines(said)).toEqual([
      `${at} C0CDUTY ${asked}`,
      `${at} C0OPERATORS ${alarm(ref)}`,
      `${at} U0CMANAGER ${asked}`,
      `${at} U0PDESK ${asked}`,
    ]);
    expect(shownIn(said, "C0CDUTY")).toContain(why);
    expect(shownIn(said, "U0CMANAGER")).toContain(why);
    expect(shownIn(said, "U0PDESK")).not.toContain("You are told because");
    expect(await failures(ref)).toEqual(["reminder user_not_found"]);
  });

  it("nor its team: the manager still gets it, and nothing goes round for ever", async () => {
    const ref = await pickedUp();
    cutOff("council", "U0CWORKER", "user_not_found");
    cutOff("council", "C0CDUTY", "is_archived");
    const said = await play(stage, "2026-09-01T11:00:00+01:00");
    expect(lines(said, "U0CMANAGER")).toHaveLength(1);
    expect(lines(said, "C0OPERATORS")).toHaveLength(2);
    expect(await failures(ref)).toEqual(["reminder user_not_found", "reminder is_archived"]);
  });
});
