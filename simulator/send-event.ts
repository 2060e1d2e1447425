import { randomBytes } from "node:crypto";
import { objectAt, textAt, type JsonObject } from "./json.ts";
import { JSON_TYPE, newTs, sendRaw, type OriginatorOptions } from "./originator-context.ts";
import { actorId, VERIFICATION_TOKEN, type Actor } from "./payload-parts.ts";
import type { Answer } from "./send-request.ts";

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

function envelope({ workspace, now }: OriginatorOptions, { event, eventId }: EventRequest): JsonObject {
  const { seed } = workspace;
  const bot = { user_id: seed.botUserId, is_bot: true, is_enterprise_install: false };
  return {
    token: VERIFICATION_TOKEN,
    team_id: seed.teamId,
    api_app_id: seed.appId,
    event,
    type: "event_callback",
    event_id: eventId ?? `Ev${randomBytes(5).toString("hex").toUpperCase()}`,
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
