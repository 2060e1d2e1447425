import { readFileSync } from "node:fs";
import path from "node:path";
import {
  configurationFault,
  loadEnvironmentFile,
  processEnvironment,
  readConfig,
  type Config,
} from "./config.ts";
import { UserError } from "./errors.ts";
import { packageRoot, referenceOrFault } from "./run.ts";
import { renderManifest } from "./slack/render-manifest.ts";
import { openDatabase } from "./store/database.ts";
import { migrate } from "./store/migrate.ts";
import { rebuild } from "./store/rebuild.ts";
import { createServices, systemIds, type Services } from "./services.ts";
import { createLog } from "./log.ts";
import { wallClock } from "./clock.ts";
import { auditClock, auditForEver } from "./cli/audit-clock.ts";
import { calendarCommand } from "./cli/calendar.ts";
import { examine } from "./cli/doctor.ts";
import { inWords } from "./cli/line.ts";
import { protocolCommand } from "./cli/protocol.ts";
import { replay } from "./cli/replay.ts";
import { loadReferenceFiles } from "./files/load-reference.ts";
import { createWatchStore } from "./store/watch-store.ts";
import { verifyStreams } from "./store/verify.ts";
import type { StoreContext } from "./store/store-context.ts";

const print = (text: string): void => console.log(text);

const configured = (): Config => {
  loadEnvironmentFile();
  const read = readConfig(processEnvironment());
  if (read.kind === "config") return read.config;
  throw read.kind === "faults"
    ? configurationFault(read.faults)
    : new UserError("No credentials are set. See .env.example.");
};

const withStore = async (work: (store: StoreContext) => Promise<void>): Promise<void> => {
  const config = configured();
  const database = await openDatabase(config.database, 4, true);
  try {
    await work({
      sql: database.sql,
      ids: systemIds(wallClock),
      keys: config.keys,
      auditKey: config.auditKey,
    });
  } finally {
    await database.close();
  }
};

/** Everything that a running bot works with, but for whoever answers Slack. */
const withServices = async (work: (services: Services) => Promise<void>): Promise<void> => {
  const config = configured();
  const files = referenceOrFault(packageRoot);
  const services = await createServices({ config, files, clock: wallClock, log: createLog(config.logLevel) });
  try {
    await work(services);
  } finally {
    await services.close();
  }
};

type Command = { readonly says: string; readonly run: (words: readonly string[]) => Promise<void> };

const commands: Readonly<Record<string, Command>> = {
  migrate: {
    says: "brings the database to this version; safe to run again, and by two at once",
    run: () => withStore(async ({ sql }) => print(`${await migrate(sql)} migrations were applied`)),
  },
  check: {
    says: "reads protocols/, areas/ and authority.yaml and says everything that is wrong with them",
    run: () => {
      const { protocols, areas } = referenceOrFault(packageRoot);
      print(`${protocols.size} protocols and ${areas.size} areas are sound`);
      return Promise.resolve();
    },
  },
  protocol: {
    says: "check FILE | explain FILE | diff A B | coverage | schemas: what a protocol will do, before it does it",
    run: (words) => {
      for (const line of protocolCommand(words, { root: packageRoot, now: wallClock.dutyNow() })) print(line);
      return Promise.resolve();
    },
  },
  calendar: {
    says: "add DATE | remove DATE, --because TEXT | list: days taken out of the working calendar, or put into it",
    run: (words) =>
      withServices(async ({ context }) => {
        for (const line of await calendarCommand(context, words)) print(line);
      }),
  },
  manifest: {
    says: "INSTALLATION BASE-URL: prints the Slack app manifest to install in that workspace",
    run: ([installation = "", baseUrl = ""]) => {
      if (installation === "" || !URL.canParse(baseUrl))
        throw new UserError(
          "Say the installation and the public address, for example: manifest council https://tandem.example.org",
        );
      const manifest: unknown = JSON.parse(readFileSync(path.join(packageRoot, "manifest.json"), "utf8"));
      print(JSON.stringify(renderManifest(manifest, { installation, baseUrl }), undefined, 2));
      return Promise.resolve();
    },
  },
  rebuild: {
    says: "makes the look-up tables again from the record; no key is needed",
    run: () => withStore(async (store) => print(JSON.stringify(await rebuild(store)))),
  },
  verify: {
    says: "walks the chain of every stream and says where it does not hold",
    run: () =>
      withStore(async (store) => {
        const broken = await verifyStreams(store);
        for (const { stream, sequence, because } of broken) print(`${stream} at ${sequence}: ${because}`);
        if (broken.length > 0) throw new UserError(`${broken.length} streams do not hold`);
        print("every stream holds");
      }),
  },
};

const telling: Readonly<Record<string, Command>> = {
  replay: {
    says: "STORY.yaml [--json] [--until INSTANT]: plays a story and prints everything that follows from it",
    run: async (words) => print((await replay(words, () => referenceOrFault(packageRoot))).trimEnd()),
  },
};

const watching: Readonly<Record<string, Command>> = {
  "audit-clock": {
    says: "[--watch]: says what is more than two minutes late, and sends the heartbeat when nothing is",
    run: ([how]) =>
      withStore(async (store) => {
        const { heartbeatUrl } = configured();
        const auditing = { watch: createWatchStore(store), clock: wallClock, heartbeatUrl };
        if (how === "--watch") return auditForEver(auditing, print);
        const { ok, lines } = await auditClock(auditing);
        for (const line of lines) print(line);
        if (!ok) throw new UserError("The clock is not sound");
      }),
  },
  doctor: {
    says: "looks at everything that the bot needs, and says what to do where it is not sound",
    run: async () => {
      loadEnvironmentFile();
      const read = readConfig(processEnvironment());
      const loaded = loadReferenceFiles(packageRoot);
      const lines = await examine({ version: process.version, read, loaded, clock: wallClock });
      for (const line of lines) print(inWords(line));
      const wrong = lines.filter(({ ok }) => !ok).length;
      if (wrong > 0)
        throw new UserError(wrong === 1 ? "1 thing is not sound" : `${wrong} things are not sound`);
    },
  },
};

const all: Readonly<Record<string, Command>> = { ...commands, ...telling, ...watching };

const usage = (): string =>
  [
    "Usage: npm run tandem -- COMMAND",
    ...Object.entries(all).map(([name, { says }]) => `  ${name}  ${says}`),
  ].join("\n");

const main = async ([name = "", ...words]: readonly string[]): Promise<void> => {
  const command = all[name];
  if (command === undefined) throw new UserError(usage());
  await command.run(words);
};

main(process.argv.slice(2)).catch((fault: unknown) => {
  if (!(fault instanceof UserError)) throw fault;
  process.stderr.write(`${fault.message}\n`);
  process.exit(1);
});
