import type { Protocol } from "./protocol-schema.ts";

/** Something that the schema cannot see: where it is, and what is wrong with it. */
export type Problem = { readonly path: readonly (string | number)[]; readonly says: string };

const duplicates = (values: readonly string[]): readonly string[] =>
  values.filter((value, index) => values.indexOf(value) !== index);

const unknownSlots = (protocol: Protocol): readonly Problem[] => {
  const known = new Set(Object.keys(protocol.slots));
  const used = [
    ...protocol.routes.flatMap((route, index) =>
      [...route.hops, ...(route.hoursOf === undefined ? [] : [route.hoursOf])].map((slot) => ({
        slot,
        path: ["routes", index],
      })),
    ),
    ...protocol.clocks.flatMap((clock, index) =>
      [clock.owner, ...clock.overdue, ...("hoursOf" in clock.due ? [clock.due.hoursOf] : [])].map((slot) => ({
        slot,
        path: ["clocks", index],
      })),
    ),
    ...protocol.tasks.flatMap((task, index) => task.for.map((slot) => ({ slot, path: ["tasks", index] }))),
  ];
  return used
    .filter(({ slot }) => !known.has(slot))
    .map(({ slot, path }) => ({ path, says: `"${slot}" is not one of this protocol's slots` }));
};

const repeatedIds = (protocol: Protocol): readonly Problem[] =>
  duplicates([...protocol.clocks, ...protocol.tasks, ...protocol.gates].map(({ id }) => id)).map((id) => ({
    path: ["clocks"],
    says: `the id "${id}" is used more than once`,
  }));

/** A rule is encoded once in a list; another list may carry another part of the same rule. */
const repeatedRules = (protocol: Protocol): readonly Problem[] =>
  (["routes", "clocks", "gates", "alsoHeld"] as const).flatMap((list) =>
    duplicates(protocol[list].map(({ rule }) => rule)).map((rule) => ({
      path: [list],
      says: `rule ${rule} is encoded more than once`,
    })),
  );

const hoursWithoutTeam = (protocol: Protocol): readonly Problem[] =>
  protocol.routes.flatMap((route, index) =>
    route.during !== undefined && route.hoursOf === undefined
      ? [{ path: ["routes", index], says: `"during" needs "hoursOf": whose opening hours decide?` }]
      : [],
  );

const onlyHalfTheDay = (protocol: Protocol): readonly Problem[] =>
  protocol.routes.flatMap((route, index) => {
    if (route.during === undefined) return [];
    const other = protocol.routes.some(
      (one) =>
        one.to === route.to &&
        one.from === route.from &&
        one.during !== undefined &&
        one.during !== route.during,
    );
    return other
      ? []
      : [{ path: ["routes", index], says: `there is no route to ${route.to} for the rest of the day` }];
  });

const unknownTasks = (protocol: Protocol): readonly Problem[] =>
  protocol.routes.flatMap((route, index) =>
    (route.tasks ?? [])
      .filter((task) => !protocol.tasks.some(({ id }) => id === task))
      .map((task) => ({
        path: ["routes", index, "tasks"],
        says: `"${task}" is not one of this protocol's tasks`,
      })),
  );

/** What this build cannot run yet is refused, so that no rule is ever carried along and silently not kept. */
const notRunning = (protocol: Protocol): readonly Problem[] => [
  ...protocol.gates.map((gate, index) => ({
    path: ["gates", index],
    says: `this build does not keep gates yet, so ${gate.rule} would be loaded and not kept`,
  })),
  ...protocol.clocks.flatMap((clock, index) =>
    "before" in clock.due || clock.notBefore !== undefined
      ? [
          {
            path: ["clocks", index],
            says: `this build has no conferences yet, so ${clock.rule} would never start`,
          },
        ]
      : [],
  ),
];

/** Everything that is wrong with a protocol beyond its form, and everything in it that this build would not keep. */
export const checkProtocol = (protocol: Protocol): readonly Problem[] => [
  ...unknownSlots(protocol),
  ...repeatedIds(protocol),
  ...repeatedRules(protocol),
  ...hoursWithoutTeam(protocol),
  ...onlyHalfTheDay(protocol),
  ...unknownTasks(protocol),
  ...notRunning(protocol),
];
