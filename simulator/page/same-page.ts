import type { IncomingMessage } from "node:http";
import { Refused } from "./refused.ts";

const names = ["127.0.0.1", "localhost"];

/**
 * Lets only the page itself, opened by its loopback address, talk to the server. A request for another host is a page
 * elsewhere whose name was pointed at this machine; another origin is a page elsewhere that tries to drive this one.
 */
export function requireSamePage({ headers, method }: IncomingMessage, port: number): void {
  const hosts = names.map((name) => `${name}:${port}`);
  if (!hosts.includes(headers.host ?? "")) throw new Refused(403, `Open http://127.0.0.1:${port}/ instead.`);
  const { origin } = headers;
  const isForeign = origin !== undefined && !hosts.some((host) => origin === `http://${host}`);
  if (isForeign || isFromElsewhere(headers["sec-fetch-site"]))
    throw new Refused(403, "Another page may not use this one.");
  const isJson = (headers["content-type"] ?? "").startsWith("application/json");
  if (method === "POST" && !isJson) throw new Refused(415, "Send JSON.");
}

function isFromElsewhere(site: string | string[] | undefined): boolean {
  return site === "cross-site" || site === "same-site";
}
