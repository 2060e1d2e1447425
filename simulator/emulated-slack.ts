import { createEmulator } from "emulate";
import {
  administratorToken,
  botTokens,
  EMULATED_ADMINISTRATOR,
  EMULATED_TEAM_ID,
  emulatorSeed,
} from "./emulator-seed.ts";
import { createIdTranslation, type IdPair } from "./id-translation.ts";
import { isObject, objectsAt, parseJson, textAt, type JsonObject } from "./json.ts";
import { listenOnLoopback } from "./loopback-listen.ts";
import type { WorkspaceSeed } from "./workspace-seed.ts";

/** The emulator behind the proxy: Web API methods in the seed's ids. */
export type EmulatedSlack = {
  readonly call: (method: string, args: JsonObject) => Promise<JsonObject>;
  readonly close: () => Promise<void>;
};

type RawCall = (method: string, args: unknown, token: string) => Promise<JsonObject>;

/** Starts the emulator on a free loopback port with the people and channels of the seed. */
export async function startEmulatedSlack(seed: WorkspaceSeed): Promise<EmulatedSlack> {
  requireUniqueNames(seed);
  const baseUrl = `https://${seed.domain}.slack.com`;
  const start = () => createEmulator({ service: "slack", port: 0, baseUrl, seed: emulatorSeed(seed) });
  const { started: emulator, port } = await listenOnLoopback(start);
  const raw: RawCall = (method, args, token) => post(`http://127.0.0.1:${port}/api/${method}`, args, token);
  const pairs = await findIds(seed, raw);
  await inviteBot(seed, pairs, raw);
  const ids = createIdTranslation([...pairs, { outside: seed.teamId, inside: EMULATED_TEAM_ID }]);
  let turn = 0;
  return {
    call: async (method, args) => {
      turn = (turn + 1) % botTokens.length;
      const answer = ids.outward(await raw(method, ids.inward(args), botTokens[turn] ?? ""));
      return isObject(answer) ? answer : {};
    },
    close: () => emulator.close(),
  };
}

// The emulator finds people and channels by name and quietly drops a second one.
function requireUniqueNames({ people, channels }: WorkspaceSeed): void {
  for (const group of [people, channels]) {
    if (new Set(group.map(({ name }) => name)).size < group.length) throw new Error("names must be unique");
  }
}

async function post(url: string, args: unknown, token: string): Promise<JsonObject> {
  const response = await fetch(url, {
    method: "POST",
    // Not kept alive: while a start keeps this process busy, the emulator in it drops idle connections unseen.
    headers: { "content-type": "application/json", authorization: `Bearer ${token}`, connection: "close" },
    body: JSON.stringify(args),
  });
  const body = parseJson(await response.text());
  if (response.status === 404) return { ok: false, error: "unknown_method" };
  if (!response.ok || !isObject(body)) throw new Error(`the emulator answered ${response.status} to ${url}`);
  return body;
}

async function findIds(seed: WorkspaceSeed, raw: RawCall): Promise<readonly IdPair[]> {
  const users = await raw("users.list", { limit: 1000 }, administratorToken);
  const types = "public_channel,private_channel";
  const channels = await raw("conversations.list", { limit: 1000, types }, administratorToken);
  return [
    ...seed.people.map((person) => pair(person, objectsAt(users, "members"))),
    ...seed.channels.map((channel) => pair(channel, objectsAt(channels, "channels"))),
  ];
}

function pair(wanted: { readonly id: string; readonly name: string }, found: readonly JsonObject[]): IdPair {
  const match = found.find((item) => item["name"] === wanted.name);
  if (!match) throw new Error(`the emulator has nothing named ${wanted.name}`);
  return { outside: wanted.id, inside: textAt(match, "id") };
}

// Seeded channels hold everyone but the bot, whom the emulator adds last; its two default channels nobody.
async function inviteBot(seed: WorkspaceSeed, pairs: readonly IdPair[], raw: RawCall): Promise<void> {
  const inside = new Map(pairs.map((known) => [known.outside, known.inside]));
  const everyone = seed.people
    .map((person) => inside.get(person.id))
    .filter((id) => id !== EMULATED_ADMINISTRATOR);
  for (const { id, name } of seed.channels) {
    const isDefault = name === "general" || name === "random";
    const users = [seed.botUserId, ...(isDefault ? everyone : [])].join(",");
    const answer = await raw("conversations.invite", { channel: inside.get(id), users }, administratorToken);
    if (answer["ok"] !== true) throw new Error(`cannot add the bot to ${name}: ${textAt(answer, "error")}`);
  }
}
