import { UserError } from "../errors.ts";
import { migrate } from "../store/migrate.ts";
import { rebuild } from "../store/rebuild.ts";
import { verifyStreams } from "../store/verify.ts";
import { print, withStore, type Commands } from "./command.ts";

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
