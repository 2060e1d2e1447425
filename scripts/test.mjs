// npm test: everything that npm run check does, then the tests that need PostgreSQL and Redis.
import { checkSteps } from "./check-steps.mjs";
import { installIfNeeded } from "./install-if-needed.mjs";
import { runSteps, runTool } from "./run-steps.mjs";

installIfNeeded();
const failed = runSteps(checkSteps);

const service = (variable) =>
  process.env[variable] ? `the one in ${variable}` : "our own, started for this";
process.stdout.write(`\nPostgreSQL: ${service("DATABASE_URL")}. Redis: ${service("REDIS_URL")}.\n`);
process.stdout.write(
  failed.length === 0 ? "Every check passed.\n" : `FAILED so far: ${failed.join(", ")}.\n`,
);

// Last, so that the output ends with vitest's own summary.
const integration = runTool("vitest", ["run", "--project", "integration"]);
process.exitCode = failed.length === 0 && integration.status === 0 ? 0 : 1;
