import { agencyOfSlot, type SlotName } from "../agency.ts";
import type { AreaPerson } from "../area/area-schema.ts";
import { formatInstant } from "../calendar/format-instant.ts";
import type { CaseState } from "../case/case-state.ts";
import type { Instant } from "../instant.ts";
import type { Address } from "../notices/notice.ts";
import { addressOf } from "../notices/readers.ts";
import { slotInPlace } from "../routing/in-place.ts";
import { whoIsOnCall, type OnCall } from "../routing/on-call.ts";
import type { World } from "../routing/choose-route.ts";
import { mayBeTold, teamOnDuty, workerOf } from "./on-duty.ts";
import { isOnShift, nextShift } from "./shift.ts";

/** Whom to tell now, why them, and when those whom it is for are on shift again if they are not. */
export type Whom = {
  readonly to: readonly Address[];
  readonly because: string;
  readonly backAt?: Instant;
};

export type Reminding = {
  readonly slot: SlotName;
  readonly state: CaseState;
  readonly dueAt: Instant;
  /** What it is about waits for no shift, however urgent the case is. */
  readonly urgent?: boolean;
  /** Whoever owns this very duty, where that is one worker by name. */
  readonly person?: string | undefined;
};

/** Whether a reminder waits for nobody's shift. */
export const waitsForNobody = ({ state, urgent }: Reminding): boolean =>
  urgent === true || state.urgency === "urgent";

export const onShift = "on shift";

/** Whether a part of the case is its managers': the protocol says so of the slot. */
const isOfManagers = (slot: SlotName, { protocol }: World): boolean =>
  protocol.slots[slot]?.heldBy === "managers";

type Is = (one: AreaPerson) => boolean;

/** Whose part it is where the protocol gives it to whoever is named so, or has a role; undefined where it is a worker's. */
const holderOf = ({ slot, state }: Reminding, { protocol }: World): Is | undefined => {
  const heldBy = protocol.slots[slot]?.heldBy;
  if (heldBy === undefined) return undefined;
  if (heldBy === "managers") return ({ roles }) => roles.includes("manager");
  if ("role" in heldBy) return ({ roles }) => roles.includes(heldBy.role);
  return ({ person }) => state.named.some((one) => one.person === person && one.as === heldBy.named);
};

/** Whom the rota gives, or who stands in while it names nobody; undefined for a part that no rota fills. */
const onCallFor = ({ slot, state }: Reminding, world: World, now: Instant): OnCall | undefined => {
  const filled = world.area.slots[slot];
  if (filled?.kind !== "person-on-call") return undefined;
  const mayTell = (one: string): boolean => mayBeTold(state, world, one);
  const onCall = whoIsOnCall(filled, now, mayTell);
  const standsIn = filled.safeDefault.person;
  const isForRole = world.protocol.slots[slot]?.heldBy !== undefined;
  return onCall.person === undefined && isForRole && standsIn !== undefined && mayTell(standsIn)
    ? { ...onCall, person: standsIn }
    : onCall;
};

const wantedFor = (reminding: Reminding, world: World, now: Instant): Is => {
  const { person: one } = reminding;
  if (one !== undefined) return ({ person }) => person === one;
  const slot = slotInPlace(reminding.slot, reminding.state, world.protocol);
  const agency = agencyOfSlot(slot);
  const about = { ...reminding, slot };
  const onCall = onCallFor(about, world, now);
  const holder = holderOf(about, world);
  if (holder !== undefined && onCall?.person === undefined)
    return (one) => one.agency === agency && holder(one);
  const person = onCall === undefined ? workerOf(agency, reminding.state, world) : onCall.person;
  return (one) => one.person === person;
};

/** The people whom a part of the case belongs to: its worker, its managers, or whoever is on call for it. */
export const peopleOf = (reminding: Reminding, world: World, now: Instant): readonly AreaPerson[] =>
  world.area.people
    .filter(wantedFor(reminding, world, now))
    .filter(({ person }) => mayBeTold(reminding.state, world, person));

const desk = ({ slot, state }: Reminding, world: World, now: Instant, why: string): Whom => {
  const team = state.restricted ? undefined : teamOnDuty(agencyOfSlot(slot), world, now);
  return team === undefined
    ? { to: [], because: `${why}, and no team may be told` }
    : { to: [team], because: `${why}, so the team on duty is told` };
};

const ofTeam = (reminding: Reminding, world: World, now: Instant): Whom | undefined => {
  const filled = world.area.slots[reminding.slot];
  if (filled?.kind !== "team") return undefined;
  return desk(reminding, world, now, `the rule names the ${filled.name}`);
};

/** Nobody else may know of a restricted case: what is urgent reaches them off shift, and what is not waits for them. */
const namedAlone = (people: readonly AreaPerson[], about: Reminding, backAt: Instant | undefined): Whom =>
  !waitsForNobody(about) && backAt !== undefined
    ? { to: [], backAt, because: `off shift until ${formatInstant(backAt)}, and nobody else may be told` }
    : { to: people.flatMap(addressOf), because: "nobody else may be told" };

/** Whose part it is by name or role, and who sits with no team, has no hours that Tandem knows of: they read it when they do. */
const isWithoutShift = ({ slot }: Reminding, world: World, person: AreaPerson, now: Instant): boolean =>
  typeof world.protocol.slots[slot]?.heldBy === "object" && nextShift(world, person, now) === undefined;

/** Off shift: what is standard and falls due after they are back waits; what falls due before goes to the desk. */
const offShift = (people: readonly AreaPerson[], reminding: Reminding, world: World, now: Instant): Whom => {
  const backAt = people.flatMap((person) => nextShift(world, person, now) ?? []).toSorted()[0];
  if (reminding.state.restricted) return namedAlone(people, reminding, backAt);
  const until = backAt === undefined ? "off shift" : `off shift until ${formatInstant(backAt)}`;
  if (!waitsForNobody(reminding) && backAt !== undefined && backAt <= reminding.dueAt)
    return { to: [], backAt, because: until };
  const whose = isOfManagers(reminding.slot, world) ? "the manager" : "the person who has it";
  const told = desk(reminding, world, now, `${whose} is ${until}`);
  return backAt === undefined ? told : { ...told, backAt };
};

/**
 * Whom to remind of a duty now. Nobody is reminded off shift: what can wait until their next shift waits, and what falls
 * due before it goes to whoever is on duty, saying why.
 */
export const whomToRemind = (reminding: Reminding, world: World, now: Instant): Whom => {
  const team = ofTeam(reminding, world, now);
  if (team !== undefined) return team;
  const people = peopleOf(reminding, world, now);
  if (people.length === 0) return desk(reminding, world, now, "nobody has this part of the case");
  const here = people.filter(
    (person) => isOnShift(world, person, now) || isWithoutShift(reminding, world, person, now),
  );
  return here.length > 0
    ? { to: here.flatMap(addressOf), because: onShift }
    : offShift(people, reminding, world, now);
};
