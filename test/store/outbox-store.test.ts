import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { NewCaseEvent } from "../../src/domain/case/case-event.ts";
import { plusMilliseconds, type Instant } from "../../src/domain/instant.ts";
import type { Lane, Notice } from "../../src/domain/notices/notice.ts";
import type { TandemRef } from "../../src/domain/tandem-ref.ts";
import type { OutboxItem } from "../../src/ports.ts";
import { verifyRecord } from "../../src/store/verify.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { openStore, type TestStore } from "../support/open-store.ts";
import { randomIds, sampleCase, tuesday, viewerOf } from "../support/sample-case.ts";
import { reading } from "../support/reading.ts";

const seconds = (count: number): Instant => plusMilliseconds(tuesday, count * 1_000);

const noticeSent = (item: OutboxItem, enteredAt: Instant = tuesday): NewCaseEvent => ({
  type: "NoticeSent",
  version: 1,
  header: {
    by: "tandem",
    at: tuesday,
    enteredAt,
    notice: item.id,
    providerId: "1.1",
    textHash: "h",
    repeat: false,
  },
});
const sentAs = (providerId: string) => ({ providerId, channel: "C1", text: "text" });

type Wanted = {
  readonly lane?: Lane;
  readonly edits?: string;
  readonly channel?: string;
  readonly id?: string;
};

