import { createHmac, timingSafeEqual } from "node:crypto";

export type SignedRequest = {
  readonly body: Buffer;
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
};

export type Verified =
  | { readonly ok: true; readonly signature: string }
  | { readonly ok: false; readonly because: RefusedBecause };
export type RefusedBecause =
  | "unsigned"
  | "bad-signature"
  | "too-old"
  | "future-dated"
  | "replayed"
  | "too-large"
  | "cut-off"
  | "wrong-workspace"
  | "malformed";

const skewSeconds = 300;

/** Compares bytes: a header may hold characters of several bytes, and lengths that differ would throw. */
const matches = (expected: string, given: string): boolean => {
  const [one, other] = [Buffer.from(expected), Buffer.from(given)];
  return one.length === other.length && timingSafeEqual(one, other);
};

/**
 * Whether a request was signed by Slack for this installation, within five minutes of now either way. Bolt alone would
 * accept one dated years ahead. Times are machine time in seconds.
 */
export const verifyRequest = (secret: string, request: SignedRequest, nowSeconds: number): Verified => {
  const { timestamp, signature, body } = request;
  if (timestamp === undefined || signature === undefined || !/^\d{1,12}$/.test(timestamp))
    return { ok: false, because: "unsigned" };
  const behind = nowSeconds - Number(timestamp);
  if (behind > skewSeconds) return { ok: false, because: "too-old" };
  if (behind < -skewSeconds) return { ok: false, because: "future-dated" };
  const mac = createHmac("sha256", secret).update(`v0:${timestamp}:`).update(body).digest("hex");
  return matches(`v0=${mac}`, signature) ? { ok: true, signature } : { ok: false, because: "bad-signature" };
};
