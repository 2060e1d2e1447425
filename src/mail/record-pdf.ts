import { createHash } from "node:crypto";
import pdfmake from "pdfmake";
import type { Content, TDocumentDefinitions } from "pdfmake/interfaces.js";
import { DateTime } from "luxon";
import type { RecordPaper } from "../mail-ports.ts";
import { lockedPdf } from "./locked-pdf.ts";

const marking = "OFFICIAL-SENSITIVE";

/** What a record says, as one hash: on every page, so that a copy can be compared with the record itself. */
export const recordHash = (paper: RecordPaper): string =>
  createHash("sha256").update(JSON.stringify(paper)).digest("hex");

const sections = ({ sections: all }: RecordPaper): Content[] =>
  all.flatMap(({ heading, parts }): Content[] => [
    { text: heading, fontSize: 12, bold: true, margin: [0, 12, 0, 4] },
    ...parts.flatMap(({ label, text }): Content[] => [
      { text: label, bold: true, margin: [0, 4, 0, 1] },
      { text },
    ]),
  ]);

/** The same record gives the same bytes, whenever and however often it is made: nothing in it is of the moment. */
const definitionOf = (paper: RecordPaper): TDocumentDefinitions => {
  const hash = recordHash(paper);
  const made = DateTime.fromISO(paper.heldAt).toJSDate();
  return {
    info: { title: paper.title, subject: paper.ref, producer: "Tandem", creationDate: made, modDate: made },
    pageMargins: [48, 56, 48, 64],
    defaultStyle: { font: "Roboto", fontSize: 10 },
    header: { text: marking, alignment: "center", bold: true, margin: [0, 20, 0, 0] },
    footer: (page, pages) => ({
      fontSize: 7,
      margin: [48, 12, 48, 0],
      text: `${marking}. Tandem ref ${paper.ref}. Page ${page} of ${pages}.\nHash of the content (SHA-256): ${hash}`,
    }),
    content: [
      { text: paper.title, fontSize: 16, bold: true },
      { text: paper.subtitle, margin: [0, 2, 0, 8] },
      ...sections(paper),
    ],
  };
};

/** The record of a strategy discussion as a PDF; locked where a passphrase is given. */
export const recordPdf = async (
  paper: RecordPaper,
  passphrase: string | undefined,
): Promise<{ readonly content: Uint8Array; readonly hash: string }> => {
  const definition = definitionOf(paper);
  const content =
    passphrase === undefined
      ? new Uint8Array(await pdfmake.createPdf(definition).getBuffer())
      : await lockedPdf(definition, passphrase);
  return { content, hash: recordHash(paper) };
};
