import type { Agency } from "../agency.ts";
import { agencyOfSlot } from "../agency.ts";
import type { Area } from "../area/area-schema.ts";
import { openAt } from "../calendar/opening-hours.ts";
import { isOpenHop, type CaseState } from "../case/case-state.ts";
import { epochMilliseconds, millisecondsIn, plusMilliseconds, type Instant } from "../instant.ts";
import { mailboxName } from "../notices/mail-models.ts";
import type { Address } from "../notices/notice.ts";
import { whoIsOnCall } from "../routing/on-call.ts";
import type { World } from "../routing/choose-route.ts";
import { mayBeTold } from "./on-duty.ts";

type Ladder = NonNullable<Area["ladders"][Agency]>;
export type Rung = Ladder["urgent"][number];

export const ladderOf = (agency: Agency, area: Area): Ladder | undefined => area.ladders[agency];

export const rungsOf = (agency: Agency, state: CaseState, area: Area): readonly Rung[] =>
  ladderOf(agency, area)?.[state.urgency] ?? [];

/** The first hop of an agency that nobody has yet; each agency's leg has its own, and one never closes the other. */
export const openHopOf = (agency: Agency, state: CaseState): number | undefined => {
  const index = state.hops.findIndex((hop) => agencyOfSlot(hop.slot) === agency && isOpenHop(state, hop));
  return index === -1 ? undefined : index;
};

/** Since when nobody of an agency has it: since the referral was sent, or since it was handed back. */
export const waitingSince = (agency: Agency, state: CaseState): Instant => {
  const open = openHopOf(agency, state);
  return (open === undefined ? undefined : state.hops[open]?.openSince) ?? state.enteredAt;
};

/** How many whole minutes nobody of an agency has had it. */
export const minutesWaiting = (agency: Agency, state: CaseState, now: Instant): number => {
  const waited = epochMilliseconds(now) - epochMilliseconds(waitingSince(agency, state));
  return Math.max(0, Math.floor(waited / millisecondsIn.minute));
};

/** When a rung is due: so many minutes after nobody had it. */
export const rungDueAt = ({ after }: Rung, agency: Agency, state: CaseState): Instant =>
  plusMilliseconds(waitingSince(agency, state), after * millisecondsIn.minute);

export type Reached = { readonly to: Address } | { readonly skipped: string };

/** Who was told in place of the one whom the case must be kept from is on no ladder: the rungs for people reach them. */
const toldInstead = ({ tell }: Rung, state: CaseState, { area }: World): Address | undefined => {
  const agency = agencyOfSlot(tell);
  const open = state.restricted ? openHopOf(agency, state) : undefined;
  const hop = open === undefined ? undefined : state.hops[open];
  if (hop?.person === undefined || rungsOf(agency, state, area).some((one) => one.tell === hop.slot))
    return undefined;
  const installation = area.slots[hop.slot]?.installation;
  return installation === undefined ? undefined : { installation, person: hop.person };
};

/** Whom a rung reaches now. An empty, closed or unusable one is skipped at once, with the reason. */
export const reachRung = (rung: Rung, state: CaseState, world: World, now: Instant): Reached => {
  const slot = world.area.slots[rung.tell];
  if (slot === undefined) return { skipped: `${rung.tell} is not filled` };
  if (slot.kind === "team") {
    if (state.restricted) return { skipped: `${slot.name} is a team, and this is for named people alone` };
    const { open } = openAt(slot.hours, world.calendar, now);
    return open
      ? { to: { installation: slot.installation, channel: slot.channel } }
      : { skipped: `${slot.name} is closed` };
  }
  const { person, because } = whoIsOnCall(slot, now, (one) => mayBeTold(state, world, one));
  if (person !== undefined) return { to: { installation: slot.installation, person } };
  const instead = toldInstead(rung, state, world);
  return instead === undefined ? { skipped: because } : { to: instead };
};

const placeOf = (to: Address): string => {
  if ("mailbox" in to) return mailboxName(to.mailbox);
  return `${to.installation}/${"channel" in to ? to.channel : to.person}`;
};

export const sameAddress = (one: Address, other: Address): boolean => placeOf(one) === placeOf(other);
