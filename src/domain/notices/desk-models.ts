import { z } from "zod";
import { handOverListSchema } from "../desk/hand-over-list.ts";

/* What a team is told of the list that it takes over. */

export const handOver = z.strictObject({
  kind: z.literal("hand-over"),
  area: z.string(),
  areaName: z.string(),
  slot: z.string(),
  team: z.string(),
  at: z.string(),
  since: z.string(),
  list: handOverListSchema,
  signed: z.strictObject({ by: z.string(), at: z.string() }).optional(),
  /** When the last list was made, if nobody signed for it. */
  unsignedSince: z.string().optional(),
});

export const handOverUnsigned = z.strictObject({
  kind: z.literal("hand-over-unsigned"),
  areaName: z.string(),
  team: z.string(),
  telephone: z.string(),
  at: z.string(),
  withNobody: z.number().int(),
});
