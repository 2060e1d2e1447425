import type { Choice } from "../elements.ts";

/** The questions of the referral form by name: the names under which their answers come back. */
export const referralFields = {
  about: "about",
  excluded: "excluded",
  direction: "direction",
  immediateRisk: "immediate-risk",
  callback: "callback",
  child: "child",
  dateOfBirth: "date-of-birth",
  age: "age",
  notYetMobile: "not-yet-mobile",
  otherChildren: "other-children",
  whereNow: "where-now",
  withPersonAlleged: "with-person-alleged",
  policeProtection: "police-protection",
  personAlleged: "person-alleged",
  nextContact: "next-contact",
  lastSeen: "last-seen",
  childsWords: "childs-words",
  concerns: "concerns",
  crime: "crime",
  suspect: "suspect",
  involvement: "involvement",
  parentsAware: "parents-aware",
  whyUnaware: "why-unaware",
  basis: "basis",
  learnedDate: "learned-date",
  learnedTime: "learned-time",
  source: "source",
  sourceKind: "source-kind",
} as const;

export const sourceChoices: readonly Choice[] = [
  { value: "professional", label: "A professional" },
  { value: "relative-or-friend", label: "A relative or friend of the family" },
  { value: "child", label: "The child" },
  { value: "public", label: "Somebody else" },
  { value: "anonymous", label: "Somebody who gave no name" },
  { value: "own-agency", label: "Nobody: our own staff saw or found it" },
  { value: "not-known", label: "Not known" },
];

/** Said beside the question who brought a concern. */
export const sourceHint =
  "Social care lets them know that it is taken up, and what came of it. Left blank counts as not known: social care then finds out whom to tell.";

export const yesNoNotKnown: readonly Choice[] = [
  { value: "yes", label: "Yes" },
  { value: "no", label: "No" },
  { value: "not-known", label: "Not known" },
];

export const crimeChoices: readonly Choice[] = [
  { value: "yes", label: "Yes" },
  { value: "possible", label: "Possibly" },
  { value: "no", label: "No" },
  { value: "not-known", label: "Not known" },
];

export const suspectChoices: readonly Choice[] = [
  { value: "in-custody", label: "In custody" },
  { value: "forensic-window", label: "Forensic evidence may soon be lost" },
  { value: "immediate-safeguarding", label: "The child needs safeguarding at once" },
];

export const involvementChoices: readonly Choice[] = [
  { value: "open-case", label: "Open case" },
  { value: "child-protection-plan", label: "Child protection plan" },
  { value: "neither", label: "Neither" },
  { value: "not-known", label: "Not known" },
];

export const basisChoices: readonly Choice[] = [
  { value: "safeguarding-task", label: "Public task: safeguarding a child" },
  { value: "law-enforcement", label: "Preventing or investigating crime" },
  { value: "vital-interests", label: "Somebody's life is at stake" },
  { value: "consent", label: "Consent" },
  { value: "not-known", label: "Not known" },
];
