import { randomBytes } from "node:crypto";
import { machineNow } from "./machine-clock.ts";

const LIFETIME_MS = 30 * 60_000;
const USES = 5;

/** Where an answer to a response_url goes, and to which message it belongs. */
export type ResponsePlace = {
  readonly channel: string;
  readonly user: string;
  readonly messageTs?: string;
};

type ResponseUrl = { readonly place: ResponsePlace; readonly expiresAt: number; uses: number };
export type ResponseUrls = Map<string, ResponseUrl>;

/** The path of a new response_url. */
export function issueResponsePath(urls: ResponseUrls, place: ResponsePlace): string {
  const path = `/actions/${randomBytes(12).toString("hex")}`;
  urls.set(path, { place, expiresAt: machineNow() + LIFETIME_MS, uses: 0 });
  return path;
}

export type ResponseUse =
  | { readonly ok: true; readonly place: ResponsePlace }
  | { readonly ok: false; readonly error: string };

/** One use of a response_url: five are allowed, within 30 minutes. */
export function consumeResponsePath(urls: ResponseUrls, path: string): ResponseUse {
  const found = urls.get(path);
  if (!found) return { ok: false, error: "no_such_url" };
  if (found.expiresAt <= machineNow()) return { ok: false, error: "expired_url" };
  if (found.uses >= USES) return { ok: false, error: "used_url" };
  found.uses += 1;
  return { ok: true, place: found.place };
}
