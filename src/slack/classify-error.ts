import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from "@slack/web-api";
import type { SendOutcome } from "../ports.ts";

type NotSent = Extract<SendOutcome, { ok: false }>;

const shortly = 5_000;

/** Slack's own faults, which it documents as "may have been done in part". */
const mayHaveHappened = new Set(["internal_error", "fatal_error", "request_timeout"]);
const passing = new Set([
  "ratelimited",
  "rate_limited",
  "service_unavailable",
  "team_added_to_org",
  "accesslimited",
]);
/** The request never reached Slack. */
const neverLeft = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

const retry = (error: string, afterMilliseconds = shortly): NotSent => ({
  ok: false,
  kind: "retry",
  afterMilliseconds,
  error,
});
const unknown = (error: string): NotSent => ({ ok: false, kind: "unknown", error });

const ofPlatform = (error: string): NotSent => {
  if (mayHaveHappened.has(error)) return unknown(error);
  return passing.has(error) ? retry(error) : { ok: false, kind: "permanent", error };
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
