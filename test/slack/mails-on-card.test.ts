import { describe, expect, test } from "vitest";
import type { CardMail, CaseCard } from "../../src/domain/case/case-card.ts";
import type { Instant } from "../../src/domain/instant.ts";
import { mailsInWords } from "../../src/slack/forms/mails-on-card.ts";
import { expectEscaped, hostile, readable } from "./checked.ts";

const since = "2026-09-01T16:00:00.000Z" as Instant;
const toTeam = (standing: CardMail["standing"]): CardMail => ({
  whom: "Child Referral Team",
  telephone: "01632 960201",
  standing,
  since,
});
const said = (...mails: readonly CardMail[]): string =>
  readable(mailsInWords({ mails } as unknown as CaseCard));

describe("the e-mails on a case card", () => {
  test.each([
    ["waiting", "to be sent, since Tue 1 Sep 2026 17:00 BST."],
    ["sent", "accepted Tue 1 Sep 2026 17:00 BST, no receipt yet."],
    ["relayed", "passed on Tue 1 Sep 2026 17:00 BST to a server that sends no receipts."],
    ["delivered", "delivered to the mailbox Tue 1 Sep 2026 17:00 BST; whether anybody read it is not known."],
    [
      "delayed",
      "not delivered yet, Tue 1 Sep 2026 17:00 BST; it is still tried. If it cannot wait, ring Child Referral Team on 01632 960201.",
    ],
    ["failed", "failed Tue 1 Sep 2026 17:00 BST: ring Child Referral Team on 01632 960201."],
  ] as const)("one that is %s says so, and whom to ring when it is in doubt", (standing, words) => {
    expect(said(toTeam(standing))).toBe(`E-mail to Child Referral Team: ${words}`);
  });

  test("one to somebody without a number here says to tell them another way", () => {
    const mail = { whom: "somebody who is invited", standing: "failed", since } as const;
    expect(said(mail)).toContain(
      "E-mail to somebody who is invited: failed Tue 1 Sep 2026 17:00 BST: tell them another way.",
    );
  });

  test("one that failed long ago stays in sight among many that did not", () => {
    const many = Array.from({ length: 30 }, () => toTeam("sent"));
    const lines = said(toTeam("failed"), ...many).split("\n");
    expect(lines).toHaveLength(11);
    expect(lines[0]).toContain("failed");
  });

  test("a case without any shows nothing of it", () => {
    expect(said()).toBe("");
  });

  test("what a team is called is escaped", () => {
    expectEscaped(said({ ...toTeam("failed"), whom: hostile }));
  });
});
