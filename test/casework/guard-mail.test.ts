import { describe, expect, it } from "vitest";
import { guardedMail } from "../../src/casework/guard-mail.ts";
import { sendMail } from "../../src/casework/send-mail.ts";
import { composed, mailContext, mailRow } from "./mail-context.ts";

const pdf = (filename: string) => ({
  filename,
  contentType: "application/pdf",
  content: new Uint8Array([1]),
});
const leak = "Child at ZZ9 8ZZ";

describe("the guard in front of every e-mail", () => {
  it("lets a mail pass as it is when nothing is found", async () => {
    const { context, held } = mailContext();
    expect(await guardedMail(context, mailRow(), composed)).toBe(composed);
    expect(held).toEqual([]);
  });

  it("drops the words of a minimised mail that say who a child is, and keeps a number to ring", async () => {
    const { context, held } = mailContext();
    const plain = await guardedMail(context, mailRow(), { ...composed, text: leak });
    expect(held).toEqual([["postcode"]]);
    expect(plain.text).not.toContain("ZZ9");
    expect(plain.text).toContain("Ring the Children's Duty Team on 01632 960101");
    const again = mailContext();
    expect(await guardedMail(again.context, mailRow(), plain)).toBe(plain);
  });

  it("gives every team's number when whoever asked for it works in none", async () => {
    const { context } = mailContext();
    const row = mailRow();
    const model = { ...row.notice.model, by: "somebody-who-left" } as typeof row.notice.model;
    const people = { byId: () => Promise.resolve(undefined) };
    const without = { ...context, people } as unknown as typeof context;
    const plain = await guardedMail(
      without,
      { ...row, notice: { ...row.notice, model } },
      { ...composed, text: leak },
    );
    expect(plain.text).toMatch(/Ring the .* on 01632 960\d{3}, or the .* on 01632 960\d{3}/);
  });

  it("lets the number of whoever took the step stand, which is in no area's file", async () => {
    const { context, handed, held } = mailContext({ telephone: "01632 960777" });
    await sendMail(context, mailRow());
    expect(held).toEqual([]);
    expect(handed[0]?.text).toContain("ring Demo Social Worker on 01632 960777, or the Children's Duty Team");
  });

  it("holds back any other number", async () => {
    const { context, held } = mailContext({ telephone: "01632 960777" });
    await guardedMail(context, mailRow(), { ...composed, text: "Ring the family on 01632 960778" });
    expect(held).toEqual([["telephone"]]);
  });

  it("looks at the subject and the names of files where a mailbox may have the details, and leaves those", async () => {
    const { context, held } = mailContext();
    const mail = { ...composed, content: "full", text: leak } as const;
    expect(await guardedMail(context, mailRow(), mail)).toBe(mail);
    const named = { ...mail, subject: leak, attachments: [pdf(`${leak}.pdf`)] };
    const plain = await guardedMail(context, mailRow(), named);
    expect(held).toEqual([["postcode"]]);
    expect(plain).toMatchObject({ subject: "K7M2-9QXD: something for you in Tandem", text: leak });
    expect(plain.attachments.map(({ filename }) => filename)).toEqual(["K7M2-9QXD-1.pdf"]);
  });

  it.each([
    ["encrypted", 1],
    ["minimised", 0],
  ] as const)("leaves a %s mail %i attachments when something was found", async (content, count) => {
    const { context } = mailContext();
    const mail = { ...composed, content, text: leak, attachments: [pdf("planted.pdf")] };
    const plain = await guardedMail(context, mailRow(), mail);
    expect(plain.attachments).toHaveLength(count);
    expect(plain.text).toContain("01632 960101");
  });
});
