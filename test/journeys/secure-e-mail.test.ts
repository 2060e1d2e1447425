import { sql } from "drizzle-orm";
import { simpleParser } from "mailparser";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { reportMail } from "../../src/casework/report-mail.ts";
import type { Config } from "../../src/config.ts";
import { serverAt, startMailServer, type Running } from "../mail/mail-servers.ts";
import { onlyMessage, recordStep } from "../support/act.ts";
import { byMail, team, withMailbox, type Content } from "../support/by-mail.ts";
import { openCard } from "../support/case-window.ts";
import { planted } from "../support/planted.ts";
import { overhear } from "../support/play.ts";
import { deskOfficer, refer, socialWorker } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

const passphrases = new Map([
  ["MAIL_PASSPHRASE_EXAMPLESHIRE_POLICE_CHILD_REFERRAL_TEAM", "three planted words"],
]);

type Set = { readonly content?: Content; readonly server?: Running; readonly mail?: Config["mail"] };

const open: { readonly stage: Stage; readonly server: Running | undefined }[] = [];
const openWith = async ({ content, server, mail }: Set): Promise<Stage> => {
  const own = server === undefined ? mail : { server: serverAt(server.port), passphrases };
  const stage = await openStage({
    stillTimers: true,
    notices: byMail,
    area: withMailbox(content),
    ...(own === undefined ? {} : { mail: own }),
  });
  open.push({ stage, server });
  return stage;
};
afterEach(async () => {
  for (const { stage, server } of open.splice(0)) {
    await stage.close();
    await server?.stop();
  }
});

const checked = async (stage: Stage): Promise<string> => {
  const ref = await refer(stage, socialWorker);
  const post = await onlyMessage(stage, "council", "U0CWORKER");
  await overhear(stage, "2026-09-01T09:00:00.000Z");
  await recordStep(stage, socialWorker, post, { step: "checks-recorded", note: planted.discussed });
  return ref;
};

const mailOf = async (stage: Stage, ref: string) => {
  const [found] = await stage.query(
    sql`SELECT key, state, text_sent AS text, last_error AS error FROM outbox
        WHERE ref = ${ref} AND medium = 'e-mail'`,
    { key: z.string(), state: z.string(), text: z.string().nullable(), error: z.string().nullable() },
  );
  if (found === undefined) throw new Error("there is no e-mail");
  return found;
};

const disclosures = async (stage: Stage, ref: string) =>
  stage.query(
    sql`SELECT header::jsonb #>> '{mail,to,slot}' AS slot FROM events
        WHERE stream = ${`access/${ref}`} AND jsonb_exists(header::jsonb, 'mail')`,
    { slot: z.string() },
  );

const said = async (stage: Stage) =>
  (await overhear(stage, "2026-09-01T09:00:00.000Z")).map(({ place, text }) => `${place}: ${text}`);

