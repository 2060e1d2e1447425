import { createHash } from "node:crypto";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { describe, expect, it } from "vitest";
import { recordPdf } from "../../src/mail/record-pdf.ts";
import type { RecordPaper } from "../../src/mail-ports.ts";

const names = "Planted Łucja Żółć, Planted Siân Llŷr, Planted İbrahim Çağrı Ğül";

const paper: RecordPaper = {
  title: "Protocol Strategy Discussion",
  subtitle: "Tandem ref K7M2-9QXD, Exampleshire (fictional)",
  ref: "K7M2-9QXD",
  heldAt: "2026-09-01T09:00:00.000Z",
  sections: [
    { heading: "Who was there", parts: [{ label: "Agencies that took part", text: names }] },
    {
      heading: "What was decided, and its basis",
      parts: Array.from({ length: 60 }, (_, at) => ({ label: `Question ${at}`, text: "Fictional answer." })),
    },
  ],
};

const pagesOf = async (content: Uint8Array): Promise<readonly string[]> => {
  const document = await getDocument({ data: content.slice(), useSystemFonts: false }).promise;
  return Promise.all(
    Array.from({ length: document.numPages }, async (_, at) => {
      const { items } = await (await document.getPage(at + 1)).getTextContent();
      return items.map((item) => ("str" in item ? item.str : "")).join("");
    }),
  );
};

describe("the record of a strategy discussion as a document", () => {
  it("says what was written, with the letters of Polish, Welsh and Turkish names", async () => {
    const { content } = await recordPdf(paper, undefined);
    const text = (await pagesOf(content)).join("");
    expect(text.replaceAll(" ", "")).toContain(names.replaceAll(" ", ""));
    expect(text).toContain("Protocol Strategy Discussion");
  });

  it("bears its marking, its page and the hash of its content on every page", async () => {
    const { content, hash } = await recordPdf(paper, undefined);
    const pages = await pagesOf(content);
    expect(pages.length).toBeGreaterThan(1);
    for (const [at, page] of pages.entries()) {
      expect(page).toContain("OFFICIAL-SENSITIVE");
      expect(page).toContain(`Page ${at + 1} of ${pages.length}`);
      expect(page).toContain(hash);
    }
    expect(hash).toBe(createHash("sha256").update(JSON.stringify(paper)).digest("hex"));
  });

  it("is the same, byte for byte, whenever it is made, and another once a word of it is", async () => {
    const first = await recordPdf(paper, undefined);
    const second = await recordPdf(paper, undefined);
    expect(Buffer.from(second.content).equals(Buffer.from(first.content))).toBe(true);
    const changed = await recordPdf({ ...paper, subtitle: "Another" }, undefined);
    expect(changed.hash).not.toBe(first.hash);
    expect(Buffer.from(changed.content).equals(Buffer.from(first.content))).toBe(false);
  });
});
