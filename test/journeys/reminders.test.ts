import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { onlyMessage, openWindow, recordForm } from "../support/act.ts";
import { advance, heard } from "../support/advance.ts";
import { planted } from "../support/planted.ts";
import { colleague, refer, socialWorker } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

// Duty time moves in several steps, and each waits for what its timers send.
vi.setConfig({ testTimeout: 60_000 });

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  stage.at("2026-09-01T10:00:00+01:00");
});
afterEach(() => stage.close());

/** Whom the ladder tells meanwhile is another story's matter. */
const pickedUp = async (): Promise<void> => {
  const post = await onlyMessage(stage, "police", "C0PREFER");
  await stage.police.press({ user: "U0PDESK", channel: post.channel, ts: post.ts, actionId: "pick-up" });
  await stage.settled();
};

const whyDone = async (kind: string): Promise<readonly string[]> => {
  const header = (of: string) => sql.raw(`${of}.header::jsonb`);
  const found = await stage.query(
    sql`SELECT ${header("done")}->'because'->>0 AS because FROM events done JOIN events begun
          ON begun.type = 'TimerSet' AND ${header("begun")}->>'timer' = ${header("done")}->>'timer'
          AND ${header("begun")}->>'kind' = ${kind}
        WHERE done.type = 'TimerDone'`,
    { because: z.string() },
  );
  return found.map(({ because }) => because);
};

describe("a reminder", () => {
  it("of a duty that was met is skipped, and the record says which", async () => {
    const ref = await refer(stage, socialWorker);
    await pickedUp();
    const [own] = await stage.unread("council", "U0CWORKER");
    if (own === undefined) throw new Error("the sender was not told");
    await openWindow(stage, socialWorker, own, "open-discussion");
    await recordForm(stage, socialWorker, discussion);
    await advance(stage, "2026-09-02T08:30:00+01:00");
    expect(await whyDone("reminder")).toContain("S2-11 was met");
    const told = (await heard(stage, "council", "U0CWORKER")).join("\n");
    expect(told).toContain(ref);
    expect(told).toContain("(S2-9)");
    expect(told).not.toContain("(S2-11)");
    await readAll();
  });

  it("to somebody who is off shift over a bank holiday weekend goes to whoever is on duty, saying why", async () => {
    // Monday 31 August 2026 is a bank holiday.
    stage.at("2026-08-28T15:00:00+01:00");
    const ref = await refer(stage, socialWorker);
    await pickedUp();
    await heard(stage, "council", "U0CWORKER");
    await advance(stage, "2026-08-28T16:05:00+01:00");
    await readAll();
    await advance(stage, "2026-08-29T03:00:00+01:00");
    const night = await onlyMessage(stage, "council", "C0CNIGHT");
    expect(night.text).toContain(`Reminder: ${ref}`);
    expect(JSON.stringify(night.blocks)).toContain(
      "You are told because the person who has it is off shift until Tue 1 Sep 2026 08:30 BST, so the team on duty is told.",
    );
    expect((await heard(stage, "council", "U0CWORKER")).join("\n")).not.toContain("Reminder");
    await advance(stage, "2026-09-01T08:30:00+01:00");
    expect((await heard(stage, "council", "U0CWORKER")).join("\n")).toContain("(S2-9)");
    expect((await heard(stage, "council", "U0CMANAGER")).join("\n")).toContain(`Overdue: ${ref}`);
    await readAll();
  });

  it("to one person, sixty of them, is one message, and an urgent ping leaves within the same time", async () => {
    const ref = await refer(stage, socialWorker);
    await pickedUp();
    await heard(stage, "council", "U0CWORKER");
    await advance(stage, "2026-09-02T08:29:00+01:00");
    await readAll();
    await sixtyReminders(ref);
    const started = Date.now();
    await refer(stage, colleague, { suspect: ["in-custody"] });
    const urgent = async () =>
      (await stage.workspace("police").messages("C0PCONTROL")).some(({ text }) => text.startsWith("Urgent"));
    await expect.poll(urgent, { timeout: 10_000, interval: 25 }).toBe(true);
    expect(Date.now() - started).toBeLessThan(5_000);
    await stage.settled();
    const told = await heard(stage, "council", "U0CWORKER");
    expect(told).toHaveLength(1);
    expect(told[0]).toContain("60 reminders.");
    await readAll();
  });
});

const discussion = {
  "with-whom": planted.toldTo,
  decision: "joint",
  "decision-in-words": planted.discussed,
};

/** Sixty rows as the reminders of sixty cases leave them, all at once. */
const sixtyReminders = async (ref: string): Promise<void> => {
  const model = {
    kind: "reminder",
    ref,
    areaName: "Exampleshire (fictional)",
    urgency: "standard",
    rule: "S2-9",
    says: "Settle whether the child needs a single assessment",
    dueAt: "2026-09-02T16:00:00.000Z",
    overdue: false,
  };
  const to = { installation: "council", person: "duty-social-worker" };
  await stage.database.sql.execute(
    sql`INSERT INTO outbox (id, ref, area, medium, installation, destination, lane, notice, edits, grouped, key, state,
          attempts, not_before, fence)
        SELECT 'group-' || n, NULL, 'exampleshire', 'slack', 'council', 'person:duty-social-worker', 'normal',
          jsonb_build_object('id', 'group-' || n, 'lane', 'normal', 'medium', 'slack', 'grouped', true,
            'to', ${JSON.stringify(to)}::jsonb, 'model', ${JSON.stringify(model)}::jsonb, 'because', '[]'::jsonb),
          NULL, true, 'opaque-key-of-group-' || n, 'pending', 0, clock_timestamp() + interval '5 seconds', 0
        FROM generate_series(1, 60) AS n`,
  );
};

const readAll = async (): Promise<void> => {
  await stage.settled();
  for (const place of ["U0CWORKER", "U0CSECOND", "U0CMANAGER", "C0CNIGHT", "C0CDUTY"])
    await heard(stage, "council", place);
  for (const place of ["C0PREFER", "U0PDESK", "C0PCONTROL", "U0PSERGEANT", "U0PINSPECTOR"])
    await heard(stage, "police", place);
};
