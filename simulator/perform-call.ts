import { withIds } from "./block-ids.ts";
import { refuseMessage } from "./check-message.ts";
import { callQuietMethod } from "./do-not-disturb.ts";
import { EMULATED_ADMINISTRATOR, EMULATED_EXTRAS } from "./emulator-seed.ts";
import { hideMetadata, readHistory } from "./history.ts";
import { isObject, listAt, mapStrings, objectsAt, textAt, type JsonObject } from "./json.ts";
import type { ApiRequest } from "./read-request.ts";
import { refuseIncomplete } from "./required-arguments.ts";
import type { Simulation } from "./simulation.ts";
import { refusal } from "./slack-refusal.ts";
import { callUserGroupMethod } from "./user-groups.ts";
import { callViewMethod } from "./view-methods.ts";
import { botIdOf } from "./workspace-seed.ts";

/** Answers a call as Slack would: refused here, answered here, or by the emulator. */
export async function performCall(
  simulation: Simulation,
  { method, args, token }: ApiRequest,
): Promise<JsonObject> {
  const { seed, emulated } = simulation;
  if (token === "") return refusal("not_authed");
  if (token !== seed.botToken) return refusal("invalid_auth");
  const answered = answerHere(simulation, method, args);
  if (answered) return answered;
  if (method === "conversations.history") return readHistory(emulated, args);
  const answer = await emulated.call(method, asStored(simulation, method, args));
  if (method === "chat.postEphemeral" && answer["ok"] === true) noteEphemeral(simulation, args, answer);
  return tidy(answer, args, seed.botUserId);
}

/** What the emulator does not know, or gets wrong; undefined = let it answer. */
function answerHere(simulation: Simulation, method: string, args: JsonObject): JsonObject | undefined {
  return (
    refuseIncomplete(method, args) ??
    callViewMethod(simulation, method, args) ??
    callUserGroupMethod(simulation, method, args) ??
    callQuietMethod(simulation, method, args) ??
    refuseMessage(simulation.seed, method, args)
  );
}

/** Slack names every block and element, and signs an app's messages with the app. */
function asStored({ seed }: Simulation, method: string, args: JsonObject): JsonObject {
  if (!method.startsWith("chat.")) return args;
  const blocks = Array.isArray(args["blocks"]) ? { blocks: withIds(objectsAt(args, "blocks")) } : {};
  const author = method === "chat.postMessage" ? { bot_id: botIdOf(seed), app_id: seed.appId } : {};
  return { ...args, ...blocks, ...author };
}

function noteEphemeral(simulation: Simulation, args: JsonObject, answer: JsonObject): void {
  simulation.ephemerals.push({
    ts: textAt(answer, "message_ts"),
    channel: textAt(args, "channel"),
    user: textAt(args, "user"),
    text: textAt(args, "text"),
    blocks: withIds(objectsAt(args, "blocks")),
    source: "chat.postEphemeral",
  });
}

/** The emulator's own people and channels are not part of this workspace; what they made, the bot made. */
function tidy(answer: JsonObject, args: JsonObject, botUserId: string): JsonObject {
  const lists = ["members", "channels"].filter((key) => Array.isArray(answer[key]));
  const ours = lists.map((key) => [key, listAt(answer, key).filter(isOurs)] as const);
  const messages = objectsAt(answer, "messages").map((item) => hideMetadata(item, args));
  const tidied = { ...answer, ...Object.fromEntries(ours), ...("messages" in answer ? { messages } : {}) };
  return Object.fromEntries(
    Object.entries(tidied).map(([key, value]) => [
      key,
      mapStrings(value, (text) => renameAdministrator(text, botUserId)),
    ]),
  );
}

function renameAdministrator(text: string, botUserId: string): string {
  return text === EMULATED_ADMINISTRATOR ? botUserId : text;
}

function isOurs(item: unknown): boolean {
  const id = isObject(item) ? item["id"] : item;
  return typeof id !== "string" || !EMULATED_EXTRAS.has(id);
}
