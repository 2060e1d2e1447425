import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const nonceLength = 12;
const tagLength = 16;

/** Seals bytes with AES-256-GCM under a fresh nonce, bound to where they belong. Layout: nonce, tag, ciphertext. */
export const seal = (key: Uint8Array, plain: Uint8Array, boundTo: string): Uint8Array => {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(boundTo, "utf8"));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
};

/** Opens what `seal` sealed. Throws when the key, the bytes or the place they belong to are not the same. */
export const unseal = (key: Uint8Array, sealed: Uint8Array, boundTo: string): Uint8Array => {
  const nonce = sealed.subarray(0, nonceLength);
  const tag = sealed.subarray(nonceLength, nonceLength + tagLength);
  const decipher = createDecipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(boundTo, "utf8"));
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(sealed.subarray(nonceLength + tagLength)), decipher.final()]);
};
