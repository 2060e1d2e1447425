import type { Area } from "../area/area-schema.ts";
import type { Protocol } from "../protocol/protocol-schema.ts";
import { nameWords } from "./name-words.ts";
import { catalogue } from "../steps/catalogue.ts";

/** What may stand in a message although it looks like an identity: the area's own telephones, addresses and names. */
export type Allowed = {
  /** Digits only, as dialled in this country. */
  readonly telephones: ReadonlySet<string>;
  readonly emails: ReadonlySet<string>;
  /** Names of teams, places and staff, as words to compare, joined by spaces. */
  readonly phrases: ReadonlySet<string>;
};

type Gathered = { readonly says: string[]; readonly telephones: string[] };

const gather = (value: unknown, into: Gathered): void => {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner !== "string") gather(inner, into);
    else if (key === "telephone") into.telephones.push(inner);
    else if (key === "says" || key === "name" || key === "title") into.says.push(inner);
  }
};

/** A telephone number's digits as dialled in this country: "+44 (0)1632 960111" is "01632960111". */
export const dialled = (telephone: string): string => {
  const digits = telephone.replaceAll(/[^\d+]/g, "").replace(/^00(?=[1-9])/, "+");
  return digits.startsWith("+44") ? `0${digits.slice(3).replace(/^0/, "")}` : digits;
};

export const phraseOf = (text: string): string =>
  nameWords(text)
    .map(({ word }) => word)
    .join(" ");

const emailPattern = /[^\s<>()@,;]+@[^\s<>()@,;]+/g;
const numberPattern = /\+?\d[\d ()]{6,}\d/g;

/** What an area and the protocols that it works by say of themselves. */
export const allowedIn = (area: Area | undefined, protocols: readonly Protocol[]): Allowed => {
  const found: Gathered = { says: Object.values(catalogue).map(({ says }) => says), telephones: [] };
  gather(area, found);
  for (const protocol of protocols) gather(protocol, found);
  const all = found.says.join("\n");
  return {
    telephones: new Set([...found.telephones, ...(all.match(numberPattern) ?? [])].map(dialled)),
    emails: new Set((all.match(emailPattern) ?? []).map((email) => email.toLowerCase())),
    phrases: new Set(found.says.map(phraseOf).filter((phrase) => phrase !== "")),
  };
};

/** The same, and the names of the registered workers who stand in one message. */
export const withStaff = (allowed: Allowed, names: readonly string[]): Allowed => ({
  ...allowed,
  phrases: new Set([...allowed.phrases, ...names.map(phraseOf).filter((phrase) => phrase !== "")]),
});
