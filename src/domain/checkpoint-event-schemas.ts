import { z } from "zod";
import { act, id, noBody } from "./case/event-parts.ts";

const listedHead = z.strictObject({
  stream: id,
  sequence: z.number().int().min(1),
  /** The hash of that event, in hexadecimal. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ListedHead = z.infer<typeof listedHead>;

/** Where streams ended that had changed since they were last listed. */
export const checkpointEventSchemas = {
  CheckpointMade: {
    1: { header: z.strictObject({ ...act, heads: z.array(listedHead).min(1).readonly() }), body: noBody },
  },
} as const;
export type CheckpointHeader = z.infer<(typeof checkpointEventSchemas)["CheckpointMade"][1]["header"]>;
