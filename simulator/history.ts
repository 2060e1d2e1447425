import type { EmulatedSlack } from "./emulated-slack.ts";
import { objectAt, objectsAt, textAt, type JsonObject } from "./json.ts";

const PAGE = 1000;
const DEFAULT_LIMIT = 100;

/** Every message of a conversation, thread replies aside, newest first, or Slack's refusal. */
export async function fetchAll(emulated: EmulatedSlack, channel: string): Promise<JsonObject> {
  const messages: JsonObject[] = [];
  let cursor = "";
  do {
    const page = await emulated.call("conversations.history", { channel, cursor, limit: PAGE });
    if (page["ok"] !== true) return page;
    messages.push(...objectsAt(page, "messages"));
    cursor = textAt(objectAt(page, "response_metadata"), "next_cursor");
  } while (cursor !== "");
  return { ok: true, messages };
}

/**
 * `conversations.history` with what the emulator leaves out: `oldest`, `latest`, `inclusive`, and
 * metadata only for `include_all_metadata`.
 */
export async function readHistory(emulated: EmulatedSlack, args: JsonObject): Promise<JsonObject> {
  const everything = await fetchAll(emulated, textAt(args, "channel"));
  if (everything["ok"] !== true) return everything;
  const wanted = objectsAt(everything, "messages").filter(isWithin(args));
  const cursor = textAt(args, "cursor");
  const rest = cursor === "" ? wanted : wanted.filter((message) => Number(message["ts"]) <= Number(cursor));
  const page = rest.slice(0, Number(args["limit"] ?? DEFAULT_LIMIT));
  const next = rest[page.length];
  return {
    ok: true,
    messages: page.map((message) => hideMetadata(message, args)),
    has_more: next !== undefined,
    pin_count: 0,
    response_metadata: { next_cursor: next ? textAt(next, "ts") : "" },
  };
}

export function hideMetadata(message: JsonObject, args: JsonObject): JsonObject {
  if (isTrue(args["include_all_metadata"])) return message;
  return Object.fromEntries(Object.entries(message).filter(([key]) => key !== "metadata"));
}

function isWithin(args: JsonObject): (message: JsonObject) => boolean {
  const oldest = Number(args["oldest"] ?? 0);
  const latest = Number(args["latest"] ?? Number.POSITIVE_INFINITY);
  const inclusive = isTrue(args["inclusive"]);
  return (message) => {
    const ts = Number(message["ts"]);
    return (ts > oldest && ts < latest) || (inclusive && (ts === oldest || ts === latest));
  };
}

function isTrue(value: unknown): boolean {
  return value === true || value === "true" || value === "1" || value === 1;
}
