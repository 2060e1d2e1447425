import { describe, expect, it } from "vitest";
import { aStep } from "../a-step.ts";
import type { Protocol } from "../../../src/domain/protocol/protocol-schema.ts";
import { protocol } from "../example-case.ts";
import { ends, lines, run } from "./clockwork.ts";

const duty = "assessment-decision";
type Clock = Protocol["clocks"][number];

/** The protocol with the statutory working day beside its own, or with two working days instead of one. */
const withOther = (changes: Partial<Clock>): { readonly protocol: Protocol } => ({
  protocol: {
    ...protocol,
    clocks: protocol.clocks.flatMap((clock): Clock[] =>
      clock.id === "assessment-decision"
        ? [
            { ...clock, duty },
            { ...clock, id: "statutory-decision", rule: "STAT-1", duty, ...changes },
          ]
        : [clock],
    ),
  },
});
const later = { within: { count: 2, unit: "working-days" }, from: "referral" } as const;
const sooner = { within: { count: 2, unit: "hours" }, from: "referral" } as const;

const reminders = (story: ReturnType<typeof withOther>, until: string) => {
  const running = run({ entered: "2026-08-24 10:00", from: "police", world: story });
  const all = running.until(until);
  return {
    running,
    rules: all.flatMap(({ notice: { model } }) => (model.kind === "reminder" ? [model.rule] : [])),
  };
};

describe("two readings of one duty", () => {
  it("are both deadlines of the case, and only the one that is due first reminds", () => {
    const { running, rules } = reminders(withOther({ due: later }), "2026-08-25 16:59");
    expect(running.state().deadlines.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(["S2-9", "STAT-1"]),
    );
    expect(rules).toContain("S2-9");
    expect(rules).not.toContain("STAT-1");
  });

  it("the statutory one reminds where the local text gives longer", () => {
    const { rules } = reminders(withOther({ due: sooner }), "2026-08-24 12:00");
    expect(rules).toContain("STAT-1");
    expect(rules).not.toContain("S2-9");
  });

  it("what meets both leaves nothing to remind of", () => {
    const running = run({ entered: "2026-08-24 10:00", from: "police", world: withOther({ due: later }) });
    running.act("2026-08-24 11:00", (state, by) =>
      aStep(
        state,
        {
          step: "assessment-decided",
          agency: "social-care",
          assessment: "not-required",
          by: "duty-social-worker",
          at: by.now,
        },
        by,
      ),
    );
    expect(
      lines(running.until("2026-08-28 12:00"), "reminder").filter((line) => line.includes("S2-9")),
    ).toEqual([]);
    expect(ends(running, "reminder").some((why) => why.includes("was met"))).toBe(true);
  });
});
