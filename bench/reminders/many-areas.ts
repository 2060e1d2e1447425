import type { Area } from "../../src/domain/area/area-schema.ts";
import type { ReferenceFiles, Written } from "../../src/files/load-reference.ts";
import { packageRoot, referenceOrFault } from "../../src/run.ts";

export const areaCount = 50;
export const numbered = (name: string, number: number): string => `${name}${String(number).padStart(2, "0")}`;
export const areaNames = Array.from({ length: areaCount }, (_, number) => numbered("exampleshire", number));

/** The same area under another name, with channels and people of its own. */
const areaNumber = (written: Area, number: number): Area => {
  const people = new Set(written.people.map(({ person }) => person));
  const renamed = JSON.stringify(written, (key, value: unknown) => {
    if (typeof value !== "string") return value;
    const isOwn = key === "area" || (key === "person" && people.has(value)) || /^[CU]0[A-Z]+$/.test(value);
    return isOwn ? numbered(value, number) : value;
  });
  return JSON.parse(renamed) as Area;
};

/** Fifty fictional areas: Slack takes a message a second in each channel, so a burst needs more than one. */
export const manyAreas = (): ReferenceFiles => {
  const files = referenceOrFault(packageRoot);
  const one = files.areas.get("exampleshire")?.value;
  if (one === undefined) throw new Error("the example area is not there");
  const areas = areaNames.map((name, number): [string, Written<Area>] => {
    const value = areaNumber(one, number);
    return [name, { value, written: value }];
  });
  return { ...files, areas: new Map(areas) };
};
