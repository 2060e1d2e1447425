// npm run check: format, lint, types, dead code and the fast tests. All of them run; any failure fails.
import { checkSteps } from "./check-steps.mjs";
import { installIfNeeded } from "./install-if-needed.mjs";
import { runSteps } from "./run-steps.mjs";

installIfNeeded();
const failed = runSteps(checkSteps);
process.stdout.write(failed.length === 0 ? "\nEvery check passed.\n" : `\nFailed: ${failed.join(", ")}.\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
