import { configurationFault, loadEnvironmentFile, processEnvironment, readConfig } from "../src/config.ts";
import { UserError } from "../src/errors.ts";
import { run } from "../src/run.ts";

const start = async (): Promise<void> => {
  loadEnvironmentFile();
  const read = readConfig(processEnvironment());
  if (read.kind === "faults") throw configurationFault(read.faults);
  if (read.kind === "config") return run(read.config);
  // Only here, so that a bot with credentials never loads a simulator.
  const { demonstrate } = await import("./demonstration.ts");
  await demonstrate(process.argv.slice(2));
  process.exit(0);
};

start().catch((fault: unknown) => {
  if (!(fault instanceof UserError)) throw fault;
  process.stderr.write(`${fault.message}\n`);
  process.exit(1);
});
