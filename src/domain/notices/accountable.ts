import type { Agency } from "../agency.ts";
import type { Area } from "../area/area-schema.ts";
import type { CaseState } from "../case/case-state.ts";
import type { Address } from "./notice.ts";

/** Who left it with nobody, off shift or not: they are accountable until a named person has it. */
export const accountableFor = (
  agency: Agency,
  { accountable }: Pick<CaseState, "accountable">,
  { agencies }: Area,
): readonly Address[] => {
  const installation = agencies[agency]?.installation;
  const people = accountable.find((one) => one.agency === agency)?.people ?? [];
  return installation === undefined ? [] : people.map((person) => ({ installation, person }));
};
