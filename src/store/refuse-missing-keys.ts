import { UserError } from "../errors.ts";
import { faultsOfRing, masterKeysInUse } from "./master-keys-in-use.ts";
import type { StoreContext } from "./store-context.ts";

/**
 * Refuses to start on a ring that cannot open every data key there is: the bot would take referrals, and tell whoever reads
 * an older one that it cannot. Throws UserError with the name of each master key that is missing.
 */
export const refuseMissingKeys = async (context: Pick<StoreContext, "sql" | "keys">): Promise<void> => {
  const faults = faultsOfRing(await masterKeysInUse(context));
  if (faults.length === 0) return;
  throw new UserError(
    [
      "Tandem cannot start: what was written under these keys could not be read.",
      ...faults.map((one) => `  - ${one}`),
      "Put the key back into TANDEM_KEYS, after the newest one. Do not start without it. See docs/keys.md.",
    ].join("\n"),
  );
};
