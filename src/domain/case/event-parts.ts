import { z } from "zod";
import { slotNameSchema } from "../agency.ts";
import type { Instant } from "../instant.ts";

/** An instant in the one spelling that is stored; see the domain's Instant. */
export const instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as unknown as z.ZodType<Instant>;
export const because = z.array(z.string()).readonly();
export const id = z.string().min(1);

/** Who did it and when: `at` is when it happened, `enteredAt` when it was written down. Never the same field. */
export const act = { by: id, at: instant, enteredAt: instant };

export const hop = z.strictObject({ slot: slotNameSchema, person: id.optional() });
/** Whose mailbox, by ids alone. */
export const mailbox = z.union([
  z.strictObject({ slot: slotNameSchema }),
  z.strictObject({ invitee: id, meeting: id }),
  z.strictObject({ person: id }),
]);
export const address = z.union([
  z.strictObject({ installation: id, channel: id }),
  z.strictObject({ installation: id, person: id }),
  z.strictObject({ mailbox }),
]);
export const identity = z.strictObject({ installation: id, team: id, user: id });

/** Whose keys open a sealed body: both agencies', one's alone, or those of an addendum's few readers. */
export type Compartment = "shared" | "police" | "social-care" | `addendum/${string}`;

export const sealed = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape);
export const noBody = z.undefined();
export const optionalText = z.string().optional();
