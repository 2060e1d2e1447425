import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { NameForm } from "../../src/domain/redaction/name-forms.ts";
import { destroyKeys } from "../../src/store/destroy-keys.ts";
import { createNameStore } from "../../src/store/name-tokens.ts";
import { rebuild } from "../../src/store/rebuild.ts";
import { rows } from "../../src/store/rows.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { openStore, ringOf, type TestStore } from "../support/open-store.ts";
import { sampleCase, tuesday } from "../support/sample-case.ts";

const child = "Plantedforename Plantedsurname";
const word: NameForm = { kind: "word", form: "plantedsurname" };
const whole: NameForm = { kind: "whole", form: "plantedsurname plantedforename" };

describe("the names on a case, by which its messages are looked at", () => {
  let store: TestStore;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const database = await freshDatabase();
    drop = database.drop;
    store = await openStore(database.url);
  });
  afterAll(async () => {
    await store.database.close();
    await drop();
  });

  const opened = async () => {
    const { created, commit } = sampleCase({ child });
    await store.cases.open(created, commit);
    return created;
  };
  const isOn = async (ref: Parameters<typeof destroyKeys>[1], form: NameForm) =>
    (await createNameStore(store.context).namesOn([ref]))(form);
  const tokens = async (ref: string) =>
    (
      await rows(
        store.database.sql,
        sql`SELECT encode(token, 'hex') AS token FROM name_tokens WHERE ref = ${ref} ORDER BY 1`,
        z.object({ token: z.string() }),
      )
    ).map(({ token }) => token);

  test("are found by a word and by the whole name, and nobody else's are", async () => {
    const { ref } = await opened();
    const other = sampleCase({ child: "Demoforename Demosurname" });
    await store.cases.open(other.created, other.commit);
    expect(await isOn(ref, word)).toBe(true);
    expect(await isOn(ref, whole)).toBe(true);
    expect(await isOn(ref, { kind: "word", form: "demosurname" })).toBe(false);
    expect(await isOn(other.created.ref, word)).toBe(false);
    const both = await createNameStore(store.context).namesOn([ref, other.created.ref]);
    expect([both(word), both({ kind: "word", form: "demosurname" })]).toEqual([true, true]);
  });

  test("cannot be compared without the audit key, nor from one area to another", async () => {
    const { ref, area } = await opened();
    const elsewhere = createNameStore({ ...store.context, auditKey: new Uint8Array(32) });
    expect((await elsewhere.namesOn([ref]))(word)).toBe(false);
    const { created, commit } = sampleCase({ child });
    await store.cases.open({ ...created, area: "otherplace" }, commit);
    const here = new Set(await tokens(ref));
    const there = await tokens(created.ref);
    expect(there.length).toBeGreaterThan(0);
    expect(there.filter((token) => here.has(token))).toEqual([]);
    expect(area).not.toBe("otherplace");
  });

  test("are the same for the same child in one area, so that an earlier referral can be found", async () => {
    expect(await tokens((await opened()).ref)).toEqual(await tokens((await opened()).ref));
  });

  test("are still found after the key ring was rotated, and after the projections were made anew", async () => {
    const { ref } = await opened();
    await rebuild(store.context);
    const rotated = { ...store.context, keys: ringOf("two") };
    expect((await createNameStore(rotated).namesOn([ref]))(whole)).toBe(true);
  });

  test("go with the key of their compartment", async () => {
    const { ref } = await opened();
    const erasing = { by: "demo-administrator", at: tuesday, because: ["retention"] };
    await destroyKeys(store.context, ref, { ...erasing, compartment: "police" });
    expect(await isOn(ref, word)).toBe(true);
    expect(await destroyKeys(store.context, ref, { ...erasing, compartment: "shared" })).toMatchObject({
      ok: true,
    });
    expect(await tokens(ref)).toEqual([]);
  });

  test("are written with the referral or not at all", async () => {
    const { created, commit } = sampleCase({ child });
    await store.cases.open(created, commit);
    const again = sampleCase({ child, submission: created.submission });
    expect((await store.cases.open(again.created, again.commit)).existed).toBe(true);
    expect(await tokens(again.created.ref)).toEqual([]);
  });
});
