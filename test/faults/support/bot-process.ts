import { z } from "zod";
import { startBot } from "../../../src/bot.ts";
import type { Config } from "../../../src/config.ts";
import { instantOf, parseInstant } from "../../../src/domain/instant.ts";
import { createLog } from "../../../src/log.ts";
import { packageRoot, referenceOrFault, run } from "../../../src/run.ts";
import { watchPorts } from "./watch-ports.ts";

const told = z.object({
  config: z.custom<Config>(),
  key: z.string(),
  auditKey: z.string(),
  dutyNow: z.string(),
  killedAt: z.object({ site: z.string(), moment: z.enum(["before", "after"]) }).optional(),
});
export type ToldToProcess = z.input<typeof told>;

/** Starts a bot that sends itself SIGKILL at one call of one port: nothing after it runs, not even its own clean-up. */
const startDoomed = async (
  config: Config,
  dutyNow: string,
  at: { readonly site: string; readonly moment: "before" | "after" },
): Promise<void> => {
  const duty = parseInstant(dutyNow);
  const clock = { dutyNow: () => duty, machineNow: () => instantOf(Date.now()) };
  const all = referenceOrFault(packageRoot);
  const files = { ...all, areas: new Map([...all.areas].filter(([name]) => name === "exampleshire")) };
  const bot = await startBot({ config, files, clock, log: createLog("silent") });
  const ports = watchPorts(() => false);
  ports.into(bot.services.context);
  ports.into(bot.services.sweeper);
  ports.watch((site, moment) => {
    if (site === at.site && moment === at.moment) process.kill(process.pid, "SIGKILL");
  });
  process.send?.({ port: bot.port });
};

/**
 * A bot in a process of its own, for stories that send it a real signal. It is told everything by one message and asks
 * nothing of its environment. Without a site to die at it is exactly what `src/main.ts` runs.
 */
process.once("message", (message) => {
  const { config: given, key, auditKey, dutyNow, killedAt } = told.parse(message);
  const keys = { current: "first", keys: new Map([["first", Buffer.from(key, "base64")]]) };
  const config = { ...given, keys, auditKey: Buffer.from(auditKey, "base64") };
  const started = killedAt === undefined ? run(config) : startDoomed(config, dutyNow, killedAt);
  started.catch((fault: unknown) => {
    process.stderr.write(`${String(fault)}\n`);
    process.exit(1);
  });
});
