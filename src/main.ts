import { configurationFault, loadEnvironmentFile, processEnvironment, readConfig } from "./config.ts";
import { UserError } from "./errors.ts";
import { run } from "./run.ts";

/** Starts the bot from the environment. The demonstration is not started from here, so that production never can be. */
const main = async (): Promise<void> => {
  loadEnvironmentFile();
  const read = readConfig(processEnvironment());
  if (read.kind === "faults") throw configurationFault(read.faults);
  if (read.kind === "demonstration")
    throw new UserError(
      "No credentials are set. For the demonstration run npm start; for the bot see .env.example.",
    );
  await run(read.config);
};

main().catch((fault: unknown) => {
  process.stderr.write(`${fault instanceof UserError ? fault.message : "Tandem could not start."}\n`);
  if (!(fault instanceof UserError)) throw fault;
  process.exit(1);
});
