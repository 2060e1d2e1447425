import type { IncomingMessage, ServerResponse } from "node:http";
import { NotThere } from "../not-there.ts";
import type { Assets } from "./assets.ts";
import { Refused } from "./refused.ts";

const safety = {
  "content-security-policy":
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

/** Sends a part of the page; a browser that has it already is told so. */
export function sendAsset(
  assets: Assets,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const found = assets.get(path);
  if (!found || request.method !== "GET") throw new Refused(404, `There is nothing at ${path}.`);
  const isKnown = request.headers["if-none-match"] === found.etag;
  const headers = { ...safety, "content-type": found.type, "cache-control": "no-cache", etag: found.etag };
  response.writeHead(isKnown ? 304 : 200, headers);
  response.end(isKnown ? undefined : found.body);
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    ...safety,
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
  });
  response.end(JSON.stringify(body));
}

/** Says what went wrong, in the words of whoever threw it. */
export function sendFault(response: ServerResponse, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  if (response.headersSent) response.destroy();
  else sendJson(response, statusOf(error), { error: message });
}

function statusOf(error: unknown): number {
  if (error instanceof Refused) return error.status;
  return error instanceof NotThere ? 409 : 500;
}
