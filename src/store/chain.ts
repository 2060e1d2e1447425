import { createHmac, timingSafeEqual } from "node:crypto";

export type ChainLink = {
  readonly stream: string;
  readonly sequence: number;
  readonly type: string;
  readonly version: number;
  readonly header: string;
  readonly keyId: string | null;
  readonly body: Uint8Array | null;
};

export const chainStart = new Uint8Array(32);

const withLength = (bytes: Uint8Array): Uint8Array => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

/**
 * The hash of an event: an HMAC, under a key kept outside the database, over the hash before it and the event's bytes
 * as they are stored. Every part carries its length, so that no two events can be spelled the same way.
 */
export const chainHash = (auditKey: Uint8Array, previous: Uint8Array, link: ChainLink): Uint8Array => {
  const mac = createHmac("sha256", auditKey).update(withLength(previous));
  for (const part of [
    link.stream,
    String(link.sequence),
    link.type,
    String(link.version),
    link.header,
    link.keyId ?? "",
  ])
    mac.update(withLength(Buffer.from(part, "utf8")));
  return mac.update(withLength(link.body ?? new Uint8Array())).digest();
};

/** The first sequence number at which a stream's chain does not hold; undefined when it holds throughout. */
export const firstBreak = (
  auditKey: Uint8Array,
  links: readonly (ChainLink & { readonly hash: Uint8Array })[],
): number | undefined => {
  let previous: Uint8Array = chainStart;
  for (const [index, link] of links.entries()) {
    const expected = chainHash(auditKey, previous, link);
    if (link.sequence !== index + 1 || !timingSafeEqual(expected, link.hash)) return index + 1;
    previous = link.hash;
  }
  return undefined;
};
