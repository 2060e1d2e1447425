import type { Area, AreaPerson } from "../area/area-schema.ts";
import { openAt, type OpeningHours } from "../calendar/opening-hours.ts";
import { nextOpening } from "../calendar/next-opening.ts";
import type { WorkingCalendar } from "../calendar/working-calendar.ts";
import type { Instant } from "../instant.ts";

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
