import { z } from "zod";
import { agencySchema } from "../agency.ts";
import { ruleIdSchema } from "../protocol/vocabulary.ts";
import { act, because, hop, id, instant, noBody, sealed } from "./event-parts.ts";

/** Something is to be looked at again at an instant: who still has not answered, or what falls due. */
export const timerSet = {
  header: z.strictObject({
    ...act,
    timer: id,
    kind: z.enum(["rung", "sender", "changeover", "idle", "reminder", "earlier"]),
    /** An agency for a rung, the sender and a changeover, a hop for idle, a deadline for a reminder; the names on earlier cases. */
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

/** What nobody has is also put to the team that is on duty from now on; the one that it was put to before keeps it. */
export const putToTeamOnDuty = {
  header: z.strictObject({
    ...act,
    agency: agencySchema,
    rule: ruleIdSchema,
    /** How many times it has been put on, the route itself not counted. */
    put: z.number().int().min(1),
    /** It was put there because of a new concern, and nobody has had that since. */
    concern: z.literal(true).optional(),
    hops: z.array(hop).min(1).readonly(),
    /** Who of the team that goes off duty stays accountable until a named person has it. */
    accountable: z.array(id).readonly(),
    because,
  }),
  body: noBody,
};

export const handedBack = {
  header: z.strictObject({ ...act, agency: agencySchema, hop: z.number().int().min(0) }),
  body: sealed({ reason: z.string() }),
};
