import { agencyOfSlot, type Agency } from "../agency.ts";
import type { CaseEvent } from "../case/case-event.ts";
import type { CaseState } from "../case/case-state.ts";
import type { Instant } from "../instant.ts";
import type { CaseStep } from "../protocol/vocabulary.ts";

/** A step of the case as the protocol names it: what happened, which agency's step it was, when, and when it was entered. */
export type Occurrence = {
  readonly step: CaseStep;
  readonly by: Agency;
  readonly at: Instant;
  readonly enteredAt: Instant;
};

const everyHopOf = (agency: Agency, { hops }: CaseState): boolean =>
  hops.every(({ slot, had }) => agencyOfSlot(slot) !== agency || had !== undefined);

/**
 * The protocol's step that an event stands for, if any. An agency has acknowledged when a named person has every hop of
 * its own: an operations room that answers is not yet the detective sergeant (S2-17).
 */
export const occurrenceIn = (event: CaseEvent, after: CaseState): Occurrence | undefined => {
  const { at, enteredAt } = event.header;
  switch (event.type) {
    case "ReferralRecorded":
      return { step: "referral-recorded", by: event.header.from, at, enteredAt };
    case "PickedUp":
    case "ToldByTelephone":
      return everyHopOf(event.header.agency, after)
        ? { step: "acknowledged", by: event.header.agency, at, enteredAt }
        : undefined;
    case "DiscussionRecorded":
      return { step: "discussion-recorded", by: event.header.agency, at, enteredAt };
    case "StepRecorded":
      return { step: event.header.step, by: event.header.agency, at, enteredAt };
    default:
      return undefined;
  }
};
