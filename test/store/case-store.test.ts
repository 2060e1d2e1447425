import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decidePickUp } from "../../src/domain/case/decide-answer.ts";
import type { CaseState } from "../../src/domain/case/case-state.ts";
import { foldCase } from "../../src/domain/case/fold.ts";
import { AlreadyAccepted } from "../../src/errors.ts";
import type { Decided, LoadedCase } from "../../src/ports.ts";
import { canonicalJson } from "../../src/store/canonical.ts";
import { destroyKeys } from "../../src/store/destroy-keys.ts";
import { pruneInbox } from "../../src/store/prune-inbox.ts";
import { verifyRecord } from "../../src/store/verify.ts";
import { plusMilliseconds } from "../../src/domain/instant.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { openStore, type TestStore } from "../support/open-store.ts";
import { followingAt, randomIds, sampleCase, tuesday, viewerOf } from "../support/sample-case.ts";
import { reading } from "../support/reading.ts";

const later = plusMilliseconds(tuesday, 600_000);
const sender = viewerOf("duty-social-worker");
const desk = viewerOf("referral-desk-officer");

const pickUp =
  (request: string) =>
  (loaded: LoadedCase): Decided<string> => {
    const state = foldCase(loaded.events) as CaseState;
    const decided = decidePickUp(state, { hop: 0, by: desk.person.person, at: later }, followingAt(later));
    if (!decided.ok) return { answer: decided.because };
    return { answer: "picked up", commit: { events: decided.events, notices: decided.notices, request } };
  };

