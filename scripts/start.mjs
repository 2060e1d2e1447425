// npm start: installs what is missing, then runs the bot. Plain Node, since nothing may be installed yet.
import { spawn } from "node:child_process";
import { installIfNeeded, root } from "./install-if-needed.mjs";

// The demonstration's simulator is a devDependency; production needs none of them.
installIfNeeded({ withDev: process.env.NODE_ENV !== "production" });

const child = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts", ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));

child.once("error", (fault) => {
  process.stderr.write(`Tandem could not be started: ${fault.message}\n`);
  process.exit(1);
});

// Killed by a signal: end by the same one, so that whoever started us sees what happened.
child.once("exit", (code, signal) => {
  if (signal === null) process.exit(code ?? 1);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
