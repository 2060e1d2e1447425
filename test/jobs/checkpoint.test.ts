import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startCheckpoints } from "../../jobs/checkpoint.ts";

const minute = 60_000;
const unexpected = (fault: unknown): never => {
  throw fault;
};

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("a checkpoint is made a minute after the start, and every hour after that", async () => {
  let made = 0;
  const loop = startCheckpoints(() => Promise.resolve(void (made += 1)), unexpected);
  await vi.advanceTimersByTimeAsync(minute - 1);
  expect(made).toBe(0);
  await vi.advanceTimersByTimeAsync(2);
  expect(made).toBe(1);
  await vi.advanceTimersByTimeAsync(59 * minute);
  expect(made).toBe(1);
  await vi.advanceTimersByTimeAsync(minute);
  expect(made).toBe(2);
  await loop.close();
});

test("one that failed is said and tried again after a minute, not after an hour", async () => {
  const faults: unknown[] = [];
  let tried = 0;
  const fails = () => Promise.reject(new Error(`try ${(tried += 1)}`));
  const loop = startCheckpoints(fails, (fault) => faults.push(fault));
  await vi.advanceTimersByTimeAsync(3 * minute + 1);
  expect(faults).toEqual([new Error("try 1"), new Error("try 2"), new Error("try 3")]);
  await loop.close();
});