describe.each(["PostgreSQL", "PGlite in memory"])("the record of cases on %s", (where) => {
  let store: TestStore;
  let drop: () => Promise<void> = () => Promise.resolve();
  const count = async (table: string): Promise<number> => {
    const found = await store.database.sql.execute(sql.raw(`SELECT count(*)::int AS n FROM ${table}`));
    return (found as { rows: { n: number }[] }).rows[0]?.n ?? -1;
  };
  const counts = async () =>
    Promise.all(["events", "streams", "case_keys", "cases", "deadlines", "outbox", "inbox"].map(count));

  beforeAll(async () => {
    if (where === "PostgreSQL") {
      const database = await freshDatabase();
      drop = database.drop;
      store = await openStore(database.url);
    } else store = await openStore("pglite:");
  });
  afterAll(async () => {
    await store.database.close();
    await drop();
  });

  test("what was committed is what is read, and a change adds to it", async () => {
    const { created, commit } = sampleCase();
    expect(await store.cases.open(created, commit)).toEqual({ ref: created.ref, existed: false });
    const before = await store.cases.read(sender, created.ref);
    expect(before?.events).toEqual(commit.events.map(({ type, header }) => ({ type, header })));
    expect(await store.cases.change(created.ref, pickUp(randomIds.next()))).toBe("picked up");
    const after = foldCase((await store.cases.read(sender, created.ref))?.events ?? []);
    expect(after?.hops[0]?.had).toMatchObject({ how: "picked-up", by: desk.person.person });
    expect((await verifyRecord(store.context)).faults).toEqual([]);
  });

  test("headers are stored in their canonical spelling", async () => {
    const found = await store.database.sql.execute(sql`SELECT header FROM events`);
    for (const { header } of (found as { rows: { header: string }[] }).rows)
      expect(header).toBe(canonicalJson(JSON.parse(header)));
  });

  test("a case that is not there is not changed and not read", async () => {
    expect(await store.cases.change(randomIds.newRef(), pickUp("x"))).toBeUndefined();
    expect(await store.cases.read(sender, randomIds.newRef())).toBeUndefined();
  });

  test("the same form sent five times at once makes one case", async () => {
    const submission = randomIds.next();
    const forms = Array.from({ length: 5 }, () => sampleCase({ submission }));
    const cases = await count("cases");
    const opened = await Promise.all(forms.map(({ created, commit }) => store.cases.open(created, commit)));
    expect(new Set(opened.map(({ ref }) => ref)).size).toBe(1);
    expect(opened.filter(({ existed }) => !existed)).toHaveLength(1);
    expect(await count("cases")).toBe(cases + 1);
  });

  test("the same form and request sent twice at once finds the first", async () => {
    const [submission, request] = [randomIds.next(), randomIds.next()];
    const forms = [sampleCase({ submission, request }), sampleCase({ submission, request })];
    const opened = await Promise.all(forms.map(({ created, commit }) => store.cases.open(created, commit)));
    expect(opened.filter(({ existed }) => existed)).toHaveLength(1);
    expect(opened[0]?.ref).toBe(opened[1]?.ref);
  });

  test("a request that was accepted before writes nothing at all", async () => {
    const request = randomIds.next();
    const first = sampleCase({ request });
    await store.cases.open(first.created, first.commit);
    const before = await counts();
    const second = sampleCase({ request });
    await expect(store.cases.open(second.created, second.commit)).rejects.toThrow(AlreadyAccepted);
    await expect(store.cases.change(first.created.ref, pickUp(request))).rejects.toThrow(AlreadyAccepted);
    expect(await counts()).toEqual(before);
  });

  test("two who pick up at once are told the truth: the second one sees the first", async () => {
    const { created, commit } = sampleCase();
    await store.cases.open(created, commit);
    const seen: number[] = [];
    const press = () =>
      store.cases.change(created.ref, (loaded) => {
        seen.push(loaded.events.length);
        return pickUp(randomIds.next())(loaded);
      });
    const answers = await Promise.all([press(), press()]);
    expect(new Set(answers)).toEqual(new Set(["Somebody already has this.", "picked up"]));
    expect(seen[1]).toBeGreaterThan(seen[0] ?? Infinity);
  });

  test("a decision that throws writes nothing, and the case can be worked on afterwards", async () => {
    const { created, commit } = sampleCase();
    await store.cases.open(created, commit);
    const before = await counts();
    const thrown = store.cases.change(created.ref, () => {
      throw new RangeError("a bug");
    });
    await expect(thrown).rejects.toThrow(RangeError);
    expect(await counts()).toEqual(before);
    expect(await store.cases.change(created.ref, pickUp(randomIds.next()))).toBe("picked up");
  });

  test("a commit of which one part cannot be written is not written in any part", async () => {
    const earlier = sampleCase();
    await store.cases.open(earlier.created, earlier.commit);
    const { created, commit } = sampleCase();
    const before = await counts();
    const [taken] = earlier.commit.notices;
    const notices = commit.notices.map((notice) => ({ ...notice, id: taken?.id ?? "" }));
    await expect(store.cases.open(created, { ...commit, notices })).rejects.toThrow("outbox_pkey");
    expect(await counts()).toEqual(before);
  });

  test("after a key is destroyed its words are gone, and what is said later can be read again", async () => {
    const { created, commit } = sampleCase();
    await store.cases.open(created, commit);
    expect(await store.cases.openBodies(...reading(desk, created.ref, later))).toHaveLength(1);
    const erasing = { compartment: "shared", by: "command-line", at: later, because: ["sample"] };
    expect(await destroyKeys(store.context, created.ref, erasing)).toEqual({ ok: true, keys: 1 });
    expect(await destroyKeys(store.context, created.ref, erasing)).toMatchObject({ ok: false, living: [] });
    const erased = await store.cases.openBodies(...reading(desk, created.ref, later));
    expect(erased.map(({ type }) => type)).toEqual(["KeyDestroyed"]);
    await store.cases.change(created.ref, (): Decided<boolean> => {
      const header = {
        by: "duty-social-worker",
        at: later,
        enteredAt: later,
        agency: "social-care",
      } as const;
      const sealed = { compartment: "shared", body: { note: "checked" } } as const;
      const event = {
        type: "StepRecorded",
        version: 1,
        header: { ...header, step: "checks-recorded" },
        sealed,
      };
      return { answer: true, commit: { events: [event as never], notices: [] } };
    });
    const opened = await store.cases.openBodies(...reading(desk, created.ref, later));
    expect(opened.map(({ body }) => body)).toEqual([undefined, { note: "checked" }]);
  });

  test("what one agency keeps to itself is not opened for the other", async () => {
    const { created, commit } = sampleCase();
    const events = commit.events.map((event) =>
      event.sealed === undefined ? event : { ...event, sealed: { ...event.sealed, compartment: "police" } },
    );
    await store.cases.open(created, { ...commit, events: events as typeof commit.events });
    expect(await store.cases.openBodies(...reading(sender, created.ref, later))).toEqual([]);
    expect(await store.cases.openBodies(...reading(desk, created.ref, later))).toHaveLength(1);
  });

  test("requests are forgotten after their time, and the later ones are kept", async () => {
    const old = plusMilliseconds(tuesday, -72 * 3_600_000);
    const [early, now] = [sampleCase({ now: old }), sampleCase()];
    await store.cases.open(early.created, early.commit);
    await store.cases.open(now.created, now.commit);
    const before = await count("inbox");
    expect(await pruneInbox(store.context, plusMilliseconds(tuesday, -48 * 3_600_000))).toBe(1);
    expect(await count("inbox")).toBe(before - 1);
    await expect(store.cases.change(now.created.ref, pickUp(now.commit.request ?? ""))).rejects.toThrow(
      AlreadyAccepted,
    );
  });
});
