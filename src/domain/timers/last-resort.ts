import { accountableFor } from "../notices/accountable.ts";
import { agencyOfSlot, type Agency } from "../agency.ts";
import type { CaseState } from "../case/case-state.ts";
import type { NoticeAsked } from "../case/issue-notice.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { fellToSafeDefault, hopToRing, slotOfHop, telephoneOfHop } from "../notices/addresses.ts";
import { openHopsOnDuty } from "../case/legs.ts";
import { comingFrom } from "../notices/referral-post.ts";
import { inSentence } from "../notices/in-sentence.ts";
import type { Address, NoticeModel } from "../notices/notice.ts";
import { ladderOf, minutesWaiting, openHopOf, rungsOf, sameAddress } from "./ladder.ts";
import { mayBeTold } from "./on-duty.ts";
import { senderSide } from "./sender-side.ts";
import { isOnShift } from "./shift.ts";

/** The managers of an agency who are on shift and may be told. */
/** The managers of an agency who are on shift and may know of the case. */
export const managersOnShift = (agency: Agency, state: CaseState, by: Following): readonly Address[] => {
  const installation = by.area.agencies[agency]?.installation;
  if (installation === undefined) return [];
  return by.area.people
    .filter((one) => one.agency === agency && one.roles.includes("manager"))
    .filter(({ person }) => mayBeTold(state, by, person))
    .filter((one) => isOnShift(by, one, by.now))
    .map(({ person }) => ({ installation, person }));
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Whom to ring: what the ladder says, but for a case for named people alone the person that its own route leads to. */
const ringing = (agency: Agency, state: CaseState, by: Following) => {
  const open = openHopOf(agency, state);
  const put = open === undefined ? undefined : state.hops[open];
  const hop = put === undefined ? undefined : hopToRing(put, state, by.area);
  const slot = hop === undefined ? undefined : slotOfHop(hop, by.area);
  if (!state.restricted || hop === undefined || slot?.kind !== "person-on-call")
    return ladderOf(agency, by.area)?.lastResort;
  const isDefault = fellToSafeDefault(hop, slot);
  const says = isDefault ? capital(slot.safeDefault.says) : `Ring the ${inSentence(slot.name)}`;
  return { says, telephone: telephoneOfHop(hop, by.area) };
};

/** Whom to ring now, and that everybody else was told; undefined where the area does not say. */
export const ringNow = (agency: Agency, state: CaseState, by: Following): NoticeModel | undefined => {
  const ring = ringing(agency, state, by);
  const [onDuty] = openHopsOnDuty(agency, state);
  return ring === undefined
    ? undefined
    : {
        kind: "ring-now",
        ref: state.ref,
        areaName: by.area.name,
        minutes: minutesWaiting(agency, state, by.now),
        says: ring.says,
        telephone: ring.telephone,
        ...(onDuty === undefined ? {} : comingFrom(state, onDuty, by)),
      };
};

/** Whether an agency's ladder has come to its end: at this very instant, before it, or not yet. */
export const endOfLadder = (agency: Agency, state: CaseState, by: Following): "past" | "now" | undefined => {
  const last = rungsOf(agency, state, by.area).length - 1;
  const rung = state.timers.find(({ kind, subject }) => kind === "rung" && subject === agency);
  if (rung === undefined || rung.step > last) return last < 0 ? undefined : "past";
  return rung.step === last && rung.dueAt <= by.now ? "now" : undefined;
};

/** In a case for named people alone the one to ring is the one who does not answer: nobody is told to ring himself. */
const isWhomToRing = (to: Address, agency: Agency, state: CaseState): boolean =>
  state.restricted &&
  "person" in to &&
  state.hops.some((hop) => agencyOfSlot(hop.slot) === agency && hop.person === to.person);

/** Past the last rung people ring: the sender, the manager on duty of the agency that does not answer, and who is accountable. */
export const lastResort = (agency: Agency, state: CaseState, by: Following): readonly NoticeAsked[] => {
  const model = ringNow(agency, state, by);
  if (model === undefined) return [];
  const senders = senderSide(agency, state, by);
  const others = [...managersOnShift(agency, state, by), ...accountableFor(agency, state, by.area)].filter(
    (one, index, all) =>
      !isWhomToRing(one, agency, state) &&
      !senders.some(({ to }) => sameAddress(one, to)) &&
      !all.slice(0, index).some((earlier) => sameAddress(earlier, one)),
  );
  const because = ["nobody on the ladder has it, so people must ring"];
  return [...senders, ...others.map((to) => ({ to }))].map(({ to, ...why }) => ({
    to,
    lane: "urgent",
    model: { ...model, ...why },
    because,
  }));
};
