import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { openDeadlines, type CaseState } from "../../src/domain/case/case-state.ts";
import { decideHandBack } from "../../src/domain/case/decide-hand-back.ts";
import { decidePickUp, type Decision } from "../../src/domain/case/decide-answer.ts";
import { decideDiscussion } from "../../src/domain/case/decide-record.ts";
import type { Refused } from "../../src/domain/case/refusal.ts";
import { foldCase } from "../../src/domain/case/fold.ts";
import { millisecondsIn, plusMilliseconds } from "../../src/domain/instant.ts";
import type { Keyset } from "../../src/domain/case/worklist.ts";
import type { TandemRef } from "../../src/domain/tandem-ref.ts";
import type { WorklistAsked, WorklistStore } from "../../src/ports.ts";
import { rebuild } from "../../src/store/rebuild.ts";
import { rows } from "../../src/store/rows.ts";
import { createWorklistStore } from "../../src/store/worklist-store.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { openStore, type TestStore } from "../support/open-store.ts";
import { followingAt, sampleCase, tuesday, viewerOf } from "../support/sample-case.ts";

const day = 24 * millisecondsIn.hour;
const team = { agency: "police" } as const;
const areas = ["exampleshire"];

describe.each(["PostgreSQL", "PGlite in memory"])("the worklist on %s", (where) => {
  let store: TestStore;
  let worklist: WorklistStore;
  let drop: () => Promise<void> = () => Promise.resolve();
  const made: TandemRef[] = [];

  const open = async (days: number) => {
    const { created, commit } = sampleCase({ now: plusMilliseconds(tuesday, days * day) });
    await store.cases.open(created, commit);
    return created.ref;
  };
  const decide = (ref: TandemRef, decision: (state: CaseState) => Decision | Refused) =>
    store.cases.change(ref, ({ events }) => {
      const decided = decision(foldCase(events) as CaseState);
      if (!decided.ok) throw new Error(decided.because);
      return { answer: true, commit: { events: decided.events, notices: [] } };
    });
  const pickUp = (ref: TandemRef, by: string) =>
    decide(ref, (state) => decidePickUp(state, { hop: 0, by, at: tuesday }, followingAt(tuesday)));
  const refs = async (asked: Partial<WorklistAsked>) =>
    (await worklist.page({ areas, whose: team, limit: 100, ...asked })).map(({ ref }) => ref);

  beforeAll(async () => {
    const database = where === "PostgreSQL" ? await freshDatabase() : undefined;
    if (database !== undefined) drop = database.drop;
    store = await openStore(database?.url ?? "pglite:");
    worklist = createWorklistStore(store.context);
    // Opened out of order, so that the order of writing is not the order of the list.
    for (const days of [3, 0, 2, 1, 4]) made.push(await open(days));
  });
  afterAll(async () => {
    await store.database.close();
    await drop();
  });

  test("begins with what falls due first, which is what is overdue", async () => {
    const [third, first, second, , last] = made;
    const listed = await refs({});
    expect(listed[0]).toBe(first);
    expect(listed.indexOf(second ?? ("" as TandemRef))).toBeLessThan(
      listed.indexOf(third ?? ("" as TandemRef)),
    );
    expect(listed.at(-1)).toBe(last);
    const due = (await worklist.page({ areas, whose: team, limit: 100 })).map(({ dueAt }) => dueAt);
    expect(due).toEqual(due.toSorted());
  });

  test("goes on after the last case of a page while new ones arrive, and shows none twice", async () => {
    const seen: TandemRef[] = [];
    const before = await refs({});
    let after: Keyset | undefined;
    for (;;) {
      const page = await worklist.page({ areas, whose: team, limit: 2, ...(after && { after }) });
      seen.push(...page.map(({ ref }) => ref));
      after = page.at(-1);
      if (after === undefined) break;
      await open(-seen.length);
    }
    expect(seen).toEqual(before);
  });

  test("tells apart cases that fall due at the same instant", async () => {
    const same = [await open(10), await open(10), await open(10)].toSorted();
    const listed: TandemRef[] = [];
    let after: Keyset | undefined;
    for (;;) {
      const page = await worklist.page({ areas, whose: team, limit: 1, ...(after && { after }) });
      listed.push(...page.map(({ ref }) => ref));
      after = page.at(-1);
      if (after === undefined) break;
    }
    expect(listed.slice(-3)).toEqual(same);
  });

  test("is mine when I sent it, or picked it up; handed back, it is mine no more", async () => {
    const ref = await open(20);
    const mine = (worker: string) => refs({ whose: { worker } });
    expect(await mine("duty-social-worker")).toContain(ref);
    expect(await mine("referral-desk-officer")).toEqual([]);
    await pickUp(ref, "referral-desk-officer");
    expect(await mine("referral-desk-officer")).toEqual([ref]);
    await decide(ref, (state) =>
      decideHandBack(
        state,
        { hop: 0, by: "referral-desk-officer", at: tuesday, reason: "Fictional" },
        followingAt(tuesday),
      ),
    );
    expect(await mine("referral-desk-officer")).toEqual([]);
    expect(await mine("duty-social-worker")).toContain(ref);
  });

  test("holds the cases of both agencies that are a party, of the areas that are asked for, and no other", async () => {
    expect(await refs({ whose: { agency: "social-care" } })).toEqual(await refs({}));
    expect(await refs({ whose: { agency: "health" } })).toEqual([]);
    expect(await refs({ areas: ["elsewhere"] })).toEqual([]);
    expect(await refs({ areas: [] })).toEqual([]);
    expect(await refs({ areas: ["elsewhere", "exampleshire"] })).toEqual(await refs({}));
  });

  test("goes by the next open duty once the first is met, and puts what nothing falls due in last", async () => {
    const ref = await open(-100);
    const listed = async () =>
      (await worklist.page({ areas, whose: team, limit: 100 })).find((one) => one.ref === ref)?.dueAt;
    const first = await listed();
    expect((await refs({}))[0]).toBe(ref);
    await decide(ref, (state) =>
      decideDiscussion(
        state,
        {
          by: "duty-social-worker",
          at: tuesday,
          agency: "social-care",
          withAgency: "police",
          means: "telephone",
          decision: "no-further-action",
          details: { withWhom: "Fictional", decisionInWords: "Fictional" },
        },
        followingAt(tuesday),
      ),
    );
    const state = foldCase((await store.cases.read(viewerOf("team-manager"), ref))?.events ?? []);
    const [next, ...others] = state === undefined ? [] : openDeadlines(state);
    expect(next?.dueAt).not.toBe(first);
    expect(await listed()).toBe(next?.dueAt);
    for (const { id, rule } of [next, ...others].filter((one) => one !== undefined))
      await decide(ref, (now) => {
        const because = ["the story says so"];
        const header = { by: "tandem", at: tuesday, enteredAt: tuesday, deadline: id, rule, late: false };
        const met = { type: "DeadlineMet", version: 1, header: { ...header, because } } as const;
        return { ok: true, state: now, events: [met], notices: [] };
      });
    expect((await refs({})).at(-1)).toBe(ref);
  });

  test("is filled in by its migration for the cases that are there already", async () => {
    const projected = () =>
      rows(
        store.database.sql,
        sql`SELECT ref, next_due_at::text AS due, ARRAY(SELECT unnest(workers) ORDER BY 1) AS workers,
              ARRAY(SELECT unnest(agencies) ORDER BY 1) AS agencies
            FROM cases WHERE NOT EXISTS (
              SELECT 1 FROM events WHERE events.stream = cases.stream AND type = 'HandedBack')
            ORDER BY ref`,
        z.object({
          ref: z.string(),
          due: z.string(),
          workers: z.array(z.string()),
          agencies: z.array(z.string()),
        }),
      );
    const before = await projected();
    const migration = readFileSync(
      new URL("../../src/store/migrations/0004_worklist.sql", import.meta.url),
      "utf8",
    );
    const update = migration.slice(migration.indexOf("UPDATE cases"));
    await store.database.sql.execute(
      sql`UPDATE cases SET next_due_at = NULL, workers = NULL, agencies = NULL`,
    );
    await store.database.sql.execute(sql.raw(update));
    expect(before.length).toBeGreaterThan(5);
    expect(await projected()).toEqual(before);
    await rebuild(store.context);
  });

  test("is the same after a rebuild", async () => {
    const projected = () =>
      rows(
        store.database.sql,
        sql`SELECT c::text AS it FROM cases c ORDER BY ref`,
        z.object({ it: z.string() }),
      );
    const before = await projected();
    await rebuild(store.context);
    expect(await projected()).toEqual(before);
  });
});
