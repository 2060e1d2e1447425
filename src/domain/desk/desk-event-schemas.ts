import { z } from "zod";
import { slotNameSchema } from "../agency.ts";
import { act, because, id, instant, noBody } from "../case/event-parts.ts";
import { handOverListSchema } from "./hand-over-list.ts";

const at = { ...act, area: id, slot: slotNameSchema };

/** The team's next opening, or the next time that somebody is asked to sign for its list. */
const deskTimerSet = {
  header: z.strictObject({
    ...at,
    timer: id,
    kind: z.enum(["opening", "unsigned"]),
    dueAt: instant,
    because,
  }),
  body: noBody,
};

const deskTimerDone = { header: z.strictObject({ ...at, timer: id, because }), body: noBody };

/** The list as it was put to the team: what was handed over can be shown years later. */
const handOverMade = {
  header: z.strictObject({ ...at, notice: id, since: instant, list: handOverListSchema, because }),
  body: noBody,
};

const handOverChased = {
  header: z.strictObject({ ...at, notice: id, step: z.number().int().min(1), because }),
  body: noBody,
};

const handOverSigned = { header: z.strictObject({ ...at, notice: id }), body: noBody };

/** A case is kept from somebody since: the list is shown without it. What the team was told stays in the record. */
const handOverRedacted = { header: z.strictObject({ ...at, notice: id, ref: id }), body: noBody };

/** Every event of a desk: a team whose hours decide by which route its agency is told. */
export const deskEventSchemas = {
  DeskTimerSet: { 1: deskTimerSet },
  DeskTimerDone: { 1: deskTimerDone },
  HandOverMade: { 1: handOverMade },
  HandOverChased: { 1: handOverChased },
  HandOverSigned: { 1: handOverSigned },
  HandOverRedacted: { 1: handOverRedacted },
} as const;

export type DeskHeaderOf<T extends keyof typeof deskEventSchemas> = z.infer<
  (typeof deskEventSchemas)[T][1]["header"]
>;
export type DeskEvent = {
  readonly [T in keyof typeof deskEventSchemas]: {
    readonly type: T;
    readonly version: 1;
    readonly header: DeskHeaderOf<T>;
  };
}[keyof typeof deskEventSchemas];
