import type { Area } from "../area/area-schema.ts";
import type { Instant } from "../instant.ts";
import type { NoticeModel } from "../notices/notice.ts";
import { teamAt, type Desk } from "./desk.ts";
import type { HandOver } from "./desk-state.ts";

type HandOverModel = Extract<NoticeModel, { kind: "hand-over" }>;
type At = { readonly desk: Desk; readonly area: Area };

/** A hand-over list as its team reads it. */
export const handOverModel = (
  by: At,
  over: Omit<HandOver, "chased" | "notice">,
  unsignedSince?: Instant,
): HandOverModel => ({
  kind: "hand-over",
  area: by.desk.area,
  areaName: by.area.name,
  slot: by.desk.slot,
  team: teamAt(by.desk, by.area).name,
  at: over.at,
  since: over.since,
  list: over.list,
  ...(over.signed === undefined ? {} : { signed: over.signed }),
  ...(unsignedSince === undefined ? {} : { unsignedSince }),
});
