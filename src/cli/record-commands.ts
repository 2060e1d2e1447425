import { migrate } from "../store/migrate.ts";
import { rebuild } from "../store/rebuild.ts";
import { auditCommand } from "./audit.ts";
import { print, withStore, type Commands } from "./command.ts";
import { escalationsCommand } from "./escalations.ts";
import { keysCommand } from "./keys.ts";

/** What is done with the record. */
export const recordCommands: Commands = {
  migrate: {
    says: "brings the database to this version; safe to run again, and by two at once",
    run: () => withStore(async ({ sql }) => print(`${await migrate(sql)} migrations were applied`)),
  },
  rebuild: {
    says: "makes the look-up tables again from the record; no key is needed",
    run: () => withStore(async (store) => print(JSON.stringify(await rebuild(store)))),
  },
  keys: {
    says: "list | rotate | destroy REF COMPARTMENT --because TEXT: the keys that wrap what is sealed",
    run: (words) =>
      withStore(async (store) => {
        for (const line of await keysCommand(store, words)) print(line);
      }),
  },
  escalations: {
    says: "[--area AREA] --from DATE --to DATE: how often each agency disagreed, and what came of it",
    run: (words) =>
      withStore(async (store) => {
        for (const line of await escalationsCommand(store, words)) print(line);
      }),
  },
  audit: {
    says: "verify [--anchor FILE] | checkpoint | access CASE [--json]: whether the record is what was written, and who looked at a case",
    run: auditCommand,
  },
};
