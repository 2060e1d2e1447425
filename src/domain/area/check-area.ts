import type { Protocol } from "../protocol/protocol-schema.ts";
import { agencyInWords, agencyOfSlot } from "../agency.ts";
import type { Problem } from "../protocol/problem.ts";
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

type Named = { readonly person: string; readonly slot: string; readonly path: Problem["path"] };

const namedIn = (area: Area): readonly Named[] =>
  Object.entries(area.slots).flatMap(([slot, filled]) => {
    if (filled.kind === "team") return [];
    const { onCall, safeDefault } = filled;
    const rota = onCall.map(({ person }, index) => ({
      person,
      slot,
      path: ["slots", slot, "onCall", index, "person"],
    }));
    if (safeDefault.person === undefined) return rota;
    return [...rota, { person: safeDefault.person, slot, path: ["slots", slot, "safeDefault", "person"] }];
  });

const wrongPeople = (area: Area): readonly Problem[] =>
  namedIn(area).flatMap(({ person, slot, path }) => {
    const known = area.people.find((one) => one.person === person);
    if (known === undefined) return [{ path, says: `"${person}" is not one of this area's people` }];
    return known.agency === agencyOfSlot(slot)
      ? []
      : [{ path, says: `"${person}" is of ${agencyInWords[known.agency]}, and ${slot} is not` }];
  });

const repeatedPeople = (area: Area): readonly Problem[] =>
  area.people.flatMap(({ person }, index) =>
    area.people.findIndex((one) => one.person === person) < index
      ? [{ path: ["people", index, "person"], says: `"${person}" is here more than once` }]
      : [],
  );

const unknownTeams = (area: Area): readonly Problem[] =>
  area.people.flatMap(({ teams }, index) =>
    teams
      .filter((team) => !(team in area.slots))
      .map((team) => ({ path: ["people", index, "teams"], says: `"${team}" is not a slot of this area` })),
  );

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
    (["urgent", "standard"] as const).flatMap((lane) =>
      (ladder?.[lane] ?? []).flatMap(({ tell }, index) =>
        tell in area.slots
          ? []
          : [
              {
                path: ["ladders", agency, lane, index, "tell"],
                says: `"${tell}" is not a slot of this area`,
              },
            ],
      ),
    ),
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
  ...wrongPeople(area),
  ...repeatedPeople(area),
  ...unknownTeams(area),
  ...sharedIdentities(area),
  ...rungs(area),
  ...backwards(area),
];
