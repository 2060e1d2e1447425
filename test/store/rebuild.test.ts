import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decideDiscussion } from "../../src/domain/case/decide-record.ts";
import { decidePickUp } from "../../src/domain/case/decide-answer.ts";
import type { CaseState } from "../../src/domain/case/case-state.ts";
import { foldCase } from "../../src/domain/case/fold.ts";
import { plusMilliseconds } from "../../src/domain/instant.ts";
import { RecordIsNewer } from "../../src/errors.ts";
import { createCaseStore } from "../../src/store/case-store.ts";
import { rebuild } from "../../src/store/rebuild.ts";
import { verifyRecord } from "../../src/store/verify.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { openStore, type TestStore } from "../support/open-store.ts";
import { followingAt, sampleArea, sampleCase, tuesday, viewerOf } from "../support/sample-case.ts";
import { reading } from "../support/reading.ts";

const later = plusMilliseconds(tuesday, 900_000);
const desk = viewerOf("referral-desk-officer");

describe.each(["PostgreSQL", "PGlite in memory"])("rebuilding on %s", (where) => {
  let store: TestStore;
  let drop: () => Promise<void> = () => Promise.resolve();
  const run = async (statement: string) =>
    (await store.database.sql.execute(sql.raw(statement))) as { rows: { it: string }[] };
  const projections = async () => {
    const read = async (table: string) =>
      (await run(`SELECT t::text AS it FROM ${table} t ORDER BY t::text`)).rows.map(({ it }) => it);
    return Promise.all(["cases", "deadlines", "people", "identities"].map(read));
  };

  beforeAll(async () => {
    const database = where === "PostgreSQL" ? await freshDatabase() : undefined;
    if (database !== undefined) drop = database.drop;
    store = await openStore(database?.url ?? "pglite:");
    await store.people.register(sampleArea.value, tuesday);
    const [first, ...others] = sampleArea.value.people;
    if (first !== undefined)
      await store.people.register(
        {
          ...sampleArea.value,
          area: "elsewhere",
          people: [{ ...first, telephone: "01632 960999" }, ...others],
        },
        later,
      );
    for (let number = 0; number < 4; number += 1) {
      const { created, commit } = sampleCase(number === 0 ? { facts: { immediateRisk: "yes" } } : {});
      await store.cases.open(created, commit);
      await store.cases.change(created.ref, ({ events }) => {
        const state = foldCase(events) as CaseState;
        const pressed = { hop: 0, by: desk.person.person, at: later };
        const decided = decidePickUp(state, pressed, followingAt(later));
        if (!decided.ok) throw new Error(decided.because);
        return { answer: true, commit: { events: decided.events, notices: decided.notices } };
      });
      if (number === 1) continue;
      await store.cases.change(created.ref, ({ events }) => {
        const discussed = {
          by: desk.person.person,
          at: later,
          agency: "police",
          withAgency: "social-care",
          means: "telephone",
          decision: "joint",
          details: { withWhom: "w", decisionInWords: "d" },
        } as const;
        const decided = decideDiscussion(foldCase(events) as CaseState, discussed, followingAt(later));
        if (!decided.ok) throw new Error(decided.because);
        return { answer: true, commit: { events: decided.events, notices: decided.notices } };
      });
    }
  });
  afterAll(async () => {
    await store.database.close();
    await drop();
  });

  test("with every key destroyed the projections come out the same, byte for byte", async () => {
    const before = await projections();
    expect(before.every((rows) => rows.length > 0)).toBe(true);
    await run(`UPDATE case_keys SET wrapped = NULL, destroyed_at = '${later}'`);
    expect(await rebuild(store.context)).toEqual({ cases: 4, people: sampleArea.value.people.length });
    expect(await projections()).toEqual(before);
    await run(`DELETE FROM deadlines`);
    await run(`UPDATE cases SET urgency = 'wrong'`);
    await run(`INSERT INTO cases SELECT 'ghost', 'case/ghost', area, 'ghost', protocol_hash, from_agency, to_agency, urgency,
      urgency_reason, restricted, open_hop, entered_at FROM cases LIMIT 1`);
    await run(`DELETE FROM identities`);
    await run(`UPDATE people SET "left" = true`);
    await rebuild(store.context);
    expect(await projections()).toEqual(before);
    expect((await verifyRecord(store.context)).faults).toEqual([]);
  });

  test("with every key destroyed reading shows nothing, and does not fail", async () => {
    for (const { it } of (await run(`SELECT ref AS it FROM cases`)).rows)
      expect(await store.cases.openBodies(...reading(desk, it as never, later))).toEqual([]);
  });

  test("an event of a newer build stops this one: nothing is decided on a record half understood", async () => {
    const ref = (await run(`SELECT ref AS it FROM cases LIMIT 1`)).rows[0]?.it as never;
    const { created, commit } = sampleCase();
    const fenced = createCaseStore(store.context);
    await fenced.open(created, commit);
    await run(`INSERT INTO events SELECT stream, head + 1, area, 'ReferralRecorded', 99, '{}', NULL, NULL, NULL, head_hash
      FROM streams WHERE stream = 'case/${created.ref}'`);
    expect((await fenced.read(desk, ref))?.events.length).toBeGreaterThan(0);
    await expect(createCaseStore(store.context).read(desk, created.ref)).rejects.toThrow(RecordIsNewer);
    await expect(
      createCaseStore(store.context).openBodies(...reading(desk, created.ref, later)),
    ).rejects.toThrow(RecordIsNewer);
    await expect(fenced.change(created.ref, () => ({ answer: 1 }))).rejects.toThrow(RecordIsNewer);
    await expect(fenced.read(desk, ref)).rejects.toThrow(RecordIsNewer);
    await expect(fenced.change(ref, () => ({ answer: 1 }))).rejects.toThrow(RecordIsNewer);
    await expect(fenced.openBodies(...reading(desk, ref, later))).rejects.toThrow(RecordIsNewer);
    const another = sampleCase();
    await expect(fenced.open(another.created, another.commit)).rejects.toThrow(RecordIsNewer);
    await expect(rebuild(store.context)).rejects.toThrow(RecordIsNewer);
  });
});
