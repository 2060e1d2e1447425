import type { SlotName } from "../agency.ts";
import { checkKept } from "./check-kept.ts";
import { checkRoutes } from "./check-routes.ts";
import { checkReviews } from "./check-reviews.ts";
import type { Problem } from "./problem.ts";
import type { Protocol } from "./protocol-schema.ts";

export type { Problem } from "./problem.ts";

type Used = { readonly slot: SlotName; readonly path: Problem["path"] };

const listed = (slots: readonly SlotName[], path: Problem["path"]): readonly Used[] =>
  slots.map((slot, index) => ({ slot, path: [...path, index] }));

const usedByRoutes = (protocol: Protocol): readonly Used[] =>
  protocol.routes.flatMap(({ hops, hoursOf, instead = {} }, index) => [
    ...listed(hops, ["routes", index, "hops"]),
    ...Object.entries(instead).flatMap(([slot, other]) =>
      listed([slot, other], ["routes", index, "instead", slot]),
    ),
    ...(hoursOf === undefined ? [] : [{ slot: hoursOf, path: ["routes", index, "hoursOf"] }]),
  ]);

const usedByClocks = (protocol: Protocol): readonly Used[] =>
  protocol.clocks.flatMap(({ owner, overdue, stillOverdue, due, startsWith }, index) => [
    { slot: owner, path: ["clocks", index, "owner"] },
    ...listed(overdue, ["clocks", index, "overdue"]),
    ...(stillOverdue ?? []).flatMap(({ tells }, at) => listed(tells, ["clocks", index, "stillOverdue", at])),
    ...listed(startsWith.each?.others === undefined ? [] : [startsWith.each.others], [
      "clocks",
      index,
      "startsWith",
    ]),
    ...("hoursOf" in due ? [{ slot: due.hoursOf, path: ["clocks", index, "due", "hoursOf"] }] : []),
  ]);

const unknownSlots = (protocol: Protocol): readonly Problem[] =>
  [
    ...usedByRoutes(protocol),
    ...usedByClocks(protocol),
    ...protocol.tasks.flatMap((task, index) => listed(task.for, ["tasks", index, "for"])),
    ...protocol.deciders.flatMap(({ who }, index) => listed(who, ["deciders", index, "who"])),
    ...protocol.notices.flatMap(({ tells }, index) => listed(tells, ["notices", index, "tells"])),
    ...protocol.reviews.flatMap(({ owners }, index) => listed(owners, ["reviews", index, "owners"])),
  ]
    .filter(({ slot }) => !(slot in protocol.slots))
    .map(({ slot, path }) => ({ path, says: `"${slot}" is not one of this protocol's slots` }));

const repeated = <T>(values: readonly T[], key: (value: T) => string): readonly number[] =>
  values.flatMap((value, index) =>
    values.findIndex((one) => key(one) === key(value)) < index ? [index] : [],
  );

const identified = [
  "clocks",
  "tasks",
  "gates",
  "presumptions",
  "requires",
  "deciders",
  "notices",
  "reviews",
] as const;

const repeatedIds = (protocol: Protocol): readonly Problem[] => {
  const all = identified.flatMap((list) =>
    protocol[list].map(({ id }, index) => ({ id, path: [list, index, "id"] })),
  );
  return repeated(all, ({ id }) => id).flatMap((at) => {
    const found = all[at];
    return found === undefined
      ? []
      : [{ path: found.path, says: `the id "${found.id}" is used more than once` }];
  });
};

type Encoded = { readonly rule: string; readonly metBy?: { readonly step: string } };

/**
 * A rule is encoded once in a list; another list may carry another part of the same rule. Two clocks of one rule are two
 * parts of it where different steps meet them (STAT-1 has the decision and the acknowledgement).
 */
const repeatedRules = (protocol: Protocol): readonly Problem[] =>
  (["routes", "clocks", "gates", "alsoHeld"] as const).flatMap((list) =>
    repeated<Encoded>(protocol[list], ({ rule, metBy }) => `${rule} ${metBy?.step ?? ""}`).map((index) => ({
      path: [list, index, "rule"],
      says: `rule ${protocol[list][index]?.rule ?? ""} is encoded more than once`,
    })),
  );

const unknownTasks = (protocol: Protocol): readonly Problem[] =>
  protocol.routes.flatMap((route, index) =>
    (route.tasks ?? []).flatMap((task, at) =>
      protocol.tasks.some(({ id }) => id === task)
        ? []
        : [{ path: ["routes", index, "tasks", at], says: `"${task}" is not one of this protocol's tasks` }],
    ),
  );

/** Everything that is wrong with a protocol beyond its form, and everything in it that this build would not keep. */
export const checkProtocol = (protocol: Protocol): readonly Problem[] => [
  ...unknownSlots(protocol),
  ...repeatedIds(protocol),
  ...repeatedRules(protocol),
  ...unknownTasks(protocol),
  ...checkRoutes(protocol),
  ...checkKept(protocol),
  ...checkReviews(protocol),
];
