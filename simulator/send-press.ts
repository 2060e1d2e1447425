import { actionPart, findElement, type ElementChoice } from "./action-part.ts";
import type { JsonObject } from "./json.ts";
import type { Ephemeral, Message } from "./message.ts";
import { NotThere } from "./not-there.ts";
import { newResponseUrl, newTs, sendInteraction, type OriginatorOptions } from "./originator-context.ts";
import { actorId, channelPart, interactionPart, type Actor } from "./payload-parts.ts";
import type { Answer } from "./send-request.ts";
import { stateKey, stateValues } from "./state-values.ts";
import { stateFrom } from "./element-state.ts";
import { issueTrigger } from "./trigger-ids.ts";
import type { Workspace } from "./workspace.ts";

export type Press = ElementChoice & {
  readonly user: Actor;
  readonly channel: string;
  readonly ts: string;
  /** The message as this person still sees it, when it has changed since. */
  readonly seen?: Message;
};

/** Presses a button, or chooses in a menu, of a message as it stands. */
export async function sendPress(options: OriginatorOptions, press: Press): Promise<Answer> {
  const { seed, simulation } = options.workspace;
  const message = press.seen ?? (await findMessage(options.workspace, press));
  const found = findElement(message.blocks, press);
  const user = actorId(press.user);
  const place = { channel: press.channel, user, messageTs: press.ts };
  const touched = new Map<string, JsonObject>();
  if (press.selected !== undefined && found.element["type"] !== "overflow") {
    const key = stateKey(String(found.block["block_id"]), press.actionId);
    touched.set(key, stateFrom(found.element, press.selected));
  }
  return sendInteraction(options, {
    type: "block_actions",
    ...interactionPart(seed, press.user),
    ...messagePart(seed.teamId, message),
    channel: channelPart(seed, press.channel),
    state: { values: stateValues(message.blocks, touched) },
    trigger_id: issueTrigger(simulation.triggers, user),
    response_url: newResponseUrl(options, place),
    actions: [actionPart(found, press, newTs(options))],
  });
}

async function findMessage(workspace: Workspace, { channel, ts }: Press): Promise<Message | Ephemeral> {
  const ephemeral = workspace.ephemerals(channel).find((item) => item.ts === ts);
  if (ephemeral) return ephemeral;
  const message = (await workspace.messages(channel)).find((item) => item.ts === ts);
  if (!message) throw new NotThere(`there is no message ${ts} in ${channel}`);
  return message;
}

/** Slack sends the message along, unless it is ephemeral. */
function messagePart(teamId: string, message: Message | Ephemeral): JsonObject {
  const isEphemeral = !("raw" in message);
  const container = {
    type: "message",
    message_ts: message.ts,
    channel_id: message.channel,
    is_ephemeral: isEphemeral,
    ...("threadTs" in message ? { thread_ts: message.threadTs } : {}),
  };
  return isEphemeral ? { container } : { container, message: { ...message.raw, team: teamId } };
}
