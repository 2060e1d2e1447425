import type { IncomingMessage } from "node:http";

/** Slack's own largest payloads are far below this. */
const largest = 1_000_000;

/** Reads a request's body; undefined as soon as it is larger than anything Slack sends. */
export const readBody = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largest) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
};
