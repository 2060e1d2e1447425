import { faultsOfRing, masterKeysInUse } from "../store/master-keys-in-use.ts";
import type { StoreContext } from "../store/store-context.ts";
import { line, looked, type Line } from "./line.ts";

const sound = "every data key can be opened by a key in TANDEM_KEYS";
const putBack = "Put that key back into TANDEM_KEYS, after the newest one, before anything starts.";

/** Whether the ring opens everything that is sealed, a line for each master key that it lacks. */
export const keyLines = async (context: Pick<StoreContext, "sql" | "keys">): Promise<readonly Line[]> => {
  let faults: readonly string[] = [];
  const read = await looked(sound, "Run migrate, and check that the database can be read.", async () => {
    faults = faultsOfRing(await masterKeysInUse(context));
    return true;
  });
  return faults.length === 0 ? [read] : faults.map((one) => line(false, one, putBack));
};
