import type { Redis } from "ioredis";
import { once } from "node:events";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { producerConnection } from "../../src/queue/connection.ts";
import { createReplayMemory, noReplayMemory } from "../../src/queue/replay-memory.ts";
import { openGate, signed, slashBody } from "../http/gate.ts";
import { ownPrefix } from "./redis-of-our-own.ts";

let connection: Redis;
let prefix: string;
beforeEach(async () => {
  prefix = ownPrefix();
  connection = producerConnection(inject("redisUrl"));
  await once(connection, "ready");
});
afterEach(async () => {
  const keys = await connection.keys(`${prefix}:*`);
  if (keys.length > 0) await connection.del(keys);
  connection.disconnect();
});

test("a signature is new once, for each installation, and forgotten after ten minutes", async () => {
  const memory = createReplayMemory(connection, prefix);
  expect(await memory.firstTime("council:v0=1")).toBe(true);
  expect(await memory.firstTime("council:v0=1")).toBe(false);
  expect(await memory.firstTime("police:v0=1")).toBe(true);
  const seconds = await connection.ttl(`${prefix}:seen:council:v0=1`);
  expect(seconds).toBeGreaterThan(590);
  expect(seconds).toBeLessThanOrEqual(600);
});

test("of the same request sent fifty times at once to two processes, one is the first", async () => {
  const other = producerConnection(inject("redisUrl"));
  await expect.poll(() => other.status).toBe("ready");
  const one = createReplayMemory(connection, prefix, 5_000);
  const two = createReplayMemory(other, prefix, 5_000);
  const asked = Array.from({ length: 50 }, (_, at) => (at % 2 === 0 ? one : two).firstTime("council:v0=2"));
  const answers = await Promise.all(asked);
  expect(answers.filter((first) => first === true)).toHaveLength(1);
  expect(answers.filter((first) => first === false)).toHaveLength(49);
  other.disconnect();
});

test("a request that is replayed is refused, by whichever process it reaches", async () => {
  const gates = [
    await openGate({ replays: createReplayMemory(connection, prefix, 5_000) }),
    await openGate({ replays: createReplayMemory(connection, prefix, 5_000) }),
  ];
  const statuses = [];
  for (const gate of [...gates, ...gates]) statuses.push(await gate.post(signed(slashBody), slashBody));
  expect(statuses).toEqual([200, 409, 409, 409]);
  expect(gates.map(({ refused }) => refused)).toEqual([
    ["council replayed"],
    ["council replayed", "council replayed"],
  ]);
  await Promise.all(gates.map((gate) => gate.close()));
});

test("without Redis nobody can say", async () => {
  expect(await noReplayMemory.firstTime("council:v0=1")).toBeUndefined();
});
