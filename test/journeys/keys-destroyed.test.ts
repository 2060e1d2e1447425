import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { parseTandemRef } from "../../src/domain/tandem-ref.ts";
import { destroyKeys } from "../../src/store/destroy-keys.ts";
import { rebuild } from "../../src/store/rebuild.ts";
import { verifyRecord } from "../../src/store/verify.ts";
import {
  onlyMessage,
  openStep,
  openWindow,
  pickUp,
  recordForm,
  recordStep,
  sendForm,
} from "../support/act.ts";
import { planted, tracesIn } from "../support/planted.ts";
import { deskOfficer, refer, socialWorker, textOf } from "../support/refer.ts";
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
    await recordStep(stage, socialWorker, own, {
      step: "assessment-decided",
      "fact-assessment": "required",
      note: planted.discussed,
    });
    await stage.settled();
    expect(await openWindow(stage, deskOfficer, post, "read-referral")).toContain(planted.discussed);

    const before = await projections();
    const { store, context } = stage.bot.services;
    const parsed = parseTandemRef(ref);
    if (parsed === undefined) throw new Error("no ref");
    const because = ["kept for as long as the schedule says"];
    const erasing = { compartment: "shared", by: "command-line", at: context.clock.dutyNow(), because };
    expect(await destroyKeys(store, parsed, erasing)).toEqual({ ok: true, keys: 1 });
    expect(await projections()).toEqual(before);
    expect((await rebuild(store)).cases).toBe(1);
    expect(await projections()).toEqual(before);

    const shown = await openWindow(stage, deskOfficer, post, "read-referral");
    expect(shown).toContain("What was written can no longer be opened.");
    expect(shown).toContain(`What was written before Tue 1 Sep 2026 10:50 BST was erased*\\n${because[0]}`);
    expect(tracesIn(shown)).toEqual([]);

    await recordStep(stage, socialWorker, own, { step: "checks-recorded", note: planted.toldTo });
    await stage.settled();
    expect(await openWindow(stage, deskOfficer, post, "read-referral")).toContain(planted.toldTo);
    expect((await verifyRecord(store)).faults).toEqual([]);
  });
});

describe("when a master key is not on the ring of a process that runs", () => {
  const setMasterKey = (ref: string, name: string) =>
    stage.query(sql`UPDATE case_keys SET master_key = ${name} WHERE stream = ${`case/${ref}`} RETURNING id`, {
      id: z.string(),
    });

  it("whoever reads or writes is told that it did not work and whom to ring, the log names the key, and it works again", async () => {
    const ref = await refer(stage, socialWorker);
    const post = await onlyMessage(stage, "police", "C0PREFER");
    const own = await onlyMessage(stage, "council", "U0CWORKER");
    await setMasterKey(ref, "not-here");
    const shown = await openWindow(stage, deskOfficer, post, "read-referral");
    expect(shown).toContain("Tandem cannot reach its records just now.");
    expect(shown).not.toContain("nothing here");
    await openStep(stage, socialWorker, own, "checks-recorded");
    const note = { note: planted.toldTo };
    const sent = await sendForm(stage, socialWorker, note);
    expect(textOf(sent)).toContain("could not confirm");
    const alarms = () => stage.logLines.filter((line) => line.includes('"masterKey":"not-here"'));
    await expect.poll(() => alarms().length).toBe(2);
    for (const line of alarms()) expect(line).toContain("MasterKeyMissing");
    stage.expectErrors(2);
    const metrics = await fetch(`http://127.0.0.1:${stage.bot.port}/metrics`);
    expect(await metrics.text()).toContain("tandem_master_key_missing_total 2");

    await setMasterKey(ref, "first");
    expect(await openWindow(stage, deskOfficer, post, "read-referral")).toContain(planted.child);
    await openStep(stage, socialWorker, own, "checks-recorded");
    await recordForm(stage, socialWorker, note);
  });
});
