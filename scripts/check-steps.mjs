/** Everything that needs no service and takes little time. The pre-commit hook runs the first three. */
export const checkSteps = [
  { name: "format", tool: "oxfmt", args: ["--check"] },
  { name: "lint", tool: "oxlint", args: ["--deny-warnings"] },
  { name: "types", tool: "tsc", args: ["--noEmit"] },
  // The page runs in a browser: it has types of its own.
  { name: "types of the page", tool: "tsc", args: ["--noEmit", "-p", "simulator/page/client"] },
  // What nothing reaches is dead, which has no meaning before there is something to start from.
  { name: "dead code", tool: "knip", args: ["--no-progress", "--no-config-hints"], needs: "src/main.ts" },
  { name: "unit tests", tool: "vitest", args: ["run", "--project", "unit"] },
];
