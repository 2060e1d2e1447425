import { isObject, objectsAt, textAt, type JsonObject } from "./json.ts";

/** A message as it stands now in a conversation of the simulated workspace. */
export type Message = {
  readonly ts: string;
  readonly channel: string;
  readonly text: string;
  readonly blocks: readonly JsonObject[];
  readonly user: string;
  readonly metadata?: JsonObject;
  readonly threadTs?: string;
  readonly isEdited: boolean;
  /** Everything that Slack's API shows of it. */
  readonly raw: JsonObject;
};

export function readMessage(channel: string, raw: JsonObject): Message {
  const metadata = raw["metadata"];
  const threadTs = textAt(raw, "thread_ts");
  return {
    ts: textAt(raw, "ts"),
    channel,
    text: textAt(raw, "text"),
    blocks: objectsAt(raw, "blocks"),
    user: textAt(raw, "user"),
    ...(isObject(metadata) ? { metadata } : {}),
    ...(threadTs === "" ? {} : { threadTs }),
    isEdited: isObject(raw["edited"]),
    raw,
  };
}

/** What only one person saw, and that Slack does not keep. */
export type Ephemeral = {
  readonly ts: string;
  readonly channel: string;
  readonly user: string;
  readonly text: string;
  readonly blocks: readonly JsonObject[];
  readonly source: "chat.postEphemeral" | "response_url" | "command answer";
};
