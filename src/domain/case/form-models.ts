import type { StepAskedFor } from "../steps/asked-for.ts";
import type { Escalation, GoesTo } from "../steps/escalate.ts";
import type { Agency } from "../agency.ts";
import type { CaseRole } from "./access-event-schemas.ts";

/* What the forms about a case show: members of staff by name, and nothing of a child. */

/** Somebody who can be chosen. */
export type Candidate = { readonly person: string; readonly name: string };

export type NamedPerson = Candidate & { readonly agency: Agency; readonly as: CaseRole };

export type PeopleModel = {
  readonly named: readonly NamedPerson[];
  /** One's own people who can be named, by name. */
  readonly nameable: readonly Candidate[];
  /** One's own people who are named and can be taken off. */
  readonly releasable: readonly NamedPerson[];
};

/** The registered people of the other agency, of whose Slack one cannot choose. */
export type ExcludeModel = { readonly other: Agency; readonly people: readonly Candidate[] };

/** A departure that waits for an answer, in the protocol's own words. */
export type ToAnswer = {
  readonly departure: string;
  readonly rule: string;
  readonly says: string;
  readonly by: string;
};

/** What the form of a disagreement says and asks in a case. */
export type EscalationPrepared = Omit<Escalation, "goesTo"> & {
  readonly goesTo: readonly (Omit<GoesTo, "slot"> & { readonly part: string })[];
  readonly asked: StepAskedFor;
  readonly now: { readonly date: string; readonly time: string };
};
