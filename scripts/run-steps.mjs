import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { root } from "./install-if-needed.mjs";

/** How to call a program of node_modules: through `.bin`, a .cmd file on Windows. */
export const runTool = (name, args) =>
  spawnSync(`${root}node_modules/.bin/${name}`, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });

/** Runs every step, failed or not, says how long each took, and returns the names of those that failed. */
export const runSteps = (steps) => {
  const failed = [];
  for (const { name, tool, args, needs } of steps) {
    process.stdout.write(`\n--- ${name}\n`);
    if (needs && !existsSync(`${root}${needs}`)) {
      process.stdout.write(`--- ${name}: skipped, there is no ${needs} yet\n`);
      continue;
    }
    const started = performance.now();
    const ran = runTool(tool, args);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const isFine = ran.status === 0;
    if (!isFine) failed.push(name);
    if (ran.error) process.stdout.write(`${ran.error.message}\n`);
    process.stdout.write(`--- ${name}: ${isFine ? "fine" : "FAILED"}, ${seconds} s\n`);
  }
  return failed;
};
