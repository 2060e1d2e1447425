import { randomBytes } from "node:crypto";
import type { JsonObject } from "./json.ts";
import type { ResponsePlace } from "./response-urls.ts";
import { issueResponsePath } from "./response-urls.ts";
import { sendRequest, type Answer, type Headers, type Outgoing } from "./send-request.ts";
import { signRequest } from "./sign-request.ts";
import type { Workspace } from "./workspace.ts";

export type OriginatorOptions = {
  readonly workspace: Workspace;
  /** The bot's address for this installation's events, commands and interactions. */
  readonly eventsUrl: string;
  /** Machine time in milliseconds, for signatures. */
  readonly now: () => number;
};

const FORM = "application/x-www-form-urlencoded";
export const JSON_TYPE = "application/json";

/** A request that need not be one of Slack's: null leaves a header out. */
export type RawRequest = {
  readonly body: string;
  readonly contentType?: string;
  /** Seconds since 1970. */
  readonly timestamp?: number | string | null;
  readonly signature?: string | null;
  readonly headers?: Headers;
};

/** Signs with the workspace's secret, unless told otherwise, and sends. */
export function sendRaw(options: OriginatorOptions, raw: RawRequest): Promise<Answer> {
  const timestamp = raw.timestamp === undefined ? Math.floor(options.now() / 1000) : raw.timestamp;
  const own = signRequest(options.workspace.seed.signingSecret, timestamp ?? "", raw.body);
  const signature = raw.signature === undefined ? own : raw.signature;
  const headers = {
    "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
    accept: "application/json,*/*",
    "content-type": raw.contentType ?? FORM,
    "content-length": String(Buffer.byteLength(raw.body)),
    ...(timestamp === null ? {} : { "x-slack-request-timestamp": String(timestamp) }),
    ...(signature === null ? {} : { "x-slack-signature": signature }),
    ...raw.headers,
  };
  return sendAndTell(options, { url: options.eventsUrl, body: raw.body, headers });
}

/** The same bytes and headers once more. */
export function sendAgain(options: OriginatorOptions, { sentBody, headers }: Answer): Promise<Answer> {
  return sendAndTell(options, { url: options.eventsUrl, body: sentBody, headers });
}

async function sendAndTell({ workspace, now }: OriginatorOptions, outgoing: Outgoing): Promise<Answer> {
  const sentAt = now();
  const answer = await sendRequest(outgoing);
  for (const listener of workspace.simulation.answered) listener(answer, sentAt);
  return answer;
}

export function sendForm(
  options: OriginatorOptions,
  fields: Readonly<Record<string, string>>,
): Promise<Answer> {
  return sendRaw(options, { body: new URLSearchParams(fields).toString() });
}

export function sendInteraction(options: OriginatorOptions, payload: JsonObject): Promise<Answer> {
  return sendForm(options, { payload: JSON.stringify(payload) });
}

export function newResponseUrl({ workspace }: OriginatorOptions, place: ResponsePlace): string {
  return new URL(issueResponsePath(workspace.simulation.responseUrls, place), workspace.apiUrl).href;
}

/** A time stamp such as Slack's: seconds and six more digits. */
export function newTs({ now }: OriginatorOptions): string {
  return `${Math.floor(now() / 1000)}.${String(randomBytes(3).readUIntBE(0, 3) % 1_000_000).padStart(6, "0")}`;
}
