import type { EmulatedSlack } from "./emulated-slack.ts";
import { fetchAll } from "./history.ts";
import { objectAt, objectsAt, textAt, type JsonObject } from "./json.ts";
import { readMessage, type Message } from "./message.ts";

/** A conversation as it stands, thread replies included, oldest first. Throws for an unknown one. */
export async function readConversation(
  emulated: EmulatedSlack,
  channel: string,
): Promise<readonly Message[]> {
  const history = await fetchAll(emulated, channel);
  if (history["ok"] !== true) throw new Error(`cannot read ${channel}: ${textAt(history, "error")}`);
  const topLevel = objectsAt(history, "messages");
  const replies = await Promise.all(
    topLevel.filter(hasReplies).map((parent) => readReplies(emulated, channel, parent)),
  );
  const messages = [...topLevel, ...replies.flat()].map((raw) => readMessage(channel, raw));
  return messages.toSorted((a, b) => Number(a.ts) - Number(b.ts));
}

/** The bot's direct conversation with this person; empty when there is none yet. */
export async function readDirectMessages(
  emulated: EmulatedSlack,
  userId: string,
): Promise<readonly Message[]> {
  const opened = await emulated.call("conversations.open", { users: userId, prevent_creation: true });
  const channel = textAt(objectAt(opened, "channel"), "id");
  return channel === "" ? [] : readConversation(emulated, channel);
}

function hasReplies(message: JsonObject): boolean {
  return Number(message["reply_count"] ?? 0) > 0;
}

async function readReplies(
  emulated: EmulatedSlack,
  channel: string,
  parent: JsonObject,
): Promise<readonly JsonObject[]> {
  const thread = await emulated.call("conversations.replies", { channel, ts: textAt(parent, "ts") });
  return objectsAt(thread, "messages").filter((message) => message["ts"] !== parent["ts"]);
}
