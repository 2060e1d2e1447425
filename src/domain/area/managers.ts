import { agencyOfSlot, type SlotName } from "../agency.ts";
import type { Area, AreaPerson } from "./area-schema.ts";

/** The managers of a team; those of its agency where it has none of its own. */
export const managersOfTeam = (team: SlotName, { people }: Area): readonly AreaPerson[] => {
  const managers = people.filter(
    ({ agency, roles }) => agency === agencyOfSlot(team) && roles.includes("manager"),
  );
  const own = managers.filter(({ teams }) => teams.includes(team));
  return own.length > 0 ? own : managers;
};
