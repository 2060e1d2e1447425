import { describe, expect, it } from "vitest";
import { mailGaps } from "../../src/mail-gaps.ts";
import type { Config } from "../../src/config.ts";
import { byMail, withMailbox, type Content } from "../support/by-mail.ts";
import { filesFor } from "../support/files-for.ts";
import { serverAt } from "./mail-servers.ts";

const name = "MAIL_PASSPHRASE_EXAMPLESHIRE_POLICE_CHILD_REFERRAL_TEAM";
const settings = (...passphrases: readonly string[]): Config["mail"] => ({
  server: serverAt(587),
  passphrases: new Map(passphrases.map((one) => [one, "three planted words"])),
});
const gaps = (content: Content | undefined, mail: Config["mail"], notices = byMail) =>
  mailGaps(filesFor({ area: withMailbox(content), notices }).files, mail).map(({ says }) => says);

describe("what areas ask of the mail settings and do not find", () => {
  it("is a mail server, where a rule writes to a mailbox; it names the rule and what happens meanwhile", () => {
    expect(gaps("minimised", undefined)).toEqual([
      "exampleshire sends secure e-mail (S2-9), and no mail server is set: people are asked to send it themselves",
    ]);
  });

  it("is the passphrase of a mailbox whose attachments are locked, by the name of its setting", () => {
    expect(gaps("encrypted", settings())).toEqual([`${name} is not set`]);
    expect(gaps("encrypted", settings("MAIL_PASSPHRASE_ANOTHER_SLOT"))).toEqual([`${name} is not set`]);
  });

  it.each([
    ["everything is set", "encrypted", settings(name), byMail],
    ["no attachment is locked", "full", settings(), byMail],
    ["no slot has a mailbox", undefined, undefined, byMail],
    ["no rule names e-mail", "minimised", undefined, []],
  ] as const)("is nothing where %s", (_what, content, mail, notices) => {
    expect(gaps(content, mail, [...notices])).toEqual([]);
  });

  it("is nothing for a rule that Tandem does not keep yet", () => {
    const waiting = byMail.map((rule) => ({ ...rule, notYet: "Later" }));
    expect(gaps("minimised", undefined, waiting as typeof byMail)).toEqual([]);
  });
});
