import type { JsonObject } from "./json.ts";
import { refusal } from "./slack-refusal.ts";

/** What Slack insists on, besides the token, of the methods that a bot like this one uses. A test compares it with Slack's. */
export const requiredArguments: Readonly<Record<string, readonly string[]>> = {
  "auth.test": [],
  "chat.postMessage": ["channel"],
  "chat.postEphemeral": ["channel", "user"],
  "chat.update": ["channel", "ts"],
  "chat.delete": ["channel", "ts"],
  "conversations.open": [],
  "conversations.history": ["channel"],
  "conversations.replies": ["channel", "ts"],
  "conversations.info": ["channel"],
  "conversations.members": ["channel"],
  "conversations.list": [],
  "users.info": ["user"],
  "users.list": [],
  "usergroups.list": [],
  "usergroups.users.list": ["usergroup"],
  "usergroups.users.update": ["usergroup", "users"],
  "dnd.info": [],
  "dnd.teamInfo": ["users"],
  "views.open": ["view"],
  "views.push": ["view"],
  "views.update": ["view"],
  "views.publish": ["user_id", "view"],
};

/** Slack's refusal of a call that lacks an argument; undefined = let it pass. */
export function refuseIncomplete(method: string, args: JsonObject): JsonObject | undefined {
  const missing = (requiredArguments[method] ?? []).filter((name) => (args[name] ?? "") === "");
  if (missing.length === 0) return undefined;
  const problems = missing.map((name) => ({ path: `/${name}`, message: "missing required field" }));
  return refusal("invalid_arguments", problems);
}
