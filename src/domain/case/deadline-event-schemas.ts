import { z } from "zod";
import { slotNameSchema } from "../agency.ts";
import { ruleIdSchema } from "../protocol/vocabulary.ts";
import { act, because, id, instant, noBody } from "./event-parts.ts";

/** What a due time means on the clock on the wall. */
const intention = z.strictObject({ date: z.string(), time: z.string(), rule: z.string(), zone: z.string() });

export const deadlineSet = {
  header: z.strictObject({
    ...act,
    deadline: id,
    clock: id,
    rule: ruleIdSchema,
    owner: slotNameSchema,
    startedAt: instant,
    dueAt: instant,
    alsoShownAt: instant.optional(),
    intention,
    because,
    protocolHash: id,
    calendarVersion: z.string(),
  }),
  body: noBody,
};

export const deadlineMet = {
  header: z.strictObject({ ...act, deadline: id, rule: ruleIdSchema, late: z.boolean(), because }),
  body: noBody,
};

/** The working calendar has changed, and what was due by it is due at another time. What it was stays in the record. */
export const deadlineChanged = {
  header: z.strictObject({
    ...act,
    deadline: id,
    rule: ruleIdSchema,
    dueAt: instant,
    alsoShownAt: instant.optional(),
    wasDueAt: instant,
    wasAlsoShownAt: instant.optional(),
    intention,
    because,
    calendarVersion: z.string(),
  }),
  body: noBody,
};
