import type { JsonObject } from "./json.ts";
import type { WorkspaceSeed } from "./workspace-seed.ts";

/** Someone of the workspace by id, or someone of another organisation in a shared channel. */
export type Actor = string | { readonly id: string; readonly name: string; readonly teamId: string };

export const VERIFICATION_TOKEN = "simulated-verification-token";

export function actorId(actor: Actor): string {
  return typeof actor === "string" ? actor : actor.id;
}

export function userPart(seed: WorkspaceSeed, actor: Actor): JsonObject {
  if (typeof actor !== "string") {
    return { id: actor.id, username: actor.name, name: actor.name, team_id: actor.teamId };
  }
  const name = seed.people.find((person) => person.id === actor)?.name ?? actor;
  return { id: actor, username: name, name, team_id: seed.teamId };
}

/** A conversation as interactions name it: only public channels keep their own name. */
export function channelPart(seed: WorkspaceSeed, id: string): { readonly id: string; readonly name: string } {
  const channel = seed.channels.find((known) => known.id === id);
  if (!channel) return { id, name: "directmessage" };
  return { id, name: channel.isPrivate === true ? "privategroup" : channel.name };
}

/** What every interaction payload carries. */
export function interactionPart(seed: WorkspaceSeed, actor: Actor): JsonObject {
  return {
    enterprise: null,
    team: { id: seed.teamId, domain: seed.domain },
    user: userPart(seed, actor),
    api_app_id: seed.appId,
    token: VERIFICATION_TOKEN,
    is_enterprise_install: false,
  };
}
