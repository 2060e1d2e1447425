import type { Agency } from "../agency.ts";
import type { PeopleChange } from "./difference.ts";

/** A person as far as whoever may change them depends on it. */
type Known = { readonly agency: Agency; readonly postings: readonly { readonly area: string }[] };

export type PeopleRefused = {
  readonly ok: false;
  /** What it is about, for the field that it is shown at. */
  readonly about: "person" | "agency" | "from" | "identity";
  readonly says: string;
};

export const refuseChange = (about: PeopleRefused["about"], says: string): PeopleRefused => ({
  ok: false,
  about,
  says,
});

export const ownAgencyAlone = "An administrator changes the people of their own agency and areas alone.";
const notOneself = "Nobody changes what they may do themselves. Ask another administrator of your agency.";

/** Whom a change is about. */
export const idOf = (change: PeopleChange): string =>
  change.does === "register" ? change.wanted.person : change.person;

/** The areas in which a change alters what somebody may do. */
export const areasIn = (change: PeopleChange, known: Known | undefined): readonly string[] => {
  if (change.does === "register") return change.wanted.postings.map(({ area }) => area);
  return change.does === "end" ? [change.area] : (known?.postings ?? []).map(({ area }) => area);
};

const isOfOtherAgency = (own: Agency, change: PeopleChange, known: Known | undefined): boolean =>
  (known !== undefined && known.agency !== own) ||
  (change.does === "register" && change.wanted.agency !== own);

type Answer = { readonly ok: true } | { readonly ok: false; readonly says: string };
type Administrator = { readonly person: string; readonly agency: Agency };

/** Why an administrator may not make a change, by what the register says now: the areas, the agency, and never oneself. */
export const refusalOfChange = (
  change: PeopleChange,
  known: Known | undefined,
  { person, agency }: Administrator,
  mayIn: (area: string) => Answer,
): PeopleRefused | undefined => {
  const answers = areasIn(change, known).map(mayIn);
  // Who leaves, leaves all areas; an administrator of any of them knows of it.
  const isAllowed = change.does === "leave" ? answers.some(({ ok }) => ok) : answers.every(({ ok }) => ok);
  const [denied] = answers.flatMap((one) => (one.ok ? [] : [one.says]));
  if (!isAllowed || answers.length === 0) return refuseChange("person", denied ?? ownAgencyAlone);
  if (isOfOtherAgency(agency, change, known)) return refuseChange("person", ownAgencyAlone);
  return idOf(change) === person ? refuseChange("person", notOneself) : undefined;
};
