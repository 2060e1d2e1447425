import { z } from "zod";

/* What is said when a message could not be delivered. */

export const notDelivered = z.strictObject({
  kind: z.literal("not-delivered"),
  ref: z.string(),
  team: z.string(),
  telephone: z.string(),
});

export const undeliveredAlarm = z.strictObject({
  kind: z.literal("undelivered-alarm"),
  areaName: z.string(),
  ref: z.string(),
  what: z.string(),
  error: z.string(),
  /** Slack where it is left out. */
  medium: z.literal("e-mail").optional(),
});
