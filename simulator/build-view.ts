import { randomBytes } from "node:crypto";
import { withIds } from "./block-ids.ts";
import { objectsAt, textAt, type JsonObject } from "./json.ts";
import { machineNow } from "./machine-clock.ts";
import { botIdOf, type WorkspaceSeed } from "./workspace-seed.ts";

/** A new view as Slack stores it, on top of `below` when there is one. */
export function buildView(seed: WorkspaceSeed, payload: JsonObject, below?: JsonObject): JsonObject {
  const id = `V${randomBytes(5).toString("hex").toUpperCase()}`;
  const root = below?.["root_view_id"] ?? id;
  return {
    ...identity(seed),
    id,
    root_view_id: root,
    previous_view_id: below?.["id"] ?? null,
    ...content(payload),
  };
}

/** The next version of a view: same identity, new content, new hash. */
export function rebuildView(view: JsonObject, payload: JsonObject): JsonObject {
  return { ...view, ...content(payload) };
}

function identity(seed: WorkspaceSeed): JsonObject {
  return {
    team_id: seed.teamId,
    app_id: seed.appId,
    app_installed_team_id: seed.teamId,
    bot_id: botIdOf(seed),
  };
}

function content(payload: JsonObject): JsonObject {
  return {
    type: payload["type"],
    title: payload["title"] ?? null,
    submit: payload["submit"] ?? null,
    close: payload["close"] ?? null,
    blocks: withIds(objectsAt(payload, "blocks")),
    private_metadata: textAt(payload, "private_metadata"),
    callback_id: textAt(payload, "callback_id"),
    external_id: textAt(payload, "external_id"),
    state: { values: {} },
    hash: `${Math.floor(machineNow() / 1000)}.${randomBytes(4).toString("hex")}`,
    clear_on_close: isTrue(payload["clear_on_close"]),
    notify_on_close: isTrue(payload["notify_on_close"]),
    submit_disabled: isTrue(payload["submit_disabled"]),
  };
}

function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}
