import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { keyLines } from "../../src/cli/key-lines.ts";
import { keysCommand } from "../../src/cli/keys.ts";
import { inWords } from "../../src/cli/line.ts";
import { UserError } from "../../src/errors.ts";
import type { KeyRing } from "../../src/store/key-ring.ts";
import { refuseMissingKeys } from "../../src/store/refuse-missing-keys.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { openMany } from "../support/keys.ts";
import { openStore, ringOf, type TestStore } from "../support/open-store.ts";
import { reading } from "../support/reading.ts";
import { tuesday, viewerOf } from "../support/sample-case.ts";
import { environment, runTandem, startProcess } from "./run-process.ts";

let store: TestStore;
let url: string;
let drop: () => Promise<void>;
beforeAll(async () => {
  ({ url, drop } = await freshDatabase());
  store = await openStore(url);
});
afterAll(async () => {
  await store.database.close();
  await drop();
});

const spelled = ({ keys }: KeyRing): string =>
  [...keys].map(([name, key]) => `${name}:${Buffer.from(key).toString("base64")}`).join(",");
const settings = (ring: KeyRing) => environment({ DATABASE_URL: url, TANDEM_KEYS: spelled(ring) });
const withRing = (keys: KeyRing) => ({ ...store.context, keys });
const keys = (words: readonly string[], ring: KeyRing) => keysCommand(withRing(ring), words);

describe("tandem keys", () => {
  it("takes an administrator from an old key to a new one, and says when the old one may go", async () => {
    await openMany(store.context, ringOf("old"), 3);
    const both = ringOf("new", "old");
    expect(await keys(["list"], both)).toEqual([
      "old: wraps 3 data keys; in TANDEM_KEYS, still needed: run keys rotate",
      "new: wraps nothing yet; in TANDEM_KEYS, the newest: it wraps what is new",
    ]);
    const { code, output } = await runTandem(["keys", "rotate"], settings(both));
    expect(output.trim().split("\n")).toEqual([
      "3 data keys wrapped anew by new",
      "new: wraps 3 data keys; in TANDEM_KEYS, the newest: it wraps what is new",
      "old: wraps nothing; it may be taken out of TANDEM_KEYS, once no process starts with it as the newest",
    ]);
    expect(code).toBe(0);
    expect(await keys(["list"], ringOf("new"))).toHaveLength(1);
  });

  it("rotates what it can where a key is missing, names that one and ends badly", async () => {
    await openMany(store.context, ringOf("lost"), 2);
    await openMany(store.context, ringOf("old"), 1);
    const { code, output } = await runTandem(["keys", "rotate"], settings(ringOf("newest", "old", "new")));
    expect(code).toBe(1);
    expect(output).toContain("4 data keys wrapped anew by newest");
    expect(output).toContain("lost: wraps 2 data keys; NOT in TANDEM_KEYS");
    expect(output).toContain('master key "lost" is not in TANDEM_KEYS, and 2 data keys are wrapped by it');
    await expect(keys(["list"], ringOf("newest"))).rejects.toThrow(UserError);
  });

  it("says how it is used when it is asked for anything else", async () => {
    await expect(keys(["remove"], ringOf("newest"))).rejects.toThrow("Usage: npm run tandem -- keys");
  });
});

describe("a ring that lacks a key", () => {
  it("starts no bot, whatever its role: which key, how much it wraps and what to do is said", async () => {
    const started = startProcess("src/main.ts", [], settings(ringOf("newest")));
    onTestFinished(() => started.signal("SIGKILL"));
    const bot = await started.ended;
    expect(bot.output.trim()).toBe(
      [
        "Tandem cannot start: what was written under these keys could not be read.",
        '  - master key "lost" is not in TANDEM_KEYS, and 2 data keys are wrapped by it',
        "Put the key back into TANDEM_KEYS, after the newest one. Do not start without it. See docs/keys.md.",
      ].join("\n"),
    );
    expect(bot.code).toBe(1);
  });

  it("is found by doctor, and sound once the key is back", async () => {
    const lines = await keyLines(withRing(ringOf("newest")));
    expect(lines.map(inWords).join("\n")).toMatch(
      /^FAIL {2}master key "lost" is not in TANDEM_KEYS.*\n.*Put that key back/,
    );
    const back = await keyLines(withRing(ringOf("newest", "lost")));
    expect(back.map(inWords)).toEqual(["ok    every data key can be opened by a key in TANDEM_KEYS"]);
    await refuseMissingKeys(withRing(ringOf("newest", "lost")));
  });

  it("is not made sound by another key under the old name: the name alone proves nothing", async () => {
    const wrong = {
      ...ringOf("newest"),
      keys: new Map([...ringOf("newest").keys, ["lost", new Uint8Array(32)]]),
    };
    await expect(refuseMissingKeys(withRing(wrong))).rejects.toThrow(
      'master key "lost" in TANDEM_KEYS is another key than the one of that name before, and 2 data keys are wrapped by it',
    );
  });
});

describe("tandem keys destroy", () => {
  const because = ["--because", "kept", "for", "as", "long", "as", "the", "schedule", "says"];

  it("refuses what it cannot find and what has no reason, and erases nothing", async () => {
    const [ref] = await openMany(store.context, store.context.keys, 1);
    const refusals = [
      [["K7M2", "shared", ...because], "is not a reference of Tandem's"],
      [[store.context.ids.newRef(), "shared", ...because], "There is no case"],
      [[ref, "everything", ...because], "Compartments that hold something: shared"],
      [[ref, "shared"], "Say why"],
      [[ref, "shared", "--because", "x".repeat(201)], "Say why"],
    ] as const;
    for (const [words, says] of refusals)
      await expect(keys(["destroy", ...words], store.context.keys)).rejects.toThrow(says);
    expect(await keys(["list"], ringOf("newest", "lost", "one"))).toContain(
      "one: wraps 1 data key; in TANDEM_KEYS, still needed: run keys rotate",
    );
  });

  it("erases a compartment, says how far that reaches, and needs no key for it", async () => {
    const [ref] = await openMany(store.context, store.context.keys, 1);
    const said = await keys(["destroy", ref.toLowerCase(), "shared", ...because], ringOf("newest"));
    expect(said).toEqual([
      `What was sealed in compartment "shared" of ${ref} is erased: 1 data key destroyed. The record says so.`,
      "Back-ups made before now still hold it, for as long as they are kept.",
    ]);
    const read = reading(viewerOf("referral-desk-officer"), ref, tuesday);
    expect(await store.cases.openBodies(...read)).toMatchObject([
      {
        type: "KeyDestroyed",
        header: { by: "command-line", because: ["kept for as long as the schedule says"], keys: 1 },
      },
    ]);
  });
});
