import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { couldNotConfirm } from "../../handlers/boundary.ts";
import { timeBox, withinTimeBox } from "../../handlers/time-box.ts";

const unhandled: unknown[] = [];
const note = (fault: unknown) => unhandled.push(fault);
let faults: unknown[];
const onFault = (fault: unknown) => faults.push(fault);

beforeEach(() => {
  faults = [];
  process.on("unhandledRejection", note);
});
afterEach(async () => {
  await wait(20);
  process.off("unhandledRejection", note);
  if (unhandled.length > 0) throw new Error("a rejection that nobody handled", { cause: unhandled });
});

const later = async <T>(milliseconds: number, result: () => T): Promise<T> => {
  await wait(milliseconds);
  return result();
};
const fault = new Error("a fault");
const failing = (): never => {
  throw fault;
};

test("work that ends in time is done, with its value", async () => {
  expect(
    await withinTimeBox(
      later(5, () => "value"),
      onFault,
      1_000,
    ),
  ).toEqual({ done: true, value: "value" });
  expect(await withinTimeBox(Promise.resolve(undefined), onFault)).toEqual({ done: true, value: undefined });
  expect(faults).toEqual([]);
});

test("work that fails in time is not done, and its fault is told before the answer", async () => {
  expect(await withinTimeBox(later(5, failing), onFault, 1_000)).toEqual({ done: false });
  expect(faults).toEqual([fault]);
});

test("work that has failed already is not done", async () => {
  expect(await withinTimeBox(Promise.reject(fault), onFault)).toEqual({ done: false });
  expect(faults).toEqual([fault]);
});

test("work that is late is not done, and goes on to its end", async () => {
  let ended = false;
  const work = later(60, () => (ended = true));
  expect(await withinTimeBox(work, onFault, 10)).toEqual({ done: false });
  expect(ended).toBe(false);
  await work;
  expect(ended).toBe(true);
  expect(faults).toEqual([]);
});

test("work that fails late is told as a fault, and never left unhandled", async () => {
  expect(await withinTimeBox(later(40, failing), onFault, 10)).toEqual({ done: false });
  expect(faults).toEqual([]);
  await expect.poll(() => faults).toEqual([fault]);
});

test("work that never ends holds nobody up", async () => {
  const began = performance.now();
  expect(await withinTimeBox(new Promise(() => undefined), onFault, 30)).toEqual({ done: false });
  expect(performance.now() - began).toBeLessThan(500);
});

test("the box is below the three seconds after which Slack gives up", () => {
  expect(timeBox).toBeLessThanOrEqual(2_000);
});

test("whoever could not be told that it is recorded is told whom to ring", () => {
  expect(
    couldNotConfirm(["Duty 01632 960101", "Night 01632 960102", "Third 1"], "AB12CD"),
  ).toMatchInlineSnapshot(
    `"We could not confirm that this is recorded. Ring now: Duty 01632 960101 or Night 01632 960102. You can send it again: it is never recorded twice. (fault AB12CD)"`,
  );
  expect(couldNotConfirm([])).toMatchInlineSnapshot(
    `"We could not confirm that this is recorded. Ring the duty team now. You can send it again: it is never recorded twice."`,
  );
});
