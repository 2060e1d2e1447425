import { createRequire } from "node:module";
import path from "node:path";
import pdfmake from "pdfmake";
import type { TDocumentDefinitions } from "pdfmake/interfaces.js";
import type { Paper } from "../mail-ports.ts";

const fontFolder = path.join(
  path.dirname(createRequire(import.meta.url).resolve("pdfmake/package.json")),
  "fonts",
  "Roboto",
);
const font = (name: string): string => path.join(fontFolder, `Roboto-${name}.ttf`);

pdfmake.setFonts({
  Roboto: {
    normal: font("Regular"),
    bold: font("Medium"),
    italics: font("Italic"),
    bolditalics: font("MediumItalic"),
  },
});
pdfmake.setLocalAccessPolicy((file) => file.startsWith(fontFolder));
pdfmake.setUrlAccessPolicy(() => false);

/** The version of PDF in which a passphrase means AES with a key of 256 bits. */
const withAes256 = "1.7ext3";

/** A PDF that opens only with its passphrase. Nobody has another one that would change what it permits. */
export const lockedPdf = async (
  definition: TDocumentDefinitions,
  passphrase: string,
): Promise<Uint8Array> => {
  const locked = { ...definition, userPassword: passphrase, ownerPassword: passphrase };
  // The library knows more versions than its types do.
  const version = withAes256 as NonNullable<TDocumentDefinitions["version"]>;
  return new Uint8Array(await pdfmake.createPdf({ ...locked, version }).getBuffer());
};

const definitionOf = ({ title, parts, footer }: Paper): TDocumentDefinitions => ({
  info: { title },
  ...(footer === undefined ? {} : { footer: { text: footer, fontSize: 7, margin: [40, 10, 40, 0] } }),
  content: [
    { text: title, fontSize: 16, bold: true, margin: [0, 0, 0, 12] },
    ...parts.flatMap(({ label, text }) => [
      { text: label, bold: true, margin: [0, 6, 0, 2] as [number, number, number, number] },
      { text },
    ]),
  ],
});

/** A page of headed paragraphs, as a locked PDF. */
export const lockedPaper = (paper: Paper, passphrase: string): Promise<Uint8Array> =>
  lockedPdf(definitionOf(paper), passphrase);

/** A page of headed paragraphs, as a PDF that anybody can open. */
export const openPaper = async (paper: Paper): Promise<Uint8Array> =>
  new Uint8Array(await pdfmake.createPdf(definitionOf(paper)).getBuffer());
