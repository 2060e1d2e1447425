import { randomBytes } from "node:crypto";
import { TemporaryFailure } from "../errors.ts";
import { seal, unseal } from "./sealing.ts";

/** Master keys by name; the first one wraps, all of them unwrap, so that a new one can come before the old one goes. */
export type KeyRing = {
  readonly current: string;
  readonly keys: ReadonlyMap<string, Uint8Array>;
};

export type WrappedKey = { readonly id: string; readonly masterKey: string; readonly wrapped: Uint8Array };

const keyLength = 32;

/**
 * A data key is wrapped by a master key that this process was not given. What it sealed is there, and is read again once
 * the master key is back on the ring: that is a fault to put right, and never the same as nothing to show.
 */
export class MasterKeyMissing extends TemporaryFailure {
  readonly masterKey: string;

  constructor(masterKey: string) {
    super(`master key ${masterKey} is not on the key ring`);
    this.masterKey = masterKey;
  }
}

const currentOf = (ring: KeyRing): Uint8Array => {
  const master = ring.keys.get(ring.current);
  if (master === undefined) throw new Error("the key ring has no current key");
  return master;
};

/** Makes and wraps a data key for one compartment of one case. The id is what a sealed body names. */
export const newDataKey = (
  ring: KeyRing,
  id: string,
): { readonly plain: Uint8Array; readonly wrapped: WrappedKey } => {
  const plain = randomBytes(keyLength);
  return { plain, wrapped: { id, masterKey: ring.current, wrapped: seal(currentOf(ring), plain, id) } };
};

/** Unwraps a data key. Throws MasterKeyMissing when its master key is not on the ring; an Error when the bytes are not its own. */
export const unwrapDataKey = (ring: KeyRing, key: WrappedKey): Uint8Array => {
  const master = ring.keys.get(key.masterKey);
  if (master === undefined) throw new MasterKeyMissing(key.masterKey);
  return unseal(master, key.wrapped, key.id);
};

/** The same data key, wrapped by the ring's current master key. Throws what `unwrapDataKey` throws. */
export const rewrapDataKey = (ring: KeyRing, key: WrappedKey): WrappedKey => ({
  id: key.id,
  masterKey: ring.current,
  wrapped: seal(currentOf(ring), unwrapDataKey(ring, key), key.id),
});
