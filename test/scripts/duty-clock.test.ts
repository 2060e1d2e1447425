import { describe, expect, it } from "vitest";
import { createDutyClock } from "../../scripts/duty-clock.ts";
import { parseInstant, plusMilliseconds, type Instant } from "../../src/domain/instant.ts";

const machine = (start: string) => {
  let now = parseInstant(start);
  return {
    now: (): Instant => now,
    wait: (seconds: number) => (now = plusMilliseconds(now, seconds * 1_000)),
  };
};
const friday = parseInstant("2026-08-28T16:00:00+01:00");
const at = (time: string) => parseInstant(`2026-08-28T${time}+01:00`);

describe("duty time that can be moved", () => {
  it("runs as fast as the machine's, from the instant that it was given", () => {
    const { now, wait } = machine("2026-01-05T09:00:00Z");
    const { clock } = createDutyClock(now, friday);
    wait(90);
    expect(clock.dutyNow()).toBe(at("16:01:30"));
    expect(clock.machineNow()).toBe("2026-01-05T09:01:30.000Z");
  });

  it("is the machine's until it is moved", () => {
    const { now, wait } = machine("2026-01-05T09:00:00Z");
    const { clock } = createDutyClock(now);
    wait(1);
    expect(clock.dutyNow()).toBe(clock.machineNow());
  });

  it("stands still where it is held, and runs on from there", () => {
    const { now, wait } = machine("2026-01-05T09:00:00Z");
    const { clock, holdAt, run } = createDutyClock(now, friday);
    holdAt(at("18:40:00"));
    wait(30);
    expect(clock.dutyNow()).toBe(at("18:40:00"));
    run();
    wait(5);
    expect(clock.dutyNow()).toBe(at("18:40:05"));
  });

  it("never goes back", () => {
    const { now, wait } = machine("2026-01-05T09:00:00Z");
    const { clock, holdAt } = createDutyClock(now, friday);
    wait(60);
    holdAt(friday);
    expect(clock.dutyNow()).toBe(at("16:01:00"));
  });

  it("knows what it said at an earlier instant of machine time", () => {
    const { now, wait } = machine("2026-01-05T09:00:00Z");
    const { dutyAt, holdAt, run } = createDutyClock(now, friday);
    wait(10);
    holdAt(at("18:40:00"));
    wait(10);
    run();
    wait(10);
    const said = [5, 15, 25].map((second) =>
      dutyAt(plusMilliseconds(parseInstant("2026-01-05T09:00:00Z"), second * 1_000)),
    );
    expect(said).toEqual([at("16:00:05"), at("18:40:00"), at("18:40:05")]);
  });
});
