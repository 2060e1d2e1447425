import { textAt, type JsonObject } from "./json.ts";
import { refusal } from "./slack-refusal.ts";
import type { WorkspaceSeed } from "./workspace-seed.ts";

/** When somebody's next 'do not disturb' begins and ends, in seconds since 1970. */
export type QuietTime = { readonly from: number; readonly until: number };
/** By user id; whoever is not in it can be disturbed. */
export type QuietTimes = Map<string, QuietTime>;

export function setQuietTime(times: QuietTimes, user: string, time: QuietTime | undefined): void {
  if (time) times.set(user, time);
  else times.delete(user);
}

type Home = { readonly seed: WorkspaceSeed; readonly quietTimes: QuietTimes };

/** Slack's `dnd.info` and `dnd.teamInfo`, which the emulator has not; undefined for any other method. */
export function callQuietMethod(home: Home, method: string, args: JsonObject): JsonObject | undefined {
  if (method === "dnd.info") return info(home, textAt(args, "user") || home.seed.botUserId);
  if (method !== "dnd.teamInfo") return undefined;
  const users = textAt(args, "users").split(",");
  return { ok: true, users: Object.fromEntries(users.map((user) => [user, stateOf(home, user)])) };
}

function info(home: Home, user: string): JsonObject {
  const { people, botUserId } = home.seed;
  const isKnown = user === botUserId || people.some(({ id }) => id === user);
  return isKnown ? { ok: true, ...stateOf(home, user), snooze_enabled: false } : refusal("user_not_found");
}

/** Slack says 1 for both times of somebody who has none. */
function stateOf({ quietTimes }: Home, user: string): JsonObject {
  const quiet = quietTimes.get(user);
  return {
    dnd_enabled: quiet !== undefined,
    next_dnd_start_ts: quiet?.from ?? 1,
    next_dnd_end_ts: quiet?.until ?? 1,
  };
}
