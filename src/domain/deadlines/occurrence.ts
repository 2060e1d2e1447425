import { agencyOfSlot, otherAgency, type Agency } from "../agency.ts";
import type { CaseEvent, HeaderOf } from "../case/case-event.ts";
import type { CaseState } from "../case/case-state.ts";
import type { Instant } from "../instant.ts";
import { hasForm } from "../steps/choosable.ts";
import { recordableStep } from "../steps/recordable-step.ts";
import type { CaseStep } from "../protocol/vocabulary.ts";

/** A step of the case as the protocol names it: what happened, which agency's step it was, when, and when it was entered. */
export type Occurrence = {
  readonly step: CaseStep;
  readonly by: Agency;
  readonly at: Instant;
  readonly enteredAt: Instant;
  /** When what it speaks of is expected, if that was said. */
  readonly expectedAt?: Instant;
  /** The meeting that it is about, and for whom of those who are invited. */
  readonly meeting?: string;
  readonly invitee?: string;
  /** The action that it is about, and the worker who owns it. */
  readonly action?: string;
  readonly person?: string;
};

const tandem: readonly Agency[] = ["social-care", "police"];

const everyHopOf = (agency: Agency, { hops }: CaseState): boolean =>
  hops.every(({ slot, had }) => agencyOfSlot(slot) !== agency || had !== undefined);

/** A discussion with health alone is not the discussion that social care and the police owe each other (S2-11). */
export const betweenTheTwo = ({
  agency,
  withAgency,
}: Pick<HeaderOf<"DiscussionRecorded">, "agency" | "withAgency">): boolean =>
  tandem.includes(agency) && withAgency === otherAgency(agency);

/** To say that the assessment was decided without saying how is not yet the decision (S2-9). */
const isComplete = ({ step, assessment }: HeaderOf<"StepRecorded">): boolean =>
  step !== "assessment-decided" || assessment !== undefined;

/**
 * The steps that the events of this build can stand for. A rule that waits for any other would be carried along and
 * never kept, so the protocol check refuses it.
 */
export const stepsRecorded: readonly CaseStep[] = [
  "referral-recorded",
  "acknowledged",
  "discussion-recorded",
  "action-agreed",
  "action-done",
  ...recordableStep.options.filter(hasForm),
];

type Step = Omit<Occurrence, "at" | "enteredAt">;

const acknowledged = ({ agency }: { readonly agency: Agency }, after: CaseState): Step | undefined =>
  everyHopOf(agency, after) ? { step: "acknowledged", by: agency } : undefined;

const taken = ({ step, agency, meeting, invitee }: HeaderOf<"StepTaken">): Step => ({
  step,
  by: agency,
  ...(meeting === undefined ? {} : { meeting }),
  ...(invitee === undefined ? {} : { invitee }),
});

/** Of an action that neither agency of the case owns, social care sees that it is done. */
const ownerOf = ({ owner }: Pick<HeaderOf<"ActionAgreed">, "owner">): Agency =>
  owner === "police" ? "police" : "social-care";

const doneOf = (id: string, { actions }: CaseState): Step | undefined => {
  const action = actions.find((one) => one.action === id);
  return action === undefined ? undefined : { step: "action-done", by: ownerOf(action), action: id };
};

const agreed = (header: HeaderOf<"ActionAgreed">): Step => ({
  step: "action-agreed",
  by: ownerOf(header),
  action: header.action,
  expectedAt: header.dueAt,
  ...(header.person === undefined ? {} : { person: header.person }),
});

const ofAction = (event: CaseEvent, after: CaseState): Step | undefined => {
  if (event.type === "ActionAgreed") return agreed(event.header);
  return event.type === "ActionDone" ? doneOf(event.header.action, after) : undefined;
};

const stepIn = (event: CaseEvent, after: CaseState): Step | undefined => {
  if (event.type === "ReferralRecorded") return { step: "referral-recorded", by: event.header.from };
  // New or increased harm on an open case counts as a referral of that direction does: the same clocks start (S1-5).
  if (event.type === "ConcernRaised") return { step: "referral-recorded", by: event.header.from };
  if (event.type === "PickedUp" || event.type === "ToldByTelephone") return acknowledged(event.header, after);
  if (event.type === "DiscussionRecorded" && betweenTheTwo(event.header))
    return { step: "discussion-recorded", by: event.header.agency };
  if (event.type === "StepTaken") return taken(event.header);
  if (event.type === "StepRecorded" && isComplete(event.header))
    return { step: event.header.step, by: event.header.agency };
  return ofAction(event, after);
};

/**
 * The protocol's step that an event stands for, if any. An agency has acknowledged when a named person has every hop of
 * its own: an operations room that answers is not yet the detective sergeant (S2-17).
 */
export const occurrenceIn = (event: CaseEvent, after: CaseState): Occurrence | undefined => {
  const step = stepIn(event, after);
  if (step === undefined) return undefined;
  const { at, enteredAt } = event.header;
  const expectedAt = event.type === "StepTaken" ? event.header.expectedAt : undefined;
  return { ...step, at, enteredAt, ...(expectedAt === undefined ? {} : { expectedAt }) };
};
