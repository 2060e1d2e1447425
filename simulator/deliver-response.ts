import { limits } from "./block-limits.ts";
import { withIds } from "./block-ids.ts";
import { objectsAt, textAt, type JsonObject } from "./json.ts";
import { machineNow } from "./machine-clock.ts";
import type { Ephemeral } from "./message.ts";
import type { ResponsePlace } from "./response-urls.ts";
import type { Simulation } from "./simulation.ts";
import { refusal } from "./slack-refusal.ts";
import { validateBlocks } from "./validate-blocks.ts";

/** Shows what the bot answered through a response_url or in the body of its answer to a command. */
export async function deliverResponse(
  simulation: Simulation,
  place: ResponsePlace,
  body: JsonObject,
  source: Ephemeral["source"],
): Promise<JsonObject> {
  if (body["delete_original"] === true) return removeOriginal(simulation, place);
  const problems = validateBlocks(body["blocks"], "/blocks", limits.blocksInMessage);
  if (problems.length > 0) return refusal("invalid_blocks", problems);
  const blocks = withIds(objectsAt(body, "blocks"));
  const text = textAt(body, "text");
  if (text === "" && blocks.length === 0) return refusal("no_text");
  if (body["replace_original"] === true) return replaceOriginal(simulation, place, { text, blocks });
  if (body["response_type"] === "in_channel") {
    return simulation.emulated.call("chat.postMessage", { channel: place.channel, text, blocks });
  }
  const ts = `${(machineNow() / 1000).toFixed(6)}`;
  simulation.ephemerals.push({ ts, channel: place.channel, user: place.user, text, blocks, source });
  return { ok: true };
}

type Content = { readonly text: string; readonly blocks: readonly JsonObject[] };

async function replaceOriginal(
  simulation: Simulation,
  place: ResponsePlace,
  content: Content,
): Promise<JsonObject> {
  if (place.messageTs === undefined) return refusal("message_not_found");
  const at = ephemeralAt(simulation, place);
  const original = simulation.ephemerals[at];
  if (original) {
    simulation.ephemerals[at] = { ...original, ...content };
    return { ok: true };
  }
  return simulation.emulated.call("chat.update", { channel: place.channel, ts: place.messageTs, ...content });
}

async function removeOriginal(simulation: Simulation, place: ResponsePlace): Promise<JsonObject> {
  if (place.messageTs === undefined) return refusal("message_not_found");
  const at = ephemeralAt(simulation, place);
  if (at >= 0) {
    simulation.ephemerals.splice(at, 1);
    return { ok: true };
  }
  return simulation.emulated.call("chat.delete", { channel: place.channel, ts: place.messageTs });
}

function ephemeralAt(simulation: Simulation, place: ResponsePlace): number {
  return simulation.ephemerals.findIndex(
    (item) => item.ts === place.messageTs && item.channel === place.channel,
  );
}
