import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { parseInstant, plusMilliseconds, type Instant } from "../../src/domain/instant.ts";
import type { Notice } from "../../src/domain/notices/notice.ts";
import type { OutboxItem } from "../../src/ports.ts";
import { rows } from "../../src/store/rows.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { openStore, type TestStore } from "../support/open-store.ts";
import { randomIds, sampleCase } from "../support/sample-case.ts";

let store: TestStore;
let drop: () => Promise<void>;
let person: string;
beforeAll(async () => {
  const database = await freshDatabase();
  drop = database.drop;
  store = await openStore(database.url);
});
beforeEach(() => {
  person = randomIds.next();
});
afterAll(async () => {
  await store.database.close();
  await drop();
});

const reminderDue = (dueAt: string): Notice => ({
  id: randomIds.next(),
  lane: "normal",
  medium: "slack",
  to: { installation: "council", person },
  model: {
    kind: "reminder",
    ref: "AAAA-BBBB",
    areaName: "Exampleshire",
    urgency: "standard",
    rule: "S2-9",
    says: "Settle it",
    dueAt,
    overdue: false,
  },
  grouped: true,
  because: ["a test"],
});

const commit = async (...notices: readonly Notice[]): Promise<readonly string[]> => {
  const { created, commit: opening } = sampleCase();
  await store.cases.open(created, { ...opening, notices });
  return notices.map(({ id }) => id);
};

const leavesAt = async (id = ""): Promise<Instant> => {
  const [found] = await rows(
    store.database.sql,
    sql`SELECT to_char(not_before AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at FROM outbox WHERE id = ${id}`,
    z.object({ at: z.string().transform(parseInstant) }),
  );
  if (found === undefined) throw new Error("there is no such row");
  return found.at;
};

const leaveAt = (id: string | undefined, at: Instant) =>
  store.database.sql.execute(sql`UPDATE outbox SET not_before = ${at} WHERE id = ${id}`);

const leased = async (id: string | undefined, now: Instant): Promise<OutboxItem> => {
  const lease = await store.outbox.lease(id ?? "", now);
  if (lease.state !== "leased") throw new Error(`it is not leased but: ${lease.state}`);
  return lease.item;
};

const due = "2026-09-02T16:00:00.000Z";

describe("what one person is reminded of", () => {
  it("waits for the last that has come, and leaves with it", async () => {
    const [first] = await commit(reminderDue(due));
    const [last] = await commit(reminderDue(due));
    const soon = await leavesAt(first);
    await leaveAt(last, plusMilliseconds(soon, 4_000));
    expect(await store.outbox.lease(first ?? "", soon)).toMatchObject({
      state: "wait",
      until: plusMilliseconds(soon, 4_000),
    });
    const { together } = await leased(first, plusMilliseconds(soon, 4_000));
    expect(together.map(({ id }) => id)).toEqual([last]);
  });

  it("waits no longer than half a minute, however late the last one is", async () => {
    const [first, last] = await commit(reminderDue(due), reminderDue(due));
    const soon = await leavesAt(first);
    await leaveAt(last, plusMilliseconds(soon, 60_000));
    expect(await store.outbox.lease(first ?? "", plusMilliseconds(soon, 29_000))).toMatchObject({
      state: "wait",
      until: plusMilliseconds(soon, 30_000),
    });
    expect((await leased(first, plusMilliseconds(soon, 30_000))).together).toHaveLength(1);
  });

  it("is a hundred in a message, what falls due first before the rest, and the others in the next", async () => {
    const later = Array.from({ length: 100 }, () => reminderDue("2026-09-09T16:00:00.000Z"));
    const ids = await commit(...later, reminderDue(due));
    const [first, second] = [ids[0], ids[99]];
    const now = plusMilliseconds(await leavesAt(ids.at(-1)), 1_000);
    const item = await leased(first, now);
    expect(item.together).toHaveLength(99);
    expect(item.together.map(({ id }) => id)).toContain(ids.at(-1));
    expect((await leased(second, plusMilliseconds(now, 1_000))).together).toEqual([]);
  });
});
