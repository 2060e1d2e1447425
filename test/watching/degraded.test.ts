import { describe, expect, test } from "vitest";
import { watchForDegraded } from "../../src/watching/degraded.ts";

const fine = { redisIsReady: true, beyondGrace: 0 };

describe("degraded", () => {
  test("is said once when Redis is away for more than 30 s, and once when it is over", () => {
    const watch = watchForDegraded(0);
    const said = [];
    for (let now = 0; now <= 60_000; now += 1_000)
      said.push(watch.round({ now, redisIsReady: false, beyondGrace: 0 }));
    for (let now = 61_000; now <= 70_000; now += 1_000) said.push(watch.round({ now, ...fine }));
    expect(said.filter((one) => one !== undefined)).toEqual(["degraded", "recovered"]);
    expect(said.indexOf("degraded")).toBe(31);
  });

  test("is said when work was left to the sweeper three rounds running, and not before", () => {
    const watch = watchForDegraded(0);
    const round = (now: number, beyondGrace: number) => watch.round({ now, redisIsReady: true, beyondGrace });
    expect([round(1, 1), round(2, 1), round(3, 0), round(4, 1), round(5, 1)]).toEqual(
      Array(5).fill(undefined),
    );
    expect(round(6, 2)).toBe("degraded");
    expect(watch.isDegraded()).toBe(true);
  });
});
