import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { asItStands, onlyMessage, openWindow, recordForm, sendForm } from "../support/act.ts";
import { planted } from "../support/planted.ts";
import { closeWindows, deskOfficer, nightWorker, operator, refer } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ stillTimers: true });
});
afterEach(() => stage.nothingUnread());
afterAll(() => stage.close());

const sentAtNight = async () => {
  stage.at("2026-08-28T17:40:00+01:00");
  const ref = await refer(stage, nightWorker);
  const room = await onlyMessage(stage, "police", "C0PCONTROL");
  const direct = await onlyMessage(stage, "police", "U0PSERGEANT");
  const own = await onlyMessage(stage, "council", "U0CNIGHT");
  return { ref, room, direct, own };
};

const told = { "to-whom": planted.toldTo, "staff-number": "4411", "log-number": "LOG-0907" };

describe("told by telephone", () => {
  it("to the control room satisfies the first hop, but the second stays open until the sergeant is named", async () => {
    const { room, direct, own } = await sentAtNight();
    stage.at("2026-08-28T17:50:00+01:00");
    const form = await openWindow(stage, nightWorker, own, "open-told-by-telephone");
    for (const question of [
      "Who was told of",
      "Staff or collar number",
      "Control room log number",
      "24-hour",
    ])
      expect(form).toContain(question);
    await recordForm(stage, nightWorker, { ...told, hop: "0", time: "17:45" });
    const first = await onlyMessage(stage, "council", "U0CNIGHT");
    expect(first.text).toContain("was told of");
    expect(first.text).toContain(
      "by telephone on Fri 28 Aug 2026 17:45 BST; Demo Night Worker wrote it down.",
    );
    expect(first.text).toContain("Still open until named: Detective sergeant on call.");
    expect(await asItStands(stage, "police", room)).toContain(
      "Told by telephone on Fri 28 Aug 2026 17:45 BST",
    );
    expect(await asItStands(stage, "police", direct)).toContain(
      "The Force Operations Room has it and is to pass it on: nobody else is named yet.",
    );

    await openWindow(stage, operator, room, "open-told-by-telephone");
    await recordForm(stage, operator, { ...told, time: "17:49" });
    const second = await onlyMessage(stage, "council", "U0CNIGHT");
    expect(second.text).toContain("The Detective sergeant on call was told of");
    expect(second.text).not.toContain("Still open");
    const again = await openWindow(stage, nightWorker, own, "open-told-by-telephone");
    expect(again).toContain("A named person has this already.");
    await closeWindows(stage, nightWorker);
  });

  it("keeps to whom, the numbers, when and by whom: the name sealed, the rest in the record", async () => {
    const { ref, own } = await sentAtNight();
    await openWindow(stage, nightWorker, own, "open-told-by-telephone");
    await recordForm(stage, nightWorker, { ...told, hop: "0" });
    await onlyMessage(stage, "council", "U0CNIGHT");
    const [event] = await stage.query(
      sql`SELECT header::json ->> 'by' AS by, header::json ->> 'at' AS at, header::json ->> 'hop' AS hop
          FROM events WHERE type = 'ToldByTelephone' AND stream = ${`case/${ref}`}`,
      { by: z.string(), at: z.string(), hop: z.string() },
    );
    expect(event).toEqual({ by: "night-social-worker", at: "2026-08-28T16:40:00.000Z", hop: "0" });
    const reading = await openWindow(stage, nightWorker, own, "read-referral");
    expect(reading).toContain(`${planted.toldTo}, 4411, LOG-0907`);
  });

  it("in office hours satisfies the only hop, and stops S2-12 for the police", async () => {
    stage.at("2026-09-01T10:00:00+01:00");
    const ref = await refer(stage, deskOfficer);
    const post = await onlyMessage(stage, "council", "C0CDUTY");
    const own = await onlyMessage(stage, "police", "U0PDESK");
    stage.at("2026-09-01T10:20:00+01:00");
    await openWindow(stage, deskOfficer, own, "open-told-by-telephone");
    await recordForm(stage, deskOfficer, { "to-whom": planted.toldTo, time: "10:15" });
    const after = await onlyMessage(stage, "police", "U0PDESK");
    expect(after.text).toContain(`The Children's Duty Team was told of ${ref} by telephone`);
    expect(await asItStands(stage, "council", post)).not.toContain('Told by telephone"');
    const [clock] = await stage.query(
      sql`SELECT met_at IS NOT NULL AS met FROM deadlines WHERE ref = ${ref} AND rule = 'S2-12'`,
      { met: z.boolean() },
    );
    expect(clock).toEqual({ met: true });
  });

  it("at a time that has not come yet is an error at the time, and nothing is lost from the form", async () => {
    const { own } = await sentAtNight();
    await openWindow(stage, nightWorker, own, "open-told-by-telephone");
    const future = await sendForm(stage, nightWorker, { ...told, hop: "0", time: "18:30" });
    expect(future.errors).toEqual({
      time: "This has not happened yet. Enter when it did happen, not when it will.",
    });
    expect(JSON.stringify(stage.council.view("U0CNIGHT")["state"])).toContain(planted.toldTo);
    const impossible = await sendForm(stage, nightWorker, { time: "25:70" });
    expect(Object.keys(impossible.errors)).toEqual(["time"]);
    await recordForm(stage, nightWorker, { time: "17:40" });
    await onlyMessage(stage, "council", "U0CNIGHT");
  });
});
