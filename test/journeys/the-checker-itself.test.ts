import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { describe, expect, inject, it } from "vitest";
import { leaksIn, type Evidence } from "../support/leaks.ts";
import { planted } from "../support/planted.ts";
import { onlyMessage } from "../support/act.ts";
import { refer, socialWorker } from "../support/refer.ts";
import { openStage } from "../support/stage.ts";

const clean: Evidence = { calls: [], ephemerals: [], answers: [], logLines: [], redis: [], rows: [] };
const call = (method: string, args: Record<string, unknown>): Partial<Evidence> => ({
  calls: [{ method, args }],
});
const key = "0123456789abcdef";
const window = (view: object) => call("views.open", { view: JSON.stringify(view) });

describe("what every journey is checked for", () => {
  it.each<[string, Partial<Evidence>]>([
    ["the text of a message", call("chat.postMessage", { text: `About ${planted.child}` })],
    ["a block of an edited message", call("chat.update", { blocks: [{ text: planted.concerns }] })],
    [
      "the metadata of a message",
      call("chat.postMessage", { metadata: { event_payload: { key: planted.child } } }),
    ],
    [
      "a reference in the metadata of a message",
      call("chat.postMessage", {
        metadata: { event_type: "tandem_notice", event_payload: { key, ref: "ABCD-EFGH" } },
      }),
    ],
    ["the metadata of a window", window({ private_metadata: JSON.stringify([{}, { a: planted.child }]) })],
    [
      "the value of a button in a window",
      window({ blocks: [{ elements: [{ value: planted.dateOfBirth }] }] }),
    ],
    ["the title of a window", window({ title: { text: planted.child } })],
    ["an error at a form's field", { answers: [JSON.stringify({ errors: { time: planted.childsWords } })] }],
    ["an ephemeral message", { ephemerals: [{ text: planted.personAlleged, blocks: [] }] }],
    ["an answer by response_url", call("response_url", { text: planted.whereNow })],
    ["a line of the log", { logLines: [`{"msg":"${planted.source}"}`] }],
    ["a date of birth written another way", { logLines: ["born 14 Mar 2019"] }],
    ["a job's payload", { redis: [["hmset", "x:deliver:o-1", "name", "deliver", "data", planted.child]] }],
    [
      "a job that holds more than an id",
      { redis: [["hmset", "x:deliver:o-1", "name", "deliver", "data", '{"outbox":"a","ref":"ABCD-EFGH"}']] },
    ],
    ["anything said to Redis", { redis: [["set", planted.toldTo, "1"]] }],
    ["a column of the database", { rows: [`{"text_sent":"${planted.discussed}"}`] }],
  ])("finds what was planted in %s", (_where, evidence) => {
    expect(leaksIn({ ...clean, ...evidence })).not.toEqual([]);
  });

  it("leaves alone what a window shows, and metadata that is a key", () => {
    const shown = window({
      private_metadata: "{}",
      blocks: [{ type: "section", text: { text: planted.child } }],
    });
    const keyed = call("chat.postMessage", {
      metadata: { event_type: "tandem_notice", event_payload: { key } },
    });
    expect(leaksIn({ ...clean, ...shown })).toEqual([]);
    expect(leaksIn({ ...clean, ...keyed })).toEqual([]);
  });

  it("fails a journey in which a name went into a message, the log, a job and an answer to Slack", async () => {
    const stage = await openStage({ stillTimers: true });
    await refer(stage, socialWorker);
    await onlyMessage(stage, "police", "C0PREFER");
    await onlyMessage(stage, "council", "U0CWORKER");
    const { apiUrl, seed } = stage.workspace("council");
    const headers = { authorization: `Bearer ${seed.botToken}`, "content-type": "application/json" };
    const body = JSON.stringify({ channel: "C0CDUTY", text: planted.child });
    await fetch(`${apiUrl}chat.postMessage`, { method: "POST", headers, body });
    await onlyMessage(stage, "council", "C0CDUTY");
    stage.bot.services.log.info({ child: planted.child }, "a line that should not be");
    const connection = new Redis(inject("redisUrl"), { maxRetriesPerRequest: null });
    const queue = new Queue("elsewhere", { connection, prefix: stage.prefix });
    await queue.add("deliver", { child: planted.child });
    await queue.close();
    connection.disconnect();
    await expect(stage.close()).rejects.toThrow(
      /a message: planted[\s\S]*the log: planted[\s\S]*Redis: planted[\s\S]*a job beside its id/i,
    );
  });

  it("fails a journey in which a message came that the story did not read", async () => {
    const stage = await openStage({ stillTimers: true });
    await refer(stage, socialWorker);
    await stage.settled();
    await expect(stage.close()).rejects.toThrow(/a message that the story did not expect/);
  });

  it("fails a journey in which an error was logged that the story did not expect", async () => {
    const stage = await openStage({ stillTimers: true });
    await refer(stage, socialWorker);
    await onlyMessage(stage, "police", "C0PREFER");
    await onlyMessage(stage, "council", "U0CWORKER");
    stage.bot.services.log.error("a fault");
    await expect(stage.close()).rejects.toThrow(/a fault/);
  });
});
