import { once } from "node:events";
import type { Server } from "node:http";
import { listenToAnswers, type AnswerListener } from "./answer-listeners.ts";
import { startApiServer } from "./api-server.ts";
import { setQuietTime, type QuietTime } from "./do-not-disturb.ts";
import { startEmulatedSlack } from "./emulated-slack.ts";
import { addFault, type FaultHandle, type FaultSpec } from "./faults.ts";
import { listen, type ApiCall, type CallListener } from "./journal.ts";
import type { JsonObject } from "./json.ts";
import { portOf } from "./loopback-listen.ts";
import type { Ephemeral, Message } from "./message.ts";
import { topOf, viewWithState } from "./modal-stacks.ts";
import { readConversation, readDirectMessages } from "./read-messages.ts";
import { createSimulation, type Simulation } from "./simulation.ts";
import type { WorkspaceSeed } from "./workspace-seed.ts";

/** A simulated Slack workspace: an API address for the bot, and everything that can be seen of it. */
export type Workspace = {
  readonly seed: WorkspaceSeed;
  /** The value of Bolt's `slackApiUrl`. */
  readonly apiUrl: string;
  readonly calls: () => readonly ApiCall[];
  /** Calls `listener` after each API call; the result stops that. */
  readonly onCall: (listener: CallListener) => () => void;
  /** Calls `listener` after each request to the bot; the result stops that. */
  readonly onAnswer: (listener: AnswerListener) => () => void;
  readonly fault: (spec: FaultSpec) => FaultHandle;
  /** The conversation as it stands, thread replies included, oldest first. */
  readonly messages: (channelId: string) => Promise<readonly Message[]>;
  /** What the bot and this person have in their direct conversation, oldest first. */
  readonly directMessages: (userId: string) => Promise<readonly Message[]>;
  readonly ephemerals: (channelId?: string) => readonly Ephemeral[];
  /** The view that this person sees, with the state of its inputs. */
  readonly modal: (userId: string) => JsonObject | undefined;
  /** The App Home that the bot published for this person. */
  readonly home: (userId: string) => JsonObject | undefined;
  /** Somebody is not to be disturbed, or may be again. */
  readonly quiet: (userId: string, time: QuietTime | undefined) => void;
  readonly close: () => Promise<void>;
  /** For the originator: what the workspace remembers. */
  readonly simulation: Simulation;
};

/** Starts a simulated workspace on free ports of 127.0.0.1. */
export async function startWorkspace(seed: WorkspaceSeed): Promise<Workspace> {
  const emulated = await startEmulatedSlack(seed);
  const simulation = createSimulation(seed, emulated);
  const server = await startApiServer(simulation);
  const { journal, faults, modals } = simulation;
  return {
    seed,
    simulation,
    apiUrl: `http://127.0.0.1:${portOf(server)}/api/`,
    calls: () => [...journal.calls],
    onCall: (listener) => listen(journal, listener),
    onAnswer: (listener) => listenToAnswers(simulation.answered, listener),
    fault: (spec) => addFault(faults, spec),
    messages: (channelId) => readConversation(emulated, channelId),
    directMessages: (userId) => readDirectMessages(emulated, userId),
    ephemerals: (channelId) =>
      simulation.ephemerals.filter((item) => channelId === undefined || item.channel === channelId),
    modal: (userId) => {
      const top = topOf(modals, userId);
      return top && viewWithState(top);
    },
    home: (userId) => modals.homes.get(userId),
    quiet: (userId, time) => setQuietTime(simulation.quietTimes, userId, time),
    close: async () => {
      await stop(server);
      await emulated.close();
    },
  };
}

async function stop(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}