describe.each(["PostgreSQL", "PGlite in memory"])("outgoing messages on %s", (where) => {
  let store: TestStore;
  let drop: () => Promise<void> = () => Promise.resolve();
  let ref: TandemRef;
  let channel: string;

  /** Commits notices to the case, in this order, and answers their ids. */
  const commit = async (...wanted: readonly Wanted[]): Promise<readonly string[]> => {
    const notices = wanted.map((one): Notice => ({
      id: one.id ?? randomIds.next(),
      lane: one.lane ?? "normal",
      medium: "slack",
      to: { installation: "police", channel: one.channel ?? channel },
      model: { kind: "gap-alarm", areaName: "Exampleshire", because: ["a test"] },
      ...(one.edits === undefined ? {} : { edits: one.edits }),
      because: ["a test"],
    }));
    const event = noticeSent({ id: "any" } as OutboxItem);
    await store.cases.change(ref, () => ({ answer: 1, commit: { events: [event], notices } }));
    return notices.map(({ id }) => id);
  };
  const one = async (wanted: Wanted = {}): Promise<string> => (await commit(wanted))[0] ?? "";
  const leased = async (id: string, now: Instant): Promise<OutboxItem> => {
    const lease = await store.outbox.lease(id, now);
    if (lease.state !== "leased") throw new Error(`it is not leased but: ${lease.state}`);
    return lease.item;
  };
  const row = async (id: string) => {
    const found = await store.database.sql.execute(
      sql`SELECT state, provider_id, text_sent, last_error FROM outbox WHERE id = ${id}`,
    );
    return (found as { rows: Record<string, unknown>[] }).rows[0];
  };
  const events = async () => (await store.cases.read(viewerOf("team-manager"), ref))?.events ?? [];

  beforeAll(async () => {
    const database = where === "PostgreSQL" ? await freshDatabase() : undefined;
    if (database !== undefined) drop = database.drop;
    store = await openStore(database?.url ?? "pglite:");
  });
  beforeEach(async () => {
    const { created, commit: opening } = sampleCase();
    ref = created.ref;
    channel = `C${randomIds.next().toUpperCase()}`;
    await store.cases.open(created, { ...opening, notices: [] });
  });
  afterAll(async () => {
    await store.database.close();
    await drop();
  });

  test("a message is leased once, and what was sent is kept with the provider's id and chained", async () => {
    const id = await one();
    const item = await leased(id, tuesday);
    expect(item).toMatchObject({ id, ref, attempts: 1, fence: 1, mayHaveBeenSent: false });
    expect(await store.outbox.lease(id, tuesday)).toEqual({ state: "done" });
    const before = (await events()).length;
    await store.outbox.sent(item, sentAs("7.7"), noticeSent(item));
    await store.outbox.sent(item, sentAs("8.8"), noticeSent(item));
    expect(await row(id)).toMatchObject({ state: "sent", provider_id: "7.7", text_sent: "text" });
    expect(await events()).toHaveLength(before + 1);
    expect(await store.outbox.lease(id, seconds(100))).toEqual({ state: "done" });
    expect((await verifyRecord(store.context)).faults).toEqual([]);
  });

  test("a lease that ran out is given again, saying that it may have been sent; the late holder changes nothing", async () => {
    const id = await one();
    const late = await leased(id, tuesday);
    expect(await store.outbox.lease(id, seconds(59))).toEqual({ state: "done" });
    const item = await leased(id, seconds(61));
    expect(item).toMatchObject({ attempts: 2, fence: 2, mayHaveBeenSent: true });
    const before = (await events()).length;
    await store.outbox.sent(late, sentAs("1.1"), noticeSent(late));
    await store.outbox.failed(late, "late", noticeSent(late));
    await store.outbox.postpone(late, seconds(900), "pending");
    expect(await row(id)).toMatchObject({ state: "sending", provider_id: null, last_error: null });
    expect(await events()).toHaveLength(before);
    await store.outbox.sent(item, sentAs("2.2"), noticeSent(item));
    expect(await row(id)).toMatchObject({ state: "sent", provider_id: "2.2" });
  });

  test("once it may have been sent, a later refusal by the provider does not make that undone", async () => {
    const id = await one();
    await store.outbox.postpone(await leased(id, tuesday), seconds(2), "unknown");
    const again = await leased(id, seconds(3));
    expect(again.mayHaveBeenSent).toBe(true);
    await store.outbox.postpone(again, seconds(5), "pending");
    expect(await leased(id, seconds(6))).toMatchObject({ attempts: 3, mayHaveBeenSent: true });
  });

  test("a postponed message waits until its time, to the millisecond", async () => {
    const id = await one();
    const until = plusMilliseconds(tuesday, 30_123);
    await store.outbox.postpone(await leased(id, tuesday), until, "pending");
    expect(await store.outbox.lease(id, seconds(10))).toEqual({
      state: "wait",
      until,
      attempts: 1,
      lane: "normal",
    });
    expect(await leased(id, seconds(31))).toMatchObject({ mayHaveBeenSent: false });
  });

  test("one message a second goes to a channel, and other channels do not wait for it", async () => {
    const [first = "", second = "", elsewhere = ""] = await commit({}, {}, { channel: `${channel}2` });
    await leased(first, tuesday);
    expect(await store.outbox.lease(second, tuesday)).toMatchObject({ state: "wait", until: seconds(1) });
    await leased(elsewhere, tuesday);
    await leased(second, seconds(1));
  });

  test("at one instant only one of many in a channel is leased, by however many senders", async () => {
    const ids = await commit({}, {}, {}, {}, {}, {});
    const leases = await Promise.all(ids.map((id) => store.outbox.lease(id, tuesday)));
    expect(leases.filter(({ state }) => state === "leased")).toHaveLength(1);
  });

  test("what is urgent goes before what is not", async () => {
    const [normal = "", urgent = ""] = await commit({}, { lane: "urgent" });
    expect(await store.outbox.lease(normal, tuesday)).toMatchObject({ state: "wait" });
    await leased(urgent, tuesday);
    await leased(normal, seconds(1));
  });

  test("an urgent edit of a post that is not urgent does not keep that post from going out", async () => {
    const original = await one();
    const edit = await one({ lane: "urgent", edits: original });
    expect(await store.outbox.lease(edit, tuesday)).toMatchObject({ state: "wait" });
    const item = await leased(original, tuesday);
    await store.outbox.sent(item, sentAs("3.3"), undefined);
    expect((await leased(edit, seconds(1))).editing).toEqual({ providerId: "3.3", channel: "C1" });
  });

  test("an older edit never overtakes a newer one", async () => {
    const original = await one();
    await store.outbox.sent(await leased(original, tuesday), sentAs("4.4"), undefined);
    const older = await one({ edits: original });
    const newer = await one({ edits: original });
    expect(await store.outbox.lease(older, seconds(1))).toEqual({ state: "done" });
    expect(await row(older)).toMatchObject({ state: "superseded" });
    expect((await leased(newer, seconds(2))).editing?.providerId).toBe("4.4");
  });

  test("a newer edit waits while an older one is on its way", async () => {
    const original = await one();
    await store.outbox.sent(await leased(original, tuesday), sentAs("5.5"), undefined);
    const older = await leased(await one({ edits: original }), seconds(1));
    const newer = await one({ edits: original });
    expect(await store.outbox.lease(newer, seconds(5))).toMatchObject({ state: "wait", until: seconds(6) });
    await store.outbox.sent(older, sentAs("5.5"), undefined);
    await leased(newer, seconds(6));
  });

  test("an edit of a message that failed is a message of its own, and the next edit replaces that", async () => {
    const original = await one();
    const before = (await events()).length;
    const item = await leased(original, tuesday);
    await store.outbox.failed(item, "channel_not_found", noticeSent(item));
    expect(await row(original)).toMatchObject({ state: "failed", last_error: "channel_not_found" });
    expect(await events()).toHaveLength(before + 1);
    const first = await leased(await one({ edits: original }), seconds(1));
    expect(first.editing).toBeUndefined();
    await store.outbox.sent(first, sentAs("6.6"), undefined);
    expect((await leased(await one({ edits: original }), seconds(2))).editing?.providerId).toBe("6.6");
  });

  test("what is due comes urgent first, then oldest first, without what is being sent or must wait", async () => {
    await store.database.sql.execute(sql`UPDATE outbox SET state = 'failed' WHERE state <> 'sent'`);
    const ids = await commit(
      {},
      { lane: "urgent", channel: "CA" },
      { channel: "CB" },
      { lane: "urgent", channel: "CC" },
      { channel: "CD" },
    );
    const [a = "", b = "", c = "", d = "", e = ""] = ids;
    await leased(c, tuesday);
    await store.outbox.postpone(await leased(e, tuesday), seconds(30), "pending");
    expect((await store.outbox.due(tuesday, 10)).map(({ id }) => id)).toEqual([b, d, a]);
    expect(await store.outbox.due(tuesday, 1)).toEqual([{ id: b, lane: "urgent" }]);
    expect((await store.outbox.due(seconds(61), 10)).map(({ id }) => id)).toEqual([b, d, a, c, e]);
  });

  test("sent messages are chained into the case while it is being changed, leased from and read, without deadlock", async () => {
    const ids = await commit(
      ...Array.from({ length: 12 }, (_, index) => ({ channel: `${channel}${index}` })),
    );
    const before = (await events()).length;
    const sending = ids.map(async (id) => {
      const item = await leased(id, tuesday);
      await store.outbox.sent(item, sentAs(id), noticeSent(item));
    });
    const changing = Array.from({ length: 12 }, (_, index) => one({ channel: `${channel}${index}` }));
    const opening = Array.from({ length: 6 }, () =>
      store.cases.openBodies(...reading(viewerOf("team-manager"), ref, tuesday)),
    );
    await Promise.all([...sending, ...changing, ...opening]);
    expect(await events()).toHaveLength(before + 24);
    expect((await verifyRecord(store.context)).faults).toEqual([]);
  });
});
