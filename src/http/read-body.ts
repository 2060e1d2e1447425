import type { IncomingMessage } from "node:http";

/** Slack's own largest payloads are far below this. */
const largest = 1_000_000;

export type BodyRead =
  | { readonly ok: true; readonly body: Buffer }
  | { readonly ok: false; readonly because: "too-large" | "cut-off" };

const parts = async (request: IncomingMessage): Promise<readonly Buffer[] | undefined> => {
  const read: Buffer[] = [];
  let size = 0;
  // Leaving the loop must not end the connection: the refusal is still to be answered on it.
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largest) return undefined;
    read.push(part);
  }
  return read;
};

/** Reads a request's body, and stops as soon as it is larger than anything Slack sends. */
export const readBody = async (request: IncomingMessage): Promise<BodyRead> => {
  if (Number(request.headers["content-length"]) > largest) return { ok: false, because: "too-large" };
  try {
    const read = await parts(request);
    return read === undefined ? { ok: false, because: "too-large" } : { ok: true, body: Buffer.concat(read) };
  } catch {
    // Whoever sent it hung up. That is their affair and no fault of ours: it is counted with the refused.
    return { ok: false, because: "cut-off" };
  }
};
