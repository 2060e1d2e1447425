import { agencyOfSlot } from "../domain/agency.ts";
import { roleSchema } from "../domain/area/area-schema.ts";
import { localDateOf } from "../domain/calendar/format-instant.ts";
import { lastDayBefore } from "../domain/people/days.ts";
import type { PersonShown, RegisterShown } from "../domain/people/shown.ts";
import { beginOf, isOpen, type Posting } from "../domain/people/posting.ts";
import type { Person, Viewer } from "../ports.ts";
import { mayChangePeople } from "./change-people.ts";
import type { Context } from "./context.ts";

const isOf = ({ agency, postings }: Person, viewer: Viewer, areas: readonly string[]): boolean =>
  agency === viewer.person.agency && postings.some(({ area }) => areas.includes(area));

const nameOf = ({ name, left }: Person): string => (left ? `${name} (has left)` : name);

/** The list that an administrator chooses from, by name; refused to anybody else. */
export const prepareRegister = async (context: Context, viewer: Viewer) => {
  const allowed = mayChangePeople(context, viewer);
  if (!allowed.ok) return allowed;
  const people = (await context.people.all()).filter((one) => isOf(one, viewer, allowed.areas));
  const shown: RegisterShown = {
    areas: allowed.areas.map((area) => ({ value: area, label: context.reference.area(area).area.name })),
    people: people
      .map((one) => ({ value: one.person, label: nameOf(one) }))
      .toSorted((a, b) => a.label.localeCompare(b.label)),
  };
  return { ok: true, shown } as const;
};

const inDays = ({ roles, teams, from, until }: Posting) => ({
  roles,
  teams,
  ...(from === undefined ? {} : { from: localDateOf(from) }),
  ...(until === undefined ? {} : { until: lastDayBefore(until) }),
});

const knownIn = (context: Context, { installation }: Viewer["identity"], known: Person, area: string) => {
  const now = context.clock.dutyNow();
  const postings = known.postings.filter((one) => one.area === area);
  const posting = postings
    .toSorted((a, b) => (beginOf(a) < beginOf(b) ? -1 : 1))
    .find((one) => isOpen(one, now));
  const user = known.identities.find((one) => one.installation === installation)?.user;
  return {
    person: known.person,
    name: known.name,
    left: known.left,
    ...(known.telephone === undefined ? {} : { telephone: known.telephone }),
    ...(user === undefined ? {} : { user }),
    ...(posting === undefined ? {} : { posting: inDays(posting) }),
  };
};

/** The form about somebody of an area, or about somebody new; refused where the viewer may not change them. */
export const preparePerson = async (
  context: Context,
  viewer: Viewer,
  { area, person }: { readonly area: string; readonly person?: string },
) => {
  const allowed = mayChangePeople(context, viewer);
  if (!allowed.ok) return allowed;
  const known = person === undefined ? undefined : await context.people.byId(person);
  const isNobody = person !== undefined && (known === undefined || !isOf(known, viewer, allowed.areas));
  if (isNobody || !allowed.areas.includes(area))
    return { ok: false, says: "Choose somebody of your own agency and area." } as const;
  const { slots, name } = context.reference.area(area).area;
  const own = Object.entries(slots).filter(([slot]) => agencyOfSlot(slot) === viewer.person.agency);
  const shown: PersonShown = {
    area,
    areaName: name,
    roles: roleSchema.options,
    teams: own.map(([value, slot]) => ({ value, label: slot.name })),
    ...(known === undefined ? {} : { known: knownIn(context, viewer.identity, known, area) }),
  };
  return { ok: true, shown } as const;
};
