import type { Commands } from "./cli/command.ts";
import { dataCommands } from "./cli/data-commands.ts";
import { mailCommands } from "./cli/mail-commands.ts";
import { recordCommands } from "./cli/record-commands.ts";
import { watchCommands } from "./cli/watch-commands.ts";
import { UserError } from "./errors.ts";

const all: Commands = { ...recordCommands, ...dataCommands, ...watchCommands, ...mailCommands };

const usage = (): string =>
  [
    "Usage: npm run tandem -- COMMAND",
    ...Object.entries(all).map(([name, { says }]) => `  ${name}  ${says}`),
  ].join("\n");

const main = async ([name = "", ...words]: readonly string[]): Promise<void> => {
  const command = Object.hasOwn(all, name) ? all[name] : undefined;
  if (command === undefined) throw new UserError(usage());
  await command.run(words);
};

main(process.argv.slice(2)).catch((fault: unknown) => {
  if (!(fault instanceof UserError)) throw fault;
  process.stderr.write(`${fault.message}\n`);
  process.exit(1);
});
