import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startJobs } from "../../jobs/index.ts";
import { startSweeping } from "../../jobs/sweep.ts";
import { watchedContext } from "./context-of-jobs.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const fault = new Error("the database is away");

test("sweeping begins at once, and again a second after each sweep ended", async () => {
  const { context, looks } = watchedContext();
  const sweeping = startSweeping(context, () => undefined);
  expect(sweeping.lastCompleted()).toBeUndefined();
  await vi.advanceTimersByTimeAsync(0);
  expect(looks()).toBe(1);
  expect(sweeping.lastCompleted()).toBeDefined();
  await vi.advanceTimersByTimeAsync(999);
  expect(looks()).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(looks()).toBe(2);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(looks()).toBe(7);
  await sweeping.close();
});

test("what is due is sent without any Redis", async () => {
  const { context, asked } = watchedContext({ due: () => Promise.resolve([{ id: "o1", lane: "normal" }]) });
  const jobs = startJobs({ context }, undefined, () => undefined);
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual(["o1"]);
  await jobs.close();
});

test("sweeping continues after a fault, and a fault is no completed sweep", async () => {
  const faults: unknown[] = [];
  let away = true;
  const { context, looks } = watchedContext({
    due: () => (away ? Promise.reject(fault) : Promise.resolve([])),
  });
  const sweeping = startSweeping(context, (one) => faults.push(one));
  await vi.advanceTimersByTimeAsync(2_500);
  expect(faults).toEqual([fault, fault, fault]);
  expect(sweeping.lastCompleted()).toBeUndefined();
  away = false;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(looks()).toBe(4);
  expect(sweeping.lastCompleted()).toBeDefined();
  await sweeping.close();
});

test("closing waits for the sweep that runs, and starts no other", async () => {
  let end: () => void = () => undefined;
  const { context, looks } = watchedContext({
    due: () =>
      new Promise((resolve) => {
        end = () => resolve([]);
      }),
  });
  const sweeping = startSweeping(context, () => undefined);
  await vi.advanceTimersByTimeAsync(0);
  let closed = false;
  const closing = sweeping.close().then(() => (closed = true));
  await vi.advanceTimersByTimeAsync(3_000);
  expect(closed).toBe(false);
  end();
  await closing;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(looks()).toBe(1);
});

test("closing between two sweeps is at once, and closing twice does no harm", async () => {
  const { context, looks } = watchedContext();
  const sweeping = startSweeping(context, () => undefined);
  await vi.advanceTimersByTimeAsync(500);
  await sweeping.close();
  await sweeping.close();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(looks()).toBe(1);
});
