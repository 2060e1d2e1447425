import type { AreaPerson } from "../area/area-schema.ts";
import type { Instant } from "../instant.ts";
import { asAreaPerson, type Person } from "./person.ts";
import { postingAt } from "./posting.ts";

/**
 * Whoever has a posting in an area at an instant, in the area file's form: first those whom the file names, in its order,
 * then the others as they stand in the register.
 */
export const peopleOfArea = (
  { area, people: inFile }: { readonly area: string; readonly people: readonly AreaPerson[] },
  people: readonly Person[],
  now: Instant,
): AreaPerson[] => {
  const place = new Map(inFile.map(({ person }, index) => [person, index]));
  const placeOf = ({ person }: AreaPerson): number => place.get(person) ?? inFile.length;
  return people
    .flatMap((person) => {
      const posting = postingAt(person, area, now);
      return posting === undefined ? [] : [asAreaPerson(person, posting)];
    })
    .toSorted((a, b) => placeOf(a) - placeOf(b));
};
