import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { objectAt, textAt, type JsonObject } from "./json.ts";
import { JSON_TYPE, newTs, sendRaw, type OriginatorOptions } from "./originator-context.ts";
import { actorId, VERIFICATION_TOKEN, type Actor } from "./payload-parts.ts";
import type { Answer } from "./send-request.ts";

/** How long Slack waits before each retry: almost nothing, a minute, five minutes. */
export const SLACK_RETRIES_MS: readonly number[] = [0, 60_000, 300_000];

export type EventRequest = {
  readonly event: JsonObject;
  /** Slack's retries repeat the event id. */
  readonly eventId?: string;
  readonly retry?: { readonly num: number; readonly reason: string };
};

/** Delivers one Events API event. */
export function sendEvent(options: OriginatorOptions, request: EventRequest): Promise<Answer> {
  const { retry } = request;
  const headers = retry && { "x-slack-retry-num": String(retry.num), "x-slack-retry-reason": retry.reason };
  const body = JSON.stringify(envelope(options, request));
  return sendRaw(options, { body, contentType: JSON_TYPE, headers: headers ?? {} });
}

/**
 * Delivers an event until it is answered with a 2xx in time, as often as Slack does: the same event id, each retry with
 * its number and the reason in its headers. Every answer, in order.
 */
export async function sendEventUntilAnswered(
  options: OriginatorOptions,
  request: Pick<EventRequest, "event">,
  waits: readonly number[] = SLACK_RETRIES_MS,
): Promise<readonly Answer[]> {
  const named = { event: request.event, eventId: newEventId() };
  const answers = [await sendEvent(options, named)];
  for (const [at, wait] of waits.entries()) {
    const reason = reasonToRetry(answers.at(-1));
    if (reason === undefined) break;
    await delay(wait);
    answers.push(await sendEvent(options, { ...named, retry: { num: at + 1, reason } }));
  }
  return answers;
}

/** Slack's word for why it sends an event again; undefined when it need not. */
function reasonToRetry(answer: Answer | undefined): string | undefined {
  if (!answer || (answer.status >= 200 && answer.status < 300)) return undefined;
  if (answer.timedOut) return "http_timeout";
  return answer.status === 0 ? "connection_failed" : "http_error";
}

function newEventId(): string {
  return `Ev${randomBytes(5).toString("hex").toUpperCase()}`;
}

function envelope({ workspace, now }: OriginatorOptions, { event, eventId }: EventRequest): JsonObject {
  const { seed } = workspace;
  const bot = { user_id: seed.botUserId, is_bot: true, is_enterprise_install: false };
  return {
    token: VERIFICATION_TOKEN,
    team_id: seed.teamId,
    api_app_id: seed.appId,
    event,
    type: "event_callback",
    event_id: eventId ?? newEventId(),
    event_time: Math.floor(now() / 1000),
    authorizations: [{ enterprise_id: null, team_id: seed.teamId, ...bot }],
    is_ext_shared_channel: false,
    event_context: `4-${randomBytes(12).toString("base64url")}`,
  };
}

/** Opens the bot's App Home. */
export async function sendAppHomeOpened(
  options: OriginatorOptions,
  { user, tab = "home" }: { readonly user: Actor; readonly tab?: "home" | "messages" },
): Promise<Answer> {
  const { simulation } = options.workspace;
  const opened = await simulation.emulated.call("conversations.open", { users: actorId(user) });
  const view = simulation.modals.homes.get(actorId(user));
  return sendEvent(options, {
    event: {
      type: "app_home_opened",
      user: actorId(user),
      channel: textAt(objectAt(opened, "channel"), "id"),
      tab,
      event_ts: newTs(options),
      ...(view ? { view } : {}),
    },
  });
}
