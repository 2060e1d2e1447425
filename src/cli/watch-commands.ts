import { loadReferenceFiles } from "../files/load-reference.ts";
import { wallClock } from "../clock.ts";
import { loadEnvironmentFile, processEnvironment, readConfig } from "../config.ts";
import { UserError } from "../errors.ts";
import { packageRoot } from "../run.ts";
import { createWatchStore } from "../store/watch-store.ts";
import { auditClock, auditForEver } from "./audit-clock.ts";
import { configured, print, withStore, type Commands } from "./command.ts";
import { examine } from "./doctor.ts";
import { inWords } from "./line.ts";

/** What is looked at from outside the bot. */
export const watchCommands: Commands = {
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
