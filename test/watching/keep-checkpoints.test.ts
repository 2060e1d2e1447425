import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createLog } from "../../src/log.ts";
import { AnchorNotWritten, readAnchors } from "../../src/watching/anchor-file.ts";
import { verifyRecord } from "../../src/store/verify.ts";
import { keepCheckpoints } from "../../src/watching/keep-checkpoints.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { openStore, type TestStore } from "../support/open-store.ts";
import { sampleCase, tuesday } from "../support/sample-case.ts";
import { runningClock } from "./running-clock.ts";

let store: TestStore;
let drop: () => Promise<void>;
let disk: string;
let said: unknown[];

beforeEach(async () => {
  const database = await freshDatabase();
  drop = database.drop;
  store = await openStore(database.url);
  disk = await mkdtemp(path.join(tmpdir(), "tandem-anchors-"));
  said = [];
});
afterEach(async () => {
  await store.database.close();
  await drop();
  await rm(disk, { recursive: true });
});

const refer = async () => {
  const { created, commit } = sampleCase();
  await store.cases.open(created, commit);
  return created.ref;
};

/** One round of the worker, and what it logged. */
const round = async (file: string | undefined) => {
  const lines = new PassThrough();
  const anchoring = { store: store.context, clock: runningClock().clock, file };
  const keep = keepCheckpoints(anchoring, createLog("info", lines), { say: (state) => said.push(state) });
  const fault: unknown = await keep().then(
    () => undefined,
    (one: unknown) => one,
  );
  lines.end();
  return { fault, logged: await text(lines) };
};

const notCovered = async (file: string) => {
  const { anchors } = await readAnchors(file);
  const { faults, notCovered: left } = await verifyRecord(store.context, anchors);
  return { faults, events: left.events };
};

describe("the worker keeps checkpoints", () => {
  test("and says nothing before there is anything to list", async () => {
    expect(await round(path.join(disk, "anchors"))).toEqual({ fault: undefined, logged: "" });
    await expect(readAnchors(path.join(disk, "anchors"))).rejects.toThrow(
      "The anchor file cannot be read: ENOENT",
    );
  });

  test("anchors them in the file and in the log, and names no case in either", async () => {
    const ref = await refer();
    const file = path.join(disk, "anchors");
    const { logged } = await round(file);
    const kept = await readFile(file, "utf8");
    expect(kept).toMatch(/^1 \d{4}-\d\d-\d\dT[\d:.]+Z 1 [0-9a-f]{64}\n$/);
    expect(JSON.parse(logged)).toMatchObject({ level: 30, anchor: kept.trim(), msg: "checkpoint" });
    expect(`${kept}${logged}`).not.toContain(ref);
    expect(await notCovered(file)).toEqual({ faults: [], events: 0 });
  });

  test("anchors the end again when nothing has changed, so that a file that stands still is noticed", async () => {
    await refer();
    const file = path.join(disk, "anchors");
    await round(file);
    await round(file);
    const { anchors } = await readAnchors(file);
    expect(anchors.map(({ sequence }) => sequence)).toEqual([1, 1]);
    expect(anchors[1]?.hash).toBe(anchors[0]?.hash);
  });

  test("tells the operators of an anchor that cannot be written, and loses none", async () => {
    await refer();
    const file = path.join(disk, "not-mounted", "anchors");
    const { fault, logged } = await round(file);
    expect(fault).toBeInstanceOf(AnchorNotWritten);
    expect(logged).toContain('"level":50');
    expect(logged).toContain("the anchor file cannot be written: ENOENT");
    expect(said).toEqual([{ what: "anchor-refused", over: false }]);
    await mkdir(path.dirname(file));
    expect((await round(file)).fault).toBeUndefined();
    expect(said.at(-1)).toEqual({ what: "anchor-refused", over: true });
    expect(await notCovered(file)).toEqual({ faults: [], events: 0 });
  });

  test("without a file has the log as its only anchor, and alarms nobody", async () => {
    await refer();
    const { logged } = await round(undefined);
    expect(logged).toContain('"anchor":"1 ');
    expect(said).toEqual([]);
  });
});

test("duty time in the list, machine time in the anchor", async () => {
  await refer();
  const file = path.join(disk, "anchors");
  await round(file);
  const { anchors } = await readAnchors(file);
  expect(anchors[0]?.at.slice(0, 10)).not.toBe(tuesday.slice(0, 10));
});
