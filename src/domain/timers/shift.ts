import type { Area, AreaPerson } from "../area/area-schema.ts";
import { openAt, type OpeningHours } from "../calendar/opening-hours.ts";
import { nextOpening } from "../calendar/next-opening.ts";
import type { WorkingCalendar } from "../calendar/working-calendar.ts";
import { dayIndexOfDate } from "../calendar/local-date.ts";
import { localDateOf } from "../calendar/format-instant.ts";
import { openSpells } from "../calendar/open-spells.ts";
import { epochMilliseconds, instantOf, millisecondsIn, type Instant } from "../instant.ts";

type Where = { readonly area: Area; readonly calendar: WorkingCalendar };

const hoursOf = ({ area }: Where, person: AreaPerson): readonly OpeningHours[] =>
  person.teams.flatMap((team) => {
    const slot = area.slots[team];
    return slot?.kind === "team" ? [slot.hours] : [];
  });

const isOnCall = ({ area }: Where, { person }: AreaPerson, at: Instant): boolean =>
  Object.values(area.slots).some(
    (slot) =>
      slot.kind === "person-on-call" &&
      slot.onCall.some((entry) => entry.person === person && entry.from <= at && at < entry.to),
  );

/** Whether a person is on shift: on call by the rota, or in the opening hours of a team of theirs. */
export const isOnShift = (where: Where, person: AreaPerson, at: Instant): boolean =>
  isOnCall(where, person, at) ||
  hoursOf(where, person).some((hours) => openAt(hours, where.calendar, at).open);

/** When a person's next shift begins; undefined for somebody who has no team with hours. */
export const nextShift = (where: Where, person: AreaPerson, after: Instant): Instant | undefined =>
  hoursOf(where, person)
    .flatMap((hours) => {
      const opening = nextOpening(hours, where.calendar, after);
      return opening.ok ? [opening.instant] : [];
    })
    .toSorted()[0];

const roundTheClock = 24 * millisecondsIn.hour;
/** From the day before to the day after tomorrow: whoever is open that long has no shift, and a year takes too long. */
const daysOfAnyShift = 3;

const startIn = (hours: OpeningHours, calendar: WorkingCalendar, at: Instant): readonly Instant[] => {
  const moment = epochMilliseconds(at);
  const today = dayIndexOfDate(localDateOf(at));
  const from = today === calendar.firstDay ? today : today - 1;
  for (const spell of openSpells(hours, calendar, from, daysOfAnyShift)) {
    if (!spell.ok || spell.start > moment) return [];
    // Its last moment counts too: what falls due when a team closes belongs to the shift that ends then.
    if (moment <= spell.end) return spell.end - spell.start > roundTheClock ? [] : [instantOf(spell.start)];
  }
  return [];
};

/**
 * When the shift that an instant falls in began; undefined off shift, on call, and in a team that never closes, where
 * no moment is the beginning of anything.
 */
export const shiftStart = (where: Where, person: AreaPerson, at: Instant): Instant | undefined =>
  isOnCall(where, person, at)
    ? undefined
    : hoursOf(where, person)
        .flatMap((hours) => startIn(hours, where.calendar, at))
        .toSorted()[0];
