import { handBack } from "../casework/hand-back.ts";
import { readMoment } from "../casework/moment.ts";
import { pickUp } from "../casework/pick-up.ts";
import { handableHops } from "../casework/prepare-hand-back.ts";
import { tellByTelephone } from "../casework/tell-by-telephone.ts";
import { agencyOfSlot } from "../domain/agency.ts";
import { openHop, type CaseState, type Hop } from "../domain/case/case-state.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import { notThere, outcomeOf, stateOf, type Doing, type Outcome } from "./playing.ts";
import { asTyped } from "./story-instant.ts";
import type { EntryOf } from "./story-schema.ts";

type AtHop = { readonly case?: string | undefined; readonly slot?: string | undefined };
type Found = { readonly ref: TandemRef; readonly hop: number };

const noReferral = notThere("The referral was refused, so there is nothing to do this in.");
const noHop = (slot: string | undefined) =>
  notThere(slot === undefined ? "It went to nobody whom this is about." : `It did not go to ${slot}.`);

/** The hop at a slot, the open one of several; without a slot, the one that the button would stand for. */
const findHop = (
  state: CaseState,
  slot: string | undefined,
  usual: (state: CaseState) => number | undefined,
): number | undefined => {
  if (slot === undefined) return usual(state);
  const at = (isIt: (hop: Hop) => boolean) => state.hops.findIndex((hop) => hop.slot === slot && isIt(hop));
  const open = at(({ had }) => had === undefined);
  const hop = open === -1 ? at(() => true) : open;
  return hop === -1 ? undefined : hop;
};

const hopFor = async (
  doing: Doing,
  { case: called, slot }: AtHop,
  usual: (state: CaseState) => number | undefined,
): Promise<Found | Outcome> => {
  const ref = doing.ref(called);
  const state = ref === undefined ? undefined : await stateOf(doing, ref);
  if (ref === undefined || state === undefined) return noReferral;
  const hop = findHop(state, slot, usual);
  return hop === undefined ? noHop(slot) : { ref, hop };
};

const isFound = (found: Found | Outcome): found is Found => "hop" in found;

/** The first hop of the agency that nobody has; when somebody has them all, the last, whose button was pressed late. */
const ownHop =
  ({ viewer }: Doing) =>
  ({ hops }: CaseState): number | undefined => {
    const own = hops.flatMap((hop, index) =>
      agencyOfSlot(hop.slot) === viewer.person.agency ? [{ hop, index }] : [],
    );
    return (own.find(({ hop }) => hop.had === undefined) ?? own.at(-1))?.index;
  };

/** Presses "I'm dealing with this". */
export const doPickUp = async (doing: Doing, entry: EntryOf<"pick-up">): Promise<Outcome> => {
  const found = await hopFor(doing, entry, ownHop(doing));
  if (!isFound(found)) return found;
  const { context, viewer, request } = doing;
  return outcomeOf(found.ref, await pickUp(context, viewer, { ...found, request }));
};

/** Fills in "Told by telephone" and sends it. */
export const doTell = async (doing: Doing, entry: EntryOf<"told-by-telephone">): Promise<Outcome> => {
  const found = await hopFor(doing, entry, (state) => openHop(state) ?? state.hops.length - 1);
  if (!isFound(found)) return found;
  const { context, viewer, request } = doing;
  const now = context.clock.dutyNow();
  const { date, time } = asTyped(entry.happened ?? now);
  const moment = readMoment(date, time, now);
  if (!moment.ok) return { ok: false, rule: "form", says: moment.says, ref: found.ref };
  const { toWhom, staffNumber, logNumber } = entry;
  const details = {
    toWhom,
    ...(staffNumber === undefined ? {} : { staffNumber }),
    ...(logNumber === undefined ? {} : { logNumber }),
  };
  return outcomeOf(
    found.ref,
    await tellByTelephone(context, viewer, { ...found, at: moment.at, details, request }),
  );
};

/** Hands back what this person has; when they have nothing, the first hop, and is refused. */
export const doHandBack = async (doing: Doing, entry: EntryOf<"hand-back">): Promise<Outcome> => {
  const { context, viewer, request } = doing;
  const found = await hopFor(doing, entry, (state) => handableHops(context, viewer, state)[0] ?? 0);
  if (!isFound(found)) return found;
  return outcomeOf(found.ref, await handBack(context, viewer, { ...found, reason: entry.reason, request }));
};
