import { agencyOfSlot, type Agency, type SlotName } from "../agency.ts";
import type { Area, AreaPerson } from "./area-schema.ts";

/** The managers of an agency. */
export const managersOfAgency = (agency: Agency, { people }: Area): readonly AreaPerson[] =>
  people.filter((one) => one.agency === agency && one.roles.includes("manager"));

/** The managers of a team; those of its agency where it has none of its own. */
export const managersOfTeam = (team: SlotName, area: Area): readonly AreaPerson[] => {
  const managers = managersOfAgency(agencyOfSlot(team), area);
  const own = managers.filter(({ teams }) => teams.includes(team));
  return own.length > 0 ? own : managers;
};
