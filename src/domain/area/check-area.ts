import type { Protocol } from "../protocol/protocol-schema.ts";
import type { Problem } from "../protocol/check-protocol.ts";
import type { Area } from "./area-schema.ts";

const unfilled = (area: Area, protocol: Protocol): readonly Problem[] =>
  Object.entries(protocol.slots)
    .filter(([, { kind }]) => kind !== "case-role")
    .flatMap(([slot, { kind, says }]) => {
      const filled = area.slots[slot];
      if (filled === undefined) return [{ path: ["slots"], says: `"${slot}" is not filled: ${says}` }];
      return filled.kind === kind
        ? []
        : [{ path: ["slots", slot], says: `must be a ${kind}, as the protocol says` }];
    });

const foreign = (area: Area, protocol: Protocol): readonly Problem[] =>
  Object.keys(area.slots)
    .filter((slot) => !(slot in protocol.slots))
    .map((slot) => ({ path: ["slots", slot], says: "is not a slot of the protocol" }));

const unknownPeople = (area: Area): readonly Problem[] => {
  const known = new Set(area.people.map(({ person }) => person));
  return Object.entries(area.slots).flatMap(([slot, filled]) => {
    if (filled.kind === "team") return [];
    const named = [...filled.onCall.map(({ person }) => person), filled.safeDefault.person].filter(
      (one) => one !== undefined,
    );
    return named
      .filter((person) => !known.has(person))
      .map((person) => ({ path: ["slots", slot], says: `"${person}" is not one of this area's people` }));
  });
};

const sharedIdentities = (area: Area): readonly Problem[] => {
  const all = area.people.flatMap(({ identities }) =>
    identities.map((one) => `${one.installation}/${one.team}/${one.user}`),
  );
  return all
    .filter((one, index) => all.indexOf(one) !== index)
    .map((one) => ({ path: ["people"], says: `${one} belongs to more than one person` }));
};

const rungs = (area: Area): readonly Problem[] =>
  Object.entries(area.ladders).flatMap(([agency, ladder]) =>
    [...(ladder?.urgent ?? []), ...(ladder?.standard ?? [])]
      .filter(({ tell }) => !(tell in area.slots))
      .map(({ tell }) => ({ path: ["ladders", agency], says: `"${tell}" is not a slot of this area` })),
  );

const backwards = (area: Area): readonly Problem[] =>
  Object.entries(area.slots).flatMap(([slot, filled]) =>
    filled.kind === "person-on-call" && filled.onCall.some(({ from, to }) => to <= from)
      ? [{ path: ["slots", slot, "onCall"], says: "an entry ends before it begins" }]
      : [],
  );

/** Everything that is wrong with an area beyond its form: unfilled slots, unknown people, rungs that lead nowhere. */
export const checkArea = (area: Area, protocol: Protocol): readonly Problem[] => [
  ...unfilled(area, protocol),
  ...foreign(area, protocol),
  ...unknownPeople(area),
  ...sharedIdentities(area),
  ...rungs(area),
  ...backwards(area),
];
