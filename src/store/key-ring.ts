import { randomBytes } from "node:crypto";
import { seal, unseal } from "./sealing.ts";

/** Master keys by name; the first one wraps, all of them unwrap, so that a new one can come before the old one goes. */
export type KeyRing = {
  readonly current: string;
  readonly keys: ReadonlyMap<string, Uint8Array>;
};

export type WrappedKey = { readonly id: string; readonly masterKey: string; readonly wrapped: Uint8Array };

const keyLength = 32;

/** Makes and wraps a data key for one compartment of one case. The id is what a sealed body names. */
export const newDataKey = (
  ring: KeyRing,
  id: string,
): { readonly plain: Uint8Array; readonly wrapped: WrappedKey } => {
  const master = ring.keys.get(ring.current);
  if (master === undefined) throw new Error("the key ring has no current key");
  const plain = randomBytes(keyLength);
  return { plain, wrapped: { id, masterKey: ring.current, wrapped: seal(master, plain, id) } };
};

/** Unwraps a data key. Throws when its master key is not on the ring. */
export const unwrapDataKey = (ring: KeyRing, key: WrappedKey): Uint8Array => {
  const master = ring.keys.get(key.masterKey);
  if (master === undefined) throw new Error(`master key ${key.masterKey} is not on the key ring`);
  return unseal(master, key.wrapped, key.id);
};
