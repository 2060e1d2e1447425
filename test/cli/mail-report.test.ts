import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Config } from "../../src/config.ts";
import { serverAt, startMailServer, type Running } from "../mail/mail-servers.ts";
import { onlyMessage, recordStep, recorded } from "../support/act.ts";
import { byMail, withMailbox } from "../support/by-mail.ts";
import { deliveryReport, perRecipient } from "../support/delivery-report.ts";
import { planted } from "../support/planted.ts";
import { overhear } from "../support/play.ts";
import { refer, socialWorker } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";
import { environment, runTandem } from "./run-process.ts";

const now = "2026-09-01T09:00:00.000Z";
const key = (letter: string): Buffer => Buffer.alloc(32, letter);
/** Those of `environment`, so that a process of its own can write to the record. */
const keys: Pick<Config, "keys" | "auditKey"> = {
  keys: { current: "first", keys: new Map([["first", key("k")]]) },
  auditKey: key("a"),
};

let stage: Stage;
let server: Running;
let ref: string;
let mailKey: string;

beforeAll(async () => {
  server = await startMailServer();
  const mail = { server: serverAt(server.port), passphrases: new Map<string, string>() };
  stage = await openStage({
    stillTimers: true,
    notices: byMail,
    area: withMailbox("minimised"),
    mail,
    keys,
  });
});
afterAll(async () => {
  await stage.close();
  await server.stop();
});

/** Sends an e-mail, as a step that a rule wants told by one. */
const send = async (): Promise<void> => {
  ref = await refer(stage, socialWorker);
  const post = await onlyMessage(stage, "council", "U0CWORKER");
  await recordStep(stage, socialWorker, post, { step: "checks-recorded", note: planted.discussed });
  await overhear(stage, now);
  const [row] = await stage.query(
    sql`SELECT key FROM outbox WHERE ref = ${ref} AND medium = 'e-mail' AND state = 'sent'`,
    { key: z.string() },
  );
  mailKey = row?.key ?? "";
};

const piped = (message: string, words: readonly string[] = ["mail", "report"]) =>
  runTandem(words, environment({ DATABASE_URL: stage.databaseUrl }), message);
const reportOf = (envelope: string, action = "failed", status = "5.1.1") =>
  deliveryReport([`Original-Envelope-Id: ${envelope}`, ...perRecipient(action, status)]);

describe("tandem mail report", { timeout: 120_000 }, () => {
  it.each([
    ["an ordinary mail", () => "Subject: Demo Child\r\n\r\nDemo Child is away.\r\n"],
    ["a report of somebody else's mail", () => reportOf("01a205fc-94e0-70f6-9823-b27166fa74b8")],
  ])("given %s writes nothing down, repeats no word of it and ends badly", async (_what, message) => {
    const { code, output } = await piped(message());
    expect(code).not.toBe(0);
    expect(output).toContain("Nothing was written down.");
    expect(output).not.toMatch(/Demo Child|police\.example/);
    expect(await recorded(stage, "MailReported")).toBe(0);
  });

  it("given another word says how it is used", async () => {
    const { code, output } = await piped("", ["mail", "send"]);
    expect(code).not.toBe(0);
    expect(output).toContain("Usage: npm run tandem -- mail report < MESSAGE");
  });

  it("given a report that one of our mails failed writes it into the case, and people are told", async () => {
    await send();
    const { code, output } = await piped(reportOf(mailKey));
    expect(output).toContain(`${ref}: the e-mail is failed. It is written down in the case.`);
    expect(code).toBe(0);
    expect(await recorded(stage, "MailReported")).toBe(1);
    const heard = (await overhear(stage, now)).map(({ place, text }) => `${place}: ${text}`);
    // The process goes by the time of day: whoever asked for it, or out of their hours the team on duty.
    const told = heard.filter((one) => /came back.*01632 960201/.test(one));
    expect(told.map((one) => one.split(":")[0])).toEqual([expect.stringMatching(/^(U0CWORKER|C0CNIGHT)$/)]);
  });

  it("given it again says that it is known", async () => {
    const { code, output } = await piped(reportOf(mailKey));
    expect(code).not.toBe(0);
    expect(output).toContain("That is written down already. Nothing was written down.");
    expect(await recorded(stage, "MailReported")).toBe(1);
  });
});
