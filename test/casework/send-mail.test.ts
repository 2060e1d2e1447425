import { describe, expect, it } from "vitest";
import { sendMail } from "../../src/casework/send-mail.ts";
import type { MailOutcome } from "../../src/mail-ports.ts";
import { mailContext, mailRow } from "./mail-context.ts";

const later: MailOutcome = { ok: false, kind: "retry", afterMilliseconds: 0, error: "smtp_451" };
const unknown: MailOutcome = { ok: false, kind: "unknown", error: "etimedout" };
const never: MailOutcome = { ok: false, kind: "permanent", error: "smtp_550" };

type Row = Parameters<typeof mailRow>[0];
const tried = (outcome: MailOutcome, row: Row = {}) =>
  sendMail(mailContext({ outcome }).context, mailRow(row));
const pauseAfter = async (attempts: number) => {
  const outcome = await tried(later, { attempts });
  return !outcome.ok && outcome.kind === "retry" ? outcome.afterMilliseconds / 1000 : "no more";
};

describe("an e-mail that its server does not take", () => {
  it("is tried again more and more slowly, and never more often than every five minutes", async () => {
    const pauses = await Promise.all([1, 2, 3, 4, 5, 6, 20, 49].map(pauseAfter));
    expect(pauses).toEqual([15, 30, 60, 120, 300, 300, 300, 300]);
  });

  it.each([
    ["urgent", 6],
    ["normal", 50],
  ] as const)("is given up after its tries when it is %s: %i", async (lane, most) => {
    expect(await tried(later, { lane, attempts: most - 1 })).toMatchObject({ kind: "retry" });
    expect(await tried(later, { lane, attempts: most })).toEqual({
      ok: false,
      kind: "permanent",
      error: "smtp_451",
    });
  });

  it("is given up at once when that is for good", async () => {
    expect(await tried(never)).toEqual(never);
  });

  it("is sent again when nobody knows whether it was taken, and marked so that its row says so", async () => {
    expect(await tried(unknown)).toEqual({ ...unknown, afterMilliseconds: 15_000 });
  });

  it.each([
    ["now", unknown, false],
    ["at an earlier try", later, true],
  ] as const)(
    "is said to be not known, and not lost, when it may have been taken %s",
    async (_when, outcome, before) => {
      const row = { lane: "urgent", attempts: 6, mayHaveBeenSent: before } as const;
      expect(await tried(outcome, row)).toEqual({ ok: false, kind: "permanent", error: "mail_not_known" });
    },
  );

  it("keeps of what it said the subject alone", async () => {
    const { context, handed } = mailContext();
    const sent = await sendMail(context, mailRow());
    expect(handed[0]?.text).toContain("01632 960101");
    expect(sent.ok && sent.sent.text).toBe(handed[0]?.subject);
  });
});
