import type { Discussion } from "../domain/case/case-state.ts";
import type { CaseRole } from "../domain/case/access-event-schemas.ts";
import { agencyInWords, type Agency } from "../domain/agency.ts";
import { formatInstant } from "../domain/calendar/format-instant.ts";
import { custody, type Custody, type UrgencyReason } from "../domain/case/facts.ts";
import type { Instant } from "../domain/instant.ts";
import type { Person } from "../ports.ts";

export const urgencyReasonInWords: Readonly<Record<UrgencyReason, string>> = {
  "immediate-risk": "immediate risk",
  "suspect-in-custody": "suspect in custody",
  "forensic-window": "forensic evidence may be lost",
  "child-with-person-alleged": "the child is with the person alleged",
  "police-protection": "police protection",
  none: "the sender says so",
};

/** How the person alleged stands, as it is said after "is" or "was". */
export const custodyInWords: Readonly<Record<Custody, string>> = {
  arrested: "arrested",
  "in-custody": "held in custody",
  bailed: "released on bail",
  "released-under-investigation": "released under investigation",
  "no-further-action": "released, no further action",
  "bail-varied": "on bail with other conditions",
  "bail-breached": "in breach of bail",
};
export const custodyOptions = custody.options;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const agencyName = (agency: Agency): string => agencyInWords[agency];

/** An instant as it is said to people: "Tue 1 Sep 2026 17:00 BST". */
export const when = (instant: string): string => formatInstant(instant as Instant);

/** A member of staff by name; a person who is not registered any more is still called something. */
export const personName = (people: ReadonlyMap<string, Person>, person: string): string =>
  people.get(person)?.name ?? "A registered worker";

/** What a person is in a case, as it is said after "as". */
export const caseRoleInWords: Readonly<Record<CaseRole, string>> = {
  "social-worker": "the social worker",
  "officer-in-the-case": "the officer in the case",
  supervisor: "a supervisor",
  consulted: "somebody who is consulted",
  chair: "the chair",
  invited: "somebody who is invited",
};

/** What both agencies decided when they talked it over. */
export const discussionDecisionInWords: Readonly<Record<Discussion["decision"], string>> = {
  joint: "joint enquiry",
  "single-social-care": "social care alone",
  "single-police": "the police alone",
  "strategy-discussion": "a strategy discussion",
  "no-further-action": "no further action",
};
