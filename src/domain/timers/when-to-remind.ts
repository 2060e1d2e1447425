import type { AreaPerson } from "../area/area-schema.ts";
import type { Instant } from "../instant.ts";
import type { World } from "../routing/choose-route.ts";
import type { Reminder } from "./reminder-plan.ts";
import { isOnShift, nextShift, shiftStart } from "./shift.ts";
import { peopleOf, waitsForNobody, type Reminding } from "./whom-to-remind.ts";

type Planned = { readonly at: Instant; readonly dueAt: Instant; readonly from: Instant };

const offShift = (person: AreaPerson, { at, dueAt }: Planned, world: World): Instant => {
  const next = isOnShift(world, person, at) ? undefined : nextShift(world, person, at);
  return next !== undefined && next <= dueAt ? next : at;
};

const inShift = (person: AreaPerson, planned: Planned, world: World): Instant => {
  const { at, dueAt, from } = planned;
  const start = shiftStart(world, person, at);
  if (start === undefined) return offShift(person, planned, world);
  if (start > from || start === at) return start;
  const next = nextShift(world, person, at);
  return next !== undefined && next < dueAt ? next : at;
};

/**
 * When a planned reminder leaves. What is urgent, overdue, or for a team leaves at its time. What is not is one message a
 * person a shift: it leaves when the shift that it falls in begins, or where that has begun already when the next one
 * does, unless that would be after the deadline. People of teams that never close are reminded at the time itself.
 */
export const whenToRemind = (
  { at, kind }: Reminder,
  reminding: Reminding,
  world: World,
  from: Instant,
): Instant => {
  if (kind === "overdue" || waitsForNobody(reminding)) return at;
  const [person] = peopleOf(reminding, world, at);
  return person === undefined ? at : inShift(person, { at, dueAt: reminding.dueAt, from }, world);
};
