import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { expect, it } from "vitest";
import { lockedPaper } from "../../src/mail/locked-pdf.ts";

const paper = { title: "Tandem ref K7M2-9QXD", parts: [{ label: "note", text: "A planted sentence." }] };

const opened = async (bytes: Uint8Array, password?: string): Promise<string> => {
  const given = password === undefined ? {} : { password };
  const pdf = await getDocument({ data: bytes.slice(), verbosity: 0, ...given }).promise;
  const { items } = await (await pdf.getPage(1)).getTextContent();
  return items
    .map((item) => ("str" in item ? item.str : ""))
    .join("")
    .replaceAll(/\s+/g, " ");
};

it("a locked paper opens with its passphrase and with no other, and holds nothing in the clear", async () => {
  const bytes = await lockedPaper(paper, "three planted words");
  const text = Buffer.from(bytes).toString("latin1");
  expect(text).toContain("/AESV3");
  expect(text).not.toContain("K7M2-9QXD");
  expect(await opened(bytes, "three planted words")).toContain("A planted sentence.");
  await expect(opened(bytes)).rejects.toThrow("password");
  await expect(opened(bytes, "other words")).rejects.toThrow("Incorrect Password");
});
