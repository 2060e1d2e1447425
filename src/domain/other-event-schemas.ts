import { z } from "zod";
import { checkpointEventSchemas } from "./checkpoint-event-schemas.ts";
import { deskEventSchemas } from "./desk/desk-event-schemas.ts";
import { act, instant, mailbox } from "./case/event-parts.ts";
import { reviewEventSchemas } from "./review/review-event-schemas.ts";
import { personEventSchemas } from "./people/person-event-schemas.ts";

/**
 * The events of streams that are not cases: people, areas, protocols, the calendar, checkpoints, and who opened what.
 * They are events too, or last March's routing could not be reproduced. Details of staff stand clear: they are a duty list.
 */
const header = <T extends z.ZodRawShape>(shape: T) => ({
  1: { header: z.strictObject({ ...act, ...shape }), body: z.undefined() },
});
const identity = z.strictObject({ installation: z.string(), team: z.string(), user: z.string() });

export const otherEventSchemas = {
  ...deskEventSchemas,
  ...reviewEventSchemas,
  ...checkpointEventSchemas,
  ...personEventSchemas,
  AreaActivated: header({ area: z.string(), hash: z.string() }),
  ProtocolActivated: header({ area: z.string(), protocol: z.string(), hash: z.string() }),
  ClosureAdded: header({ date: z.string(), kind: z.enum(["closed", "working"]), because: z.string() }),
  ClosureRemoved: header({ date: z.string(), because: z.string() }),
  RotaEntryAdded: header({ slot: z.string(), person: z.string(), from: instant, to: instant }),
  CaseOpenedForReading: header({
    ref: z.string(),
    surface: z.string(),
    compartments: z.array(z.string()).readonly(),
    identity,
    /** The e-mail that it was opened for. */
    mail: z.strictObject({ notice: z.string(), to: mailbox }).optional(),
  }),
  /** How a case stands was shown: no word of what was written, but that there is a case. */
  CaseCardShown: header({ ref: z.string(), surface: z.string(), identity }),
  /** Somebody was shown who had looked. */
  AccessSeen: header({ ref: z.string(), surface: z.string(), identity }),
  ActionRefused: header({
    ref: z.string(),
    verb: z.string(),
    surface: z.string(),
    because: z.array(z.string()).readonly(),
    identity,
  }),
} as const;
