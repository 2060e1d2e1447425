import { describe, expect, it } from "vitest";
import type { Agency } from "../../../src/domain/agency.ts";
import { decideStep } from "../../../src/domain/case/decide-step.ts";
import { at } from "../calendar/example-team.ts";
import { followingAt } from "../example-case.ts";
import { referIn, worldOf } from "../protocol/of-area.ts";

const areas = ["samplebury", "testford", "exampleshire", "mockley", "fictown"] as const;
const fields = ["why it is put off", "social care manager who agreed", "police manager who agreed"];

describe.each(areas)("a strategy discussion in %s", (area) => {
  const opened = referIn(worldOf(area), { from: "social-care", entered: "2026-09-01 10:00" });
  const by = followingAt(at("2026-09-01 11:00"), opened.world);
  const put = (
    step: "strategy-discussion-deferred" | "strategy-discussion-not-held",
    agreed: readonly Agency[],
    answered: readonly string[],
  ) =>
    decideStep(
      opened.state,
      {
        step,
        agreed,
        agency: "social-care",
        by: "somebody",
        at: at("2026-09-01 11:00"),
        isManager: false,
        actingNow: false,
        facts: {},
        present: [],
        details: { answers: answered.map((field) => ({ field, text: "Fictional." })) },
      },
      by,
    );

  it("is put off by both agencies or by neither, with a reason and both managers (LOCAL-84, F2)", () => {
    expect(put("strategy-discussion-deferred", ["social-care"], fields)).toMatchObject({ rule: "LOCAL-84" });
    expect(put("strategy-discussion-deferred", ["social-care", "police"], [])).toMatchObject({ ok: false });
    const decided = put("strategy-discussion-deferred", ["social-care", "police"], fields);
    expect(decided.ok).toBe(true);
    expect(decided.ok ? decided.events.map(({ type }) => type) : []).not.toContain("DeadlineMet");
  });

  it("is not held only with the basis and the manager who decided so (LOCAL-83, F12)", () => {
    expect(put("strategy-discussion-not-held", [], [])).toMatchObject({ ok: false, rule: "LOCAL-83" });
    const basis = ["why none is held", "manager who decided it"];
    expect(put("strategy-discussion-not-held", [], basis).ok).toBe(true);
  });
});
