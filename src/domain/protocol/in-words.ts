import { agencyInWords, agencyOfSlot, type Agency, type SlotName } from "../agency.ts";
import { countWords } from "../calendar/count-words.ts";
import type { Duration } from "./durations.ts";
import type { CaseStep, Condition } from "./vocabulary.ts";

/** A spelling of the language as it is read aloud: "referral-recorded", "allegationAboutProfessional". */
export const plain = (word: string): string =>
  word
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("-", " ")
    .toLowerCase();

/** "a", "a or b", "a, b or c". */
export const oneOf = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}`;

/** "child referral team (police)". */
export const slotInWords = (slot: SlotName): string =>
  `${plain(slot.slice(slot.indexOf(".") + 1))} (${agencyInWords[agencyOfSlot(slot)].replace("the ", "")})`;

export const slotsInWords = (slots: readonly SlotName[]): string => slots.map(slotInWords).join(", then ");

const unitWords = {
  minutes: "minute",
  hours: "hour",
  "working-days": "working day",
  "calendar-days": "calendar day",
  months: "month",
} as const;

export const durationInWords = ({ count, unit }: Duration): string => countWords(count, unitWords[unit]);

/** "crime is yes, possible or not known". */
export const conditionInWords = (when: Condition | undefined): string =>
  Object.entries(when ?? {})
    .map(([fact, values]) => `${plain(fact)} is ${oneOf((values as readonly string[]).map(plain))}`)
    .join(", and ");

export type Happening = {
  readonly on: CaseStep;
  readonly by?: Agency | "owner" | "the enquiring agency" | "the same agency" | undefined;
  readonly or?: { readonly step: CaseStep; readonly by?: Agency | undefined } | undefined;
  readonly when?: Condition | undefined;
  readonly once?: true | undefined;
};

const whose = (by: Happening["by"]): string => {
  if (by === undefined) return "";
  if (by === "owner") return ", by the agency that owes it";
  return `, by ${by === "the enquiring agency" || by === "the same agency" ? by : agencyInWords[by]}`;
};

/** "referral recorded, by social care, when crime is yes". */
export const happeningInWords = ({ on, or, by, when, once }: Happening): string =>
  [
    plain(on),
    whose(by),
    or === undefined ? "" : `, or ${plain(or.step)}${whose(or.by)}`,
    when === undefined ? "" : `, when ${conditionInWords(when)}`,
    once === true ? ", the first time only" : "",
  ].join("");
