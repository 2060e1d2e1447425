import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from "@slack/web-api";
import type { SendOutcome } from "../ports.ts";

type NotSent = Extract<SendOutcome, { ok: false }>;

const shortly = 5_000;

const aMinute = 60_000;

const whileTokenIsPutRight = 30_000;

/** The workspace refuses our token: every message for it waits until somebody puts that right. */
const tokenFaults = [
  "invalid_auth",
  "not_authed",
  "account_inactive",
  "token_revoked",
  "token_expired",
] as const;

export const isTokenFault = (error: string): boolean => (tokenFaults as readonly string[]).includes(error);

/** Slack's own codes after which the message is still owed, and why. Every other code is permanent: asking again asks the same. */
const notPermanent: Readonly<
  Record<string, { readonly kind: "unknown" | "retry"; readonly after?: number; readonly because: string }>
> = {
  internal_error: { kind: "unknown", because: "Slack failed, and says that part of it may have been done" },
  fatal_error: {
    kind: "unknown",
    because: "Slack failed badly, and says that part of it may have been done",
  },
  request_timeout: { kind: "unknown", because: "the request was cut short; what arrived may have been done" },
  update_failed: {
    kind: "unknown",
    because: "an edit failed inside Slack; the same edit again shows the same",
  },
  ratelimited: { kind: "retry", because: "too many calls of this method just now" },
  rate_limited: { kind: "retry", because: "too many messages from this app just now" },
  message_limit_exceeded: { kind: "retry", after: aMinute, because: "the workspace sends too many messages" },
  service_unavailable: { kind: "retry", because: "Slack is away for now" },
  team_added_to_org: {
    kind: "retry",
    after: aMinute,
    because: "the workspace is being moved into an organisation",
  },
  org_login_required: {
    kind: "retry",
    after: aMinute,
    because: "the workspace is being moved into an organisation",
  },
  external_channel_migrating: { kind: "retry", after: aMinute, because: "the channel is being moved" },
  accesslimited: {
    kind: "retry",
    after: aMinute,
    because: "Slack limits this network; an administrator can lift it",
  },
};

/** The request never reached Slack. */
const neverLeft = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

const retry = (error: string, afterMilliseconds = shortly): NotSent => ({
  ok: false,
  kind: "retry",
  afterMilliseconds,
  error,
});
const unknown = (error: string): NotSent => ({ ok: false, kind: "unknown", error });

const ofPlatform = (error: string): NotSent => {
  if (isTokenFault(error)) return retry(error, whileTokenIsPutRight);
  const known = Object.hasOwn(notPermanent, error) ? notPermanent[error] : undefined;
  if (known === undefined) return { ok: false, kind: "permanent", error };
  return known.kind === "unknown" ? unknown(error) : retry(error, known.after);
};

const codeOf = (fault: Error): string => {
  for (let one: unknown = fault; one instanceof Error; one = one.cause) {
    const code: unknown = Reflect.get(one, "code");
    if (typeof code === "string") return code;
  }
  return fault.name;
};

const ofRequest = (original: Error): NotSent => {
  const code = codeOf(original);
  return neverLeft.has(code) ? retry(code) : unknown(code);
};

/**
 * What a failed call to Slack means for the message: try it again later, never again, or find out first whether it was
 * sent after all. The words of an error are Slack's own short codes, never what the message said.
 */
export const classifyError = (fault: unknown): NotSent => {
  if (fault instanceof WebAPIRateLimitedError) return retry("rate_limited", fault.retryAfter * 1_000);
  if (fault instanceof WebAPIPlatformError) return ofPlatform(fault.data.error);
  if (fault instanceof WebAPIHTTPError)
    return fault.statusCode >= 500 ? unknown(`http_${fault.statusCode}`) : retry(`http_${fault.statusCode}`);
  if (fault instanceof WebAPIRequestError) return ofRequest(fault.original);
  return unknown(fault instanceof Error ? fault.name : "not an error");
};
