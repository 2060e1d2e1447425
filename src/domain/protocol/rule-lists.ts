/** The lists of a protocol whose entries each carry a rule. */
export const ruleLists = [
  "routes",
  "clocks",
  "tasks",
  "gates",
  "presumptions",
  "requires",
  "deciders",
  "notices",
  "reviews",
  "alsoHeld",
] as const;
