import { createHmac, timingSafeEqual } from "node:crypto";

export type ChainLink = {
  readonly stream: string;
  readonly sequence: number;
  readonly area: string;
  readonly type: string;
  readonly version: number;
  readonly header: string;
  readonly compartment: string | null;
  readonly keyId: string | null;
  readonly body: Uint8Array | null;
};

export const chainStart = new Uint8Array(32);

const lengthOfNothing = 0xffff_ffff;

const withLength = (part: Uint8Array | string | null): Uint8Array => {
  const bytes = typeof part === "string" ? Buffer.from(part, "utf8") : part;
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes === null ? lengthOfNothing : bytes.length);
  return bytes === null ? length : Buffer.concat([length, bytes]);
};

/**
 * The hash of an event: an HMAC, under a key kept outside the database, over the hash before it and every column of the
 * event as it is stored. Every part carries its length, and nothing is not the same as empty, so that no two events can
 * be spelled the same way.
 */
export const chainHash = (auditKey: Uint8Array, previous: Uint8Array, link: ChainLink): Uint8Array => {
  const { stream, sequence, area, type, version, header, compartment, keyId, body } = link;
  const parts = [previous, stream, `${sequence}`, area, type, `${version}`, header, compartment, keyId, body];
  const mac = createHmac("sha256", auditKey);
  for (const part of parts) mac.update(withLength(part));
  return mac.digest();
};

/** Whether two hashes are the same, whatever their lengths. */
export const sameHash = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && timingSafeEqual(one, other);

/** Whether an event is the one that was written after the event with that hash: nothing of it altered, nothing between. */
export const follows = (
  auditKey: Uint8Array,
  previous: Uint8Array,
  link: ChainLink & { readonly hash: Uint8Array },
): boolean => sameHash(chainHash(auditKey, previous, link), link.hash);
