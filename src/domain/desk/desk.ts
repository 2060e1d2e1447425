import { agencyOfSlot, type Agency, type SlotName } from "../agency.ts";
import { managersOfTeam } from "../area/managers.ts";
import type { Area, Slot } from "../area/area-schema.ts";
import type { Address } from "../notices/notice.ts";
import type { World } from "../routing/choose-route.ts";

/** A team whose hours decide by which route its agency is told, in one area. */
export type Desk = { readonly area: string; readonly slot: SlotName };
export type DeskTeam = Extract<Slot, { kind: "team" }>;

/** What a desk's stream is called, and what its timers carry in place of a case's reference. */
export const deskName = ({ area, slot }: Desk): string => `desk/${area}/${slot}`;

/** The desk of that name; undefined for the reference of a case. */
export const deskNamed = (name: string): Desk | undefined => {
  const [kind, area, slot] = name.split("/");
  return kind === "desk" && area !== undefined && slot !== undefined ? { area, slot } : undefined;
};

/** Every desk of an area: the teams that open and close. */
export const desksOf = ({ area, protocol }: Pick<World, "area" | "protocol">): readonly Desk[] =>
  [...new Set(protocol.routes.flatMap(({ hoursOf }) => (hoursOf === undefined ? [] : [hoursOf])))]
    .filter((slot) => area.slots[slot]?.kind === "team")
    .map((slot) => ({ area: area.area, slot }));

/** The team that sits at a desk. Throws when the area does not fill it, which the loader refuses. */
export const teamAt = ({ slot }: Desk, area: Area): DeskTeam => {
  const team = area.slots[slot];
  if (team?.kind !== "team") throw new Error(`${area.area} has no team at ${slot}`);
  return team;
};

export const agencyAt = ({ slot }: Desk): Agency => agencyOfSlot(slot);

/** Whom to tell of the managers of a desk's team. */
export const managersAt = (desk: Desk, area: Area): readonly Address[] => {
  const { installation } = teamAt(desk, area);
  return managersOfTeam(desk.slot, area).map(({ person }) => ({ installation, person }));
};
