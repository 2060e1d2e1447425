import { createHmac } from "node:crypto";

/** Slack's request signature, version 0. */
export function signRequest(signingSecret: string, timestamp: number | string, body: string): string {
  const digest = createHmac("sha256", signingSecret).update(`v0:${timestamp}:${body}`).digest("hex");
  return `v0=${digest}`;
}
