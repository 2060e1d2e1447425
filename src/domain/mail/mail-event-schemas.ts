import { z } from "zod";
import { act, id, noBody } from "../case/event-parts.ts";

/**
 * What mail servers reported of an e-mail: handed to its mailbox, passed on to a server that reports no more, still being
 * tried, or failed for good.
 */
export const mailOutcome = z.enum(["delivered", "relayed", "delayed", "failed"]);
export type MailOutcome = z.infer<typeof mailOutcome>;

/** A report came back. The status is the enhanced code of RFC 3463, such as 5.1.1; never the server's words. */
export const mailReported = {
  header: z.strictObject({
    ...act,
    notice: id,
    outcome: mailOutcome,
    status: z
      .string()
      .regex(/^[245]\.\d{1,3}\.\d{1,3}$/)
      .optional(),
  }),
  body: noBody,
};
