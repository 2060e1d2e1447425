import { formatInstant } from "../calendar/format-instant.ts";
import type { Address } from "../notices/notice.ts";
import { plain } from "../protocol/in-words.ts";
import type { AccessEntry } from "./access-trail.ts";

/** What people and places of an area are called. */
export type Naming = {
  readonly person: (person: string) => string;
  readonly slot: (slot: string) => string;
  readonly address: (to: Address) => string;
};

const compartmentInWords: Readonly<Record<string, string>> = {
  shared: "what both agencies share",
  police: "the notes of the police alone",
  "social-care": "the notes of social care alone",
};

/** What is refused before it is known what somebody wants to do, or what no row of the authority table is for. */
const refusedInWords: Readonly<Record<string, string>> = {
  identify: "they may do nothing in Tandem",
  "read-case": "to see how the case stands",
};

const compartmentsInWords = (compartments: readonly string[]): string => {
  const known = compartments.map((one) => compartmentInWords[one] ?? "a note for named people");
  return known.length === 0 ? "" : `: ${known.join(", ")}`;
};

/** One entry of a case's trail in a sentence, without its time. It says what was told to whom, and never what was in it. */
export const accessInWords = (entry: AccessEntry, names: Naming): string => {
  const who = names.person(entry.by);
  switch (entry.what) {
    case "opened":
      if (entry.mailedTo !== undefined)
        return `Tandem wrote an e-mail from what was written${compartmentsInWords(entry.compartments)}, to ${names.address({ mailbox: entry.mailedTo })}`;
      return `${who} opened what was written${compartmentsInWords(entry.compartments)} (${entry.surface})`;
    case "card-shown":
      return `${who} saw how the case stands (${entry.surface})`;
    case "access-seen":
      return `${who} saw who has looked (${entry.surface})`;
    case "refused":
      return `${who} was refused: ${refusedInWords[entry.verb] ?? plain(entry.verb)} (${entry.surface})`;
    case "access-taken":
      return `${who} took access because a child could not wait, until ${formatInstant(entry.until)}`;
    case "message-sent": {
      const how = entry.edited ? "A message was edited in place" : "A message went out";
      return `${how}, to ${names.address(entry.to)}: ${plain(entry.kind)}`;
    }
    case "told-by-telephone":
      return `${who} wrote down a telephone call, for ${names.slot(entry.slot)}`;
  }
};
