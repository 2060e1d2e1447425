import { z } from "zod";
import { slotNameSchema } from "../domain/agency.ts";
import { roleSchema } from "../domain/area/area-schema.ts";
import { acting, name } from "./story-parts.ts";

/** An administrator changes the register: somebody of their own agency joins, and may do things in later entries, or leaves. */
export const peopleEntries = [
  z.strictObject({
    ...acting,
    does: z.literal("person-joins"),
    joins: name,
    roles: z.array(roleSchema).min(1),
    teams: z.array(slotNameSchema).default([]),
  }),
  z.strictObject({ ...acting, does: z.literal("person-leaves"), person: name }),
] as const;
