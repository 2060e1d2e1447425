import { z } from "zod";
import { agencySchema } from "../agency.ts";
import { act, because, id, instant, noBody, sealed } from "./event-parts.ts";

/** Something is to be looked at again at an instant: who still has not answered, or what falls due. */
export const timerSet = {
  header: z.strictObject({
    ...act,
    timer: id,
    kind: z.enum(["rung", "sender", "idle", "reminder"]),
    /** An agency for a rung, a hop for idle, a deadline for a reminder. */
    subject: z.string(),
    step: z.number().int().min(0),
    dueAt: instant,
    because,
  }),
  body: noBody,
};

export const timerDone = {
  header: z.strictObject({ ...act, timer: id, outcome: z.enum(["told", "skipped", "postponed"]), because }),
  body: noBody,
};

export const handedBack = {
  header: z.strictObject({ ...act, agency: agencySchema, hop: z.number().int().min(0) }),
  body: sealed({ reason: z.string() }),
};
