import type { Acted } from "../casework/act-in-case.ts";
import { addNote } from "../casework/add-note.ts";
import { answerDeparture } from "../casework/answer-departure.ts";
import { proposeDeparture } from "../casework/propose-departure.ts";
import { agencyInWords } from "../domain/agency.ts";
import type { CaseState, Departure } from "../domain/case/case-state.ts";
import { isInEffect, stillToAgree } from "../domain/case/departures.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import { fictional, inCase } from "./act-in-case.ts";
import { saying } from "./act-access.ts";
import { nameOf, notThere, outcomeOf, stateOf, type Doing, type Outcome } from "./playing.ts";
import type { EntryOf } from "./story-schema.ts";

const readersInWords = async (doing: Doing, entry: EntryOf<"add-note">): Promise<string> => {
  if (entry.for === "both agencies") return "both agencies may read it";
  if (entry.for === "own agency") return `${agencyInWords[doing.viewer.person.agency]} alone may read it`;
  const readers = await Promise.all(entry.readers.map((person) => nameOf(doing, person)));
  return `${readers.join(", ")} alone may read it, and whoever wrote it`;
};

/** Writes a note for both agencies, for one's own, or for a few people by name. */
export const doNote = (doing: Doing, entry: EntryOf<"add-note">): Promise<Outcome> =>
  inCase(doing, entry.case, async (ref) => {
    const { context, viewer, request } = doing;
    const { readers } = entry;
    const said = await readersInWords(doing, entry);
    const acted = await addNote(context, viewer, { ref, request, for: entry.for, readers, text: fictional });
    return saying(ref, acted, () => [said]);
  });

const lastDeparture = ({ departures }: CaseState, presumption?: string): Departure | undefined =>
  departures.findLast((one) => presumption === undefined || one.presumption === presumption);

const standing = (departure: Departure): string => {
  if (departure.refusedBy !== undefined) return "refused: the protocol holds";
  if (isInEffect(departure)) return "the departure holds";
  const agencies = stillToAgree(departure).map((agency) => agencyInWords[agency]);
  return `it does not hold until a manager of ${agencies.join(" and one of ")} agrees`;
};

const departureOutcome = (ref: TandemRef, acted: Acted, presumption: string): Outcome => {
  const outcome = outcomeOf(ref, acted);
  const departure = acted.ok ? lastDeparture(acted.state, presumption) : undefined;
  if (!outcome.ok || departure === undefined) return outcome;
  const { rule } = departure;
  return { ...outcome, rule, because: [`${rule}: ${standing(departure)}`] };
};

/** Proposes to depart from what the protocol presumes. */
export const doPropose = (doing: Doing, entry: EntryOf<"propose-departure">): Promise<Outcome> =>
  inCase(doing, entry.case, async (ref) => {
    const { context, viewer, request } = doing;
    const { presumption, reason } = entry;
    const acted = await proposeDeparture(context, viewer, { ref, request, presumption, reason });
    return departureOutcome(ref, acted, presumption);
  });

/** Answers for a departure that was proposed. */
export const doAnswer = (doing: Doing, entry: EntryOf<"answer-departure">): Promise<Outcome> =>
  inCase(doing, entry.case, async (ref) => {
    const { context, viewer, request } = doing;
    const { presumption, answer, reason } = entry;
    const state = await stateOf(doing, ref);
    const proposed = state === undefined ? undefined : lastDeparture(state, presumption);
    if (proposed === undefined) return notThere("No departure was proposed, so there is nothing to answer.");
    const answered = { ref, request, departure: proposed.id, agrees: answer === "agrees", reason };
    const acted = await answerDeparture(context, viewer, answered);
    return departureOutcome(ref, acted, proposed.presumption);
  });
