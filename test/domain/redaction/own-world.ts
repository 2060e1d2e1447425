import type { Slot } from "../../../src/domain/area/area-schema.ts";
import { parseInstant } from "../../../src/domain/instant.ts";
import type { NoticeModel } from "../../../src/domain/notices/notice.ts";
import type { SlackModel } from "../../../src/domain/notices/notice.ts";

export const at = parseInstant("2026-09-01T16:00:00.000Z");
export const long = parseInstant("2026-04-14T07:30:00.000Z");
export const had = { how: "picked-up", by: "p1", at } as const;
export const told = { how: "told", by: "p1", at: long } as const;

export type Told = { readonly name: string; readonly telephone: string };

export const slotSays = (slot: Slot): Told => ({ name: slot.name, telephone: slot.telephone });

export type World = {
  readonly ref: string;
  readonly areaName: string;
  readonly team: Told;
  readonly other: Told;
  readonly says: string;
  /** What the protocol of the area was read from. */
  readonly title: string;
};
export type Examples = { readonly [K in SlackModel["kind"]]: readonly Extract<NoticeModel, { kind: K }>[] };
