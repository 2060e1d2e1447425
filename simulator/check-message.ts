import { limits } from "./block-limits.ts";
import { isObject, objectAt, textAt, type JsonObject } from "./json.ts";
import { refusal } from "./slack-refusal.ts";
import { validateBlocks } from "./validate-blocks.ts";
import type { WorkspaceSeed } from "./workspace-seed.ts";

const methods: ReadonlySet<string> = new Set(["chat.postMessage", "chat.postEphemeral", "chat.update"]);

/** Slack's refusal of a chat call, for the reasons that the emulator does not know; undefined = let it pass. */
export function refuseMessage(seed: WorkspaceSeed, method: string, args: JsonObject): JsonObject | undefined {
  if (!methods.has(method)) return undefined;
  if (!mayWriteTo(seed, method, textAt(args, "channel"))) return refusal("channel_not_found");
  return refuseContent(args) ?? refuseLength(method, args) ?? refuseMetadata(args["metadata"]);
}

function mayWriteTo(seed: WorkspaceSeed, method: string, channel: string): boolean {
  if (channel.startsWith("D")) return true;
  const isPerson = seed.people.some((person) => person.id === channel);
  return (isPerson && method === "chat.postMessage") || seed.channels.some((known) => known.id === channel);
}

function refuseContent(args: JsonObject): JsonObject | undefined {
  const { blocks = [], attachments = [] } = args as { blocks?: unknown; attachments?: unknown };
  if (!Array.isArray(blocks)) return refusal("invalid_blocks_format");
  const hasAttachments = Array.isArray(attachments) && attachments.length > 0;
  if (textAt(args, "text") === "" && blocks.length === 0 && !hasAttachments) return refusal("no_text");
  const problems = validateBlocks(blocks, "/blocks", limits.blocksInMessage);
  return problems.length > 0 ? refusal("invalid_blocks", problems) : undefined;
}

function refuseLength(method: string, args: JsonObject): JsonObject | undefined {
  if (method === "chat.update" && textAt(args, "text").length > limits.updateText)
    return refusal("msg_too_long");
  return lengthOfTexts(args["blocks"]) > limits.messageBlockText ? refusal("msg_blocks_too_long") : undefined;
}

function lengthOfTexts(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + lengthOfTexts(item), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce((sum, [key, item]) => {
    return sum + (key === "text" && typeof item === "string" ? item.length : lengthOfTexts(item));
  }, 0);
}

function refuseMetadata(metadata: unknown): JsonObject | undefined {
  if (metadata === undefined || metadata === "") return undefined;
  if (!isObject(metadata)) return refusal("invalid_metadata_format");
  const isComplete = textAt(metadata, "event_type") !== "" && isObject(metadata["event_payload"]);
  if (!isComplete) return refusal("invalid_metadata_schema");
  return JSON.stringify(objectAt(metadata, "event_payload")).length > 8000
    ? refusal("metadata_too_large")
    : undefined;
}
