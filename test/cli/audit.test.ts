import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditCommand } from "../../src/cli/audit.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { openStore, type TestStore } from "../support/open-store.ts";
import { sampleCase } from "../support/sample-case.ts";
import { environment, runTandem, type Environment } from "./run-process.ts";

let store: TestStore;
let url: string;
let drop: () => Promise<void>;
let disk: string;
let file: string;
let stream: string;
let settings: Environment;

const asIntruder = async (...statements: readonly string[]): Promise<void> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query("SET session_replication_role = replica");
  for (const statement of statements) await client.query(statement);
  await client.end();
};

beforeAll(async () => {
  ({ url, drop } = await freshDatabase());
  store = await openStore(url);
  const { created, commit } = sampleCase();
  await store.cases.open(created, commit);
  stream = `case/${created.ref}`;
  disk = await mkdtemp(path.join(tmpdir(), "tandem-audit-"));
  file = path.join(disk, "anchors");
  settings = environment({
    DATABASE_URL: url,
    TANDEM_AUDIT_KEY: Buffer.from(store.context.auditKey).toString("base64"),
    TANDEM_ANCHOR_FILE: file,
  });
});
afterAll(async () => {
  await store.database.close();
  await drop();
  await rm(disk, { recursive: true });
});

const audit = (...words: readonly string[]) => runTandem(["audit", ...words], settings);

describe("tandem audit", () => {
  it("says that a file without an anchor proves nothing", async () => {
    const empty = path.join(disk, "empty");
    await writeFile(empty, "nothing\n");
    await expect(auditCommand(["verify", "--anchor", empty])).rejects.toThrow(
      "The anchor file holds no anchor",
    );
    const { code, output } = await audit("verify");
    expect(code).toBe(1);
    expect(output).toBe("The anchor file cannot be read: ENOENT\n");
  });

  it("makes a checkpoint by hand, and anchors it", async () => {
    const { code, output } = await audit("checkpoint");
    expect(code).toBe(0);
    expect(output).toBe(await readFile(file, "utf8"));
  });

  it("reads the whole record, says how far it is proved, and ends well", async () => {
    const { created, commit } = sampleCase();
    await store.cases.open(created, commit);
    const { code, output } = await audit("verify");
    expect(output).toMatch(/^Read: 2 streams, \d+ events, 1 checkpoint\.$/m);
    expect(output).toMatch(/^The last anchor is of \d{4}-.*Z: checkpoint 1\.$/m);
    expect(output).toMatch(/^Not covered by it yet: \d+ events, the oldest written down 2026-09-01T/m);
    expect(output).toMatch(/The record holds\.\n$/);
    expect(code).toBe(0);
  });

  it("passes over a line that was cut short, and says so", async () => {
    await appendFile(file, "2 2026-09-0\n");
    const { code, output } = await audit("verify", "--anchor", file);
    expect(output).toContain("Line 2 of the anchor file is no anchor and was passed over.");
    expect(code).toBe(0);
  });

  it("says where an event was altered, shows nothing of it, and ends badly", async () => {
    const altered = `UPDATE events SET header = replace(header, '"by":"', '"by":"planted') WHERE stream = '${stream}'`;
    await asIntruder(`${altered} AND sequence = 3`);
    const { code, output } = await audit("verify");
    expect(code).toBe(1);
    expect(output).toContain(`${stream} at 3: this is not the event that was written here`);
    expect(output).toMatch(/The record does not hold in 1 stream\n$/);
    expect(output).not.toContain("planted");
    await asIntruder(`UPDATE events SET header = replace(header, 'planted', '') WHERE stream = '${stream}'`);
  });

  it("says from where on a stream was cut off, though its head was made to match", async () => {
    await asIntruder(
      `DELETE FROM events WHERE stream = '${stream}' AND sequence > 2`,
      `UPDATE streams SET (head, head_hash) = (SELECT 2, hash FROM events WHERE stream = '${stream}' AND sequence = 2)
       WHERE stream = '${stream}'`,
    );
    const { code, output } = await audit("verify");
    expect(code).toBe(1);
    expect(output).toContain(`${stream} at 3: a checkpoint lists more than there is: the stream was cut off`);
  });

  it("explains itself", async () => {
    for (const words of [[], ["verify", "--ancor", file], ["checkpoint", "now"]])
      await expect(auditCommand(words)).rejects.toThrow("Usage: npm run tandem -- audit COMMAND");
  });
});
