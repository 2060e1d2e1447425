import { expect, test } from "vitest";
import { createArrivals } from "../../simulator/page/arrivals.ts";

const posted = (ts: string, at: number) => ({
  sequence: 1,
  at,
  method: "chat.postMessage",
  args: {},
  response: { ok: true, ts },
  status: 200,
});

test("a message arrived when it was posted, and not at the beginning of that second", () => {
  const arrivals = createArrivals();
  arrivals.note("police", posted("1787937600.000001", 1_787_937_600_940));
  expect(arrivals.at("police", "1787937600.000001")).toBe(1_787_937_600_940);
});

test("a message whose posting nobody saw arrived in the second that its name says", () => {
  expect(createArrivals().at("police", "1787937600.000000")).toBe(1_787_937_600_000);
});
