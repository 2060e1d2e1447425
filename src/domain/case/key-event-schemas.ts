import { z } from "zod";
import { act, because, noBody } from "./event-parts.ts";

/** A compartment by its name in a header: closed words, or an addendum by its random id. */
const compartmentName = z.string().regex(/^(shared|police|social-care|addendum\/[\w-]+)$/);

/**
 * What was sealed in one compartment until then can be opened by nobody any more: its data keys are destroyed. The reasons
 * are an administrator's own words and hold no name. It is no work in the case, and changes nothing of its state.
 */
export const keyDestroyed = {
  header: z.strictObject({
    ...act,
    compartment: compartmentName,
    keys: z.number().int().positive(),
    because,
  }),
  body: noBody,
};
