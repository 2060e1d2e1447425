import { z } from "zod";

/** 32 bytes in base64. */
export const key = z
  .string()
  .regex(/^[A-Za-z0-9+/]{43}=$/, { error: "32 bytes in base64, as `openssl rand -base64 32` prints them" })
  .transform((text): Uint8Array => Buffer.from(text, "base64"));

const ringEntry = /^([^:]+):([A-Za-z0-9+/]{43}=)$/;

/** The keys that wrap what is encrypted, the newest first. */
export const keyRing = z.string().transform((text, context) => {
  const entries = text.split(",").map((one) => ringEntry.exec(one.trim()) ?? []);
  const keys = new Map(entries.map(([, name, bytes]) => [name, Buffer.from(bytes ?? "", "base64")]));
  const current = entries[0]?.[1];
  if (current !== undefined && !keys.has(undefined) && keys.size === entries.length)
    return { current, keys: keys as ReadonlyMap<string, Uint8Array> };
  const error = "NAME:KEY[,NAME:KEY], each key 32 bytes in base64 under its own name, the newest first";
  context.addIssue({ code: "custom", message: error });
  return z.NEVER;
});
