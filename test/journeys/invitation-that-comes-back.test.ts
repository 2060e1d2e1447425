import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { reportMail } from "../../src/casework/report-mail.ts";
import { shipped } from "../domain/example-case.ts";
import { serverAt, startMailServer, type Running } from "../mail/mail-servers.ts";
import { answersAsked, recordForm } from "../support/act.ts";
import { openFromCard } from "../support/case-window.ts";
import { planted } from "../support/planted.ts";
import { closeWindows, refer, type Sender } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

const worker: Sender = { installation: "council", user: "U0FICTCWORKER", channel: "C0FICTDUTY" };

let stage: Stage;
let mailServer: Running;
beforeAll(async () => {
  const area = shipped.areas.get("fictown")?.value;
  if (area === undefined) throw new Error("fictown does not ship");
  mailServer = await startMailServer();
  const mail = { server: serverAt(mailServer.port), passphrases: new Map<string, string>() };
  stage = await openStage({ area: () => area, stillTimers: true, mail });
  stage.at("2026-09-01T10:00:00+01:00");
});
afterAll(async () => {
  await stage.close();
  await mailServer.stop();
});

const invited = async (): Promise<string> => {
  const ref = await refer(stage, worker);
  await openFromCard(stage, worker, ref, "open-meetings", "open-arrange");
  const booking = { kind: "initial-conference", date: "2026-09-22", time: "10:00", place: "plantedroom" };
  await recordForm(stage, worker, booking);
  await openFromCard(stage, worker, ref, "open-meetings", "open-invite");
  await recordForm(stage, worker, { ...answersAsked(stage, worker), "fact-attendance": "required" });
  await stage.settled();
  await stage.unread("council", worker.user);
  return ref;
};

const keysOf = (ref: string) =>
  stage.query(sql`SELECT key FROM outbox WHERE ref = ${ref} AND medium = 'e-mail' AND state = 'sent'`, {
    key: z.string(),
  });

describe("an invitation by e-mail", () => {
  it("that comes back is told to whoever invited, with the number to ring, and stands so beside whom it was for (S4-11)", async () => {
    const ref = await invited();
    expect(mailServer.taken.join("\n")).not.toContain(planted.child);
    const keys = await keysOf(ref);
    expect(keys.length).toBeGreaterThan(0);
    const { context } = stage.bot.services;
    for (const { key } of keys) await reportMail(context, { key, outcome: "failed", status: "5.1.1" });
    await stage.settled();
    const heard = (await stage.unread("council", worker.user)).map(({ text }) => text).join("\n");
    expect(heard).toMatch(/came back/);
    expect(heard).toContain("01632 960601");
    expect(heard).not.toContain(planted.child);
    const shown = await openFromCard(stage, worker, ref, "open-meetings");
    expect(shown).toMatch(
      /Fictown Child and Public Protection Unit [^•]*THE E-MAIL DID NOT ARRIVE: ring them/,
    );
    await closeWindows(stage, worker);
    await stage.unread("police", "C0FICTCPPU");
    expect((await stage.unread("council", "C0FICTOPERATORS")).length).toBeGreaterThan(0);
  });
});
