import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { parseTandemRef } from "../../src/domain/tandem-ref.ts";
import { destroyKeys } from "../../src/store/destroy-keys.ts";
import { rebuild } from "../../src/store/rebuild.ts";
import { onlyMessage, openWindow, pickUp, recordForm } from "../support/act.ts";
import { planted, tracesIn } from "../support/planted.ts";
import { deskOfficer, refer, socialWorker } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  stage.at("2026-09-01T10:00:00+01:00");
});
afterAll(() => stage.close());

const projections = () =>
  stage.query(
    sql`SELECT row_to_json(t)::text AS row FROM (SELECT * FROM cases ORDER BY ref) t
        UNION ALL SELECT row_to_json(t)::text FROM (SELECT * FROM deadlines ORDER BY id) t
        UNION ALL SELECT row_to_json(t)::text FROM (SELECT * FROM people ORDER BY id) t`,
    { row: z.string() },
  );

describe("when the keys of a case are destroyed", () => {
  it("its projections can still be made anew, the same to the letter, and what was written can be opened no more", async () => {
    const ref = await refer(stage, socialWorker);
    const post = await onlyMessage(stage, "police", "C0PREFER");
    const own = await onlyMessage(stage, "council", "U0CWORKER");
    await pickUp(stage, deskOfficer, post);
    await onlyMessage(stage, "council", "U0CWORKER");
    stage.at("2026-09-01T10:50:00+01:00");
    await openWindow(stage, deskOfficer, post, "open-discussion");
    await recordForm(stage, deskOfficer, {
      "with-whom": planted.toldTo,
      decision: "joint",
      "decision-in-words": planted.discussed,
    });
    await openWindow(stage, socialWorker, own, "open-step");
    await recordForm(stage, socialWorker, { step: "assessment-decided/required", note: planted.discussed });
    await stage.settled();
    expect(await openWindow(stage, deskOfficer, post, "read-referral")).toContain(planted.discussed);

    const before = await projections();
    const { store, context } = stage.bot.services;
    const parsed = parseTandemRef(ref);
    if (parsed === undefined) throw new Error("no ref");
    expect(await destroyKeys(store, parsed, context.clock.dutyNow())).toBeGreaterThan(0);
    expect((await rebuild(store)).cases).toBe(1);
    expect(await projections()).toEqual(before);

    const shown = await openWindow(stage, deskOfficer, post, "read-referral");
    expect(shown).toContain("What was written can no longer be opened.");
    expect(tracesIn(shown)).toEqual([]);
  });
});
