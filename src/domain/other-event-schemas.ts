import { z } from "zod";
import { agencySchema } from "./agency.ts";
import { deskEventSchemas } from "./desk/desk-event-schemas.ts";
import { act, instant } from "./case/event-parts.ts";

/**
 * The events of streams that are not cases: people, areas, protocols, the calendar, and who opened what. They are
 * events too, or last March's routing could not be reproduced. Details of staff stand clear: they are a duty list.
 */
const header = <T extends z.ZodRawShape>(shape: T) => ({
  1: { header: z.strictObject({ ...act, ...shape }), body: z.undefined() },
});
const identity = z.strictObject({ installation: z.string(), team: z.string(), user: z.string() });

export const otherEventSchemas = {
  ...deskEventSchemas,
  AreaActivated: header({ area: z.string(), hash: z.string() }),
  ProtocolActivated: header({ area: z.string(), protocol: z.string(), hash: z.string() }),
  PersonRegistered: header({
    person: z.string(),
    area: z.string(),
    name: z.string(),
    agency: agencySchema,
    roles: z.array(z.string()).readonly(),
    teams: z.array(z.string()).readonly(),
    telephone: z.string().optional(),
    identities: z.array(identity).readonly(),
  }),
  PersonLeft: header({ person: z.string(), area: z.string() }),
  ClosureAdded: header({ date: z.string(), kind: z.enum(["closed", "working"]), because: z.string() }),
  ClosureRemoved: header({ date: z.string(), because: z.string() }),
  RotaEntryAdded: header({ slot: z.string(), person: z.string(), from: instant, to: instant }),
  CaseOpenedForReading: header({
    ref: z.string(),
    surface: z.string(),
    compartments: z.array(z.string()).readonly(),
    identity,
  }),
  ActionRefused: header({
    ref: z.string(),
    verb: z.string(),
    surface: z.string(),
    because: z.array(z.string()).readonly(),
    identity,
  }),
} as const;
