import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const run = promisify(execFile);

const answersUnder = async (zone: string): Promise<string> => {
  const script = new URL("core-checks.ts", import.meta.url).pathname;
  const { stdout } = await run(process.execPath, ["--import", "tsx", script], {
    env: { ...process.env, TZ: zone },
  });
  return stdout.trim();
};

it("every answer is the same on a machine set to UTC, New York or Tokyo", async () => {
  const zones = ["UTC", "America/New_York", "Asia/Tokyo"];
  const [utc, ...others] = await Promise.all(zones.map(answersUnder));
  expect(utc).toMatch(/^\d{4} [0-9a-f]{64} Tue 1 Sep 2026 00:30 BST$/);
  expect(others).toEqual([utc, utc]);
}, 60_000);
