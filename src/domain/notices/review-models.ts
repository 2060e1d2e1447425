import { z } from "zod";

/** The review of a protocol: by when, or since when overdue, and once it is recorded, what came of it. It names no case. */
export const protocolReview = z.strictObject({
  kind: z.literal("protocol-review"),
  area: z.string(),
  areaName: z.string(),
  review: z.string(),
  title: z.string(),
  rule: z.string(),
  says: z.string(),
  due: z.string(),
  overdue: z.boolean(),
  reader: z.enum(["owner", "operators"]),
  owners: z.array(z.strictObject({ name: z.string(), telephone: z.string() })).readonly(),
  /** Who must have heard what came of it. */
  outcomeTo: z.string().optional(),
  recorded: z
    .strictObject({
      by: z.string(),
      at: z.string(),
      outcome: z.enum(["no-change", "changed"]),
      nextDue: z.string(),
    })
    .optional(),
});
