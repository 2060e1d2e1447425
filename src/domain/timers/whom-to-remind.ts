import { agencyOfSlot, type SlotName } from "../agency.ts";
import type { AreaPerson } from "../area/area-schema.ts";
import { formatInstant } from "../calendar/format-instant.ts";
import type { CaseState } from "../case/case-state.ts";
import type { Instant } from "../instant.ts";
import type { Address } from "../notices/notice.ts";
import type { World } from "../routing/choose-route.ts";
import { mayBeTold, teamOnDuty, workerOf } from "./on-duty.ts";
import { isOnShift, nextShift } from "./shift.ts";

export type Whom =
  | { readonly kind: "tell"; readonly to: readonly Address[]; readonly because: string }
  | { readonly kind: "postpone"; readonly until: Instant; readonly because: string }
  | { readonly kind: "nobody"; readonly because: string };

export type Reminding = { readonly slot: SlotName; readonly state: CaseState; readonly dueAt: Instant };

const addressOf = ({ person, identities }: AreaPerson): readonly Address[] => {
  const installation = identities[0]?.installation;
  return installation === undefined ? [] : [{ installation, person }];
};

const candidates = ({ slot, state }: Reminding, world: World): readonly AreaPerson[] => {
  const agency = agencyOfSlot(slot);
  const worker = workerOf(agency, state);
  const wanted = (one: AreaPerson) =>
    slot.endsWith(".manager")
      ? one.agency === agency && one.roles.includes("manager")
      : one.person === worker;
  return world.area.people.filter(wanted).filter(({ person }) => mayBeTold(state, world, person));
};

const desk = ({ slot, state }: Reminding, world: World, now: Instant, why: string): Whom => {
  const team = state.restricted ? undefined : teamOnDuty(agencyOfSlot(slot), world, now);
  return team === undefined
    ? { kind: "nobody", because: `${why}, and no team may be told` }
    : { kind: "tell", to: [team], because: `${why}, so the team on duty is told` };
};

const ofTeam = (reminding: Reminding, world: World, now: Instant): Whom | undefined => {
  const filled = world.area.slots[reminding.slot];
  if (filled?.kind !== "team") return undefined;
  return desk(reminding, world, now, `${filled.name} is named by the rule`);
};

/**
 * Whom to remind of a duty now. Nobody is reminded off shift: what can wait until their next shift waits, and what falls
 * due before it goes to whoever is on duty, saying why.
 */
export const whomToRemind = (reminding: Reminding, world: World, now: Instant): Whom => {
  const team = ofTeam(reminding, world, now);
  if (team !== undefined) return team;
  const people = candidates(reminding, world);
  if (people.length === 0) return desk(reminding, world, now, "nobody has this part of the case");
  const onShift = people.filter((person) => isOnShift(world, person, now));
  if (onShift.length > 0) return { kind: "tell", to: onShift.flatMap(addressOf), because: "on shift" };
  const next = people.flatMap((person) => nextShift(world, person, now) ?? []).toSorted()[0];
  const waits = reminding.state.urgency === "standard" && next !== undefined && next <= reminding.dueAt;
  if (waits) return { kind: "postpone", until: next, because: `off shift until ${formatInstant(next)}` };
  const until = next === undefined ? "off shift" : `off shift until ${formatInstant(next)}`;
  return desk(reminding, world, now, `the person who has it is ${until}`);
};