describe("a rule that names secure e-mail", () => {
  it("reaches the team's mailbox without a word of the child, and opens nothing for it", async () => {
    const server = await startMailServer();
    const stage = await openWith({ content: "minimised", server });
    const ref = await checked(stage);
    await stage.settled();
    const mail = await simpleParser(server.taken[0] ?? "");
    const row = await mailOf(stage, ref);
    expect(server.taken).toHaveLength(1);
    expect(mail.subject).toBe(`${ref}: Our records and intelligence are checked, Exampleshire (fictional)`);
    expect(mail.text).toContain("This e-mail says nothing of the child. For the details ring");
    expect(mail.text).toContain("01632 960");
    expect(mail.text).not.toContain(planted.discussed);
    expect(mail.messageId).toBe(`<${row.key}@council.example>`);
    expect(row).toMatchObject({ state: "sent", text: mail.subject });
    expect(await openCard(stage, socialWorker, ref)).toMatch(
      /E-mail to Child Referral Team: accepted Tue 1 Sep 2026 10:00 BST, no receipt yet\./,
    );
    expect(await disclosures(stage, ref)).toEqual([]);
    await said(stage);
  });

  it("has the details in the mail where the mailbox may have them; who got them stands in the access stream, and no row keeps a word", async () => {
    const server = await startMailServer();
    const stage = await openWith({ content: "full", server });
    const ref = await checked(stage);
    await stage.settled();
    const mail = await simpleParser(server.taken[0] ?? "");
    expect(mail.text).toContain(planted.discussed);
    expect(mail.subject).not.toContain(planted.discussed);
    expect(await disclosures(stage, ref)).toEqual([{ slot: team }]);
    await said(stage);
  });

  it("has them in a locked document where that is asked for", async () => {
    const server = await startMailServer();
    const stage = await openWith({ content: "encrypted", server });
    const ref = await checked(stage);
    await stage.settled();
    const mail = await simpleParser(server.taken[0] ?? "");
    expect(mail.text).not.toContain(planted.discussed);
    expect(mail.attachments.map(({ filename }) => filename)).toEqual([`${ref}.pdf`]);
    expect(mail.attachments[0]?.content.toString("latin1")).toContain("/AESV3");
    expect(await disclosures(stage, ref)).toEqual([{ slot: team }]);
    await said(stage);
  });
});

describe("an e-mail that cannot arrive", () => {
  it("tells whoever asked for it to ring, and the operators why, when the recipient is refused", async () => {
    const server = await startMailServer({
      onRcptTo: (_to, _session, done) =>
        done(Object.assign(new Error("no such mailbox"), { responseCode: 550 })),
    });
    const stage = await openWith({ content: "minimised", server });
    const ref = await checked(stage);
    const heard = await said(stage);
    expect(await mailOf(stage, ref)).toMatchObject({ state: "failed", error: "smtp_550" });
    expect(heard.find((one) => one.startsWith("U0CWORKER"))).toMatch(/did not leave.*01632 960201/);
    expect(heard.some((one) => one.includes(`An e-mail about ${ref}`))).toBe(true);
  });

  it("tells them at once when no mail server is configured", async () => {
    const stage = await openWith({ content: "minimised" });
    const ref = await checked(stage);
    const heard = await said(stage);
    expect(await mailOf(stage, ref)).toMatchObject({ state: "failed", error: "mail_not_configured" });
    expect(heard.find((one) => one.startsWith("U0CWORKER"))).toMatch(/did not leave.*01632 960201/);
  });

  it("asks whoever took the step to tell them where the area's file has no mailbox", async () => {
    const server = await startMailServer();
    const stage = await openWith({ server });
    await checked(stage);
    expect((await said(stage)).find((one) => one.startsWith("U0CWORKER"))).toContain("Tell them yourself");
    expect(server.taken).toEqual([]);
  });

  it("tells them when it comes back, once, though the report comes twice", async () => {
    const server = await startMailServer();
    const stage = await openWith({ content: "minimised", server });
    const ref = await checked(stage);
    await said(stage);
    const { key } = await mailOf(stage, ref);
    const { context } = stage.bot.services;
    const report = { key, outcome: "failed", status: "5.1.1" } as const;
    expect(await reportMail(context, report)).toEqual({ ok: true, ref, outcome: "failed" });
    expect(await reportMail(context, report)).toMatchObject({ ok: false });
    expect(await openCard(stage, deskOfficer, ref)).toMatch(
      /E-mail to Child Referral Team: failed Tue 1 Sep .*: ring Child Referral Team on 01632 960201\./,
    );
    const heard = await said(stage);
    expect(heard.filter((one) => one.startsWith("U0CWORKER"))).toHaveLength(1);
    expect(heard.find((one) => one.startsWith("U0CWORKER"))).toMatch(/came back.*01632 960201/);
    expect(await reportMail(context, { ...report, key: "none-of-ours" })).toMatchObject({ ok: false });
  });
});
