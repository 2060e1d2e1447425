import { createHash } from "node:crypto";
import type { Config } from "../../src/config.ts";
import { epochMilliseconds, instantOf, parseInstant } from "../../src/domain/instant.ts";
import { createLog } from "../../src/log.ts";
import type { Clock } from "../../src/ports.ts";
import { createServices, type Services } from "../../src/services.ts";
import { manyAreas } from "./many-areas.ts";

export type Serving = {
  readonly database: string;
  readonly redisUrl?: string;
  readonly prefix: string;
  readonly apiUrl: string;
  /** What duty time is at an instant of the machine's clock, in milliseconds. */
  readonly duty: { readonly reads: string; readonly at: number };
};

const bytes = (of: string): Uint8Array => createHash("sha256").update(of).digest();

const clockOf = ({ reads, at }: Serving["duty"]): Clock => {
  const ahead = epochMilliseconds(parseInstant(reads)) - at;
  return { dutyNow: () => instantOf(Date.now() + ahead), machineNow: () => instantOf(Date.now()) };
};

const installationOf = (name: string, apiUrl: string): Config["installations"][number] => ({
  name,
  botToken: `xoxb-simulated-${name}`,
  signingSecret: `simulated-signing-secret-${name}`,
  teamId: `T0${name.toUpperCase()}`,
  apiUrl,
});

/** Everything that the bot works with, for fifty areas, at a duty time of the measurement's own. */
export const servicesFor = ({ database, redisUrl, prefix, apiUrl, duty }: Serving): Promise<Services> =>
  createServices({
    config: {
      installations: ["council", "police"].map((name) => installationOf(name, apiUrl)),
      role: "worker",
      keys: { current: "bench", keys: new Map([["bench", bytes("bench")]]) },
      auditKey: bytes("audit"),
      database,
      ...(redisUrl === undefined ? {} : { redisUrl }),
      port: 0,
      host: "127.0.0.1",
      logLevel: "error",
    },
    files: manyAreas(),
    clock: clockOf(duty),
    log: createLog("error"),
    prefix,
  });
