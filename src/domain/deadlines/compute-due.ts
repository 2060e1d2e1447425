import { agencyOfSlot, type SlotName } from "../agency.ts";
import type { OpeningHours } from "../calendar/opening-hours.ts";
import { dueAt } from "../calendar/due.ts";
import type { Instant } from "../instant.ts";
import type { World } from "../routing/choose-route.ts";
import { clockOfDue } from "./clock-of-due.ts";
import type { RunningRule } from "./clock-rules.ts";

/** The opening hours by which an agency's working days end: those of the team its office-hours routes name. */
export const officeHoursFor = (world: World, owner: SlotName): OpeningHours => {
  const agency = agencyOfSlot(owner);
  const slotName = world.protocol.routes.find(
    (route) => route.to === agency && route.hoursOf !== undefined,
  )?.hoursOf;
  const slot = slotName === undefined ? undefined : world.area.slots[slotName];
  if (slot?.kind !== "team") throw new Error(`no team of ${agency} has opening hours in ${world.area.area}`);
  return slot.hours;
};

const hoursFor = (world: World, rule: RunningRule): OpeningHours => {
  if (!("hoursOf" in rule.due)) return officeHoursFor(world, rule.owner);
  const named = world.area.slots[rule.due.hoursOf];
  return named?.kind === "team" ? named.hours : officeHoursFor(world, rule.due.hoursOf);
};

type Computed = {
  readonly dueAt: Instant;
  readonly alsoShownAt?: Instant;
  readonly intention: {
    readonly date: string;
    readonly time: string;
    readonly rule: string;
    readonly zone: string;
  };
  readonly because: readonly string[];
};

const settled = (answer: ReturnType<typeof dueAt>) => {
  if (answer.ok) return answer;
  throw new RangeError([answer.because].flat().join("; "));
};

/**
 * When a duty is due and because of what. Where the text allows two readings the earlier one is due and the other is
 * only shown. Throws RangeError for a date outside the years that the calendar covers.
 */
export const computeDue = (world: World, rule: RunningRule, startedAt: Instant): Computed => {
  const using = { calendar: world.calendar, hours: hoursFor(world, rule) };
  const due = settled(dueAt(clockOfDue(rule.due), rule.expectedAt ?? startedAt, using));
  const reckoned = rule.expectedAt === undefined ? due.because : ["the time that was given as expected"];
  const common = { intention: due.intention, because: [...reckoned, ...due.warnings], dueAt: due.due };
  if (rule.alsoShown === undefined)
    return { ...common, ...(due.outerReading === undefined ? {} : { alsoShownAt: due.outerReading }) };
  const other = settled(
    dueAt(clockOfDue({ within: rule.alsoShown.within, from: "referral" }), startedAt, using),
  );
  const [first, second] = other.due < due.due ? [other, due] : [due, other];
  return {
    dueAt: first.due,
    alsoShownAt: second.due,
    intention: first.intention,
    because: [...first.because, ...first.warnings, rule.alsoShown.because],
  };
};
