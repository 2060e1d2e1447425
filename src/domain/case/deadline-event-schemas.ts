import { z } from "zod";
import { slotNameSchema } from "../agency.ts";
import { ruleIdSchema } from "../protocol/vocabulary.ts";
import { act, because, id, instant, noBody } from "./event-parts.ts";

/** What a due time means on the clock on the wall. */
const intention = z.strictObject({ date: z.string(), time: z.string(), rule: z.string(), zone: z.string() });

/** What a due time is counted from when it is not the start of the clock, and for whom of those who are invited. */
const anchor = z.strictObject({
  at: instant,
  meeting: id.optional(),
  invitee: id.optional(),
  /** The action that it is about, and the worker who owns it. */
  action: id.optional(),
  person: id.optional(),
});

export const deadlineSet = {
  header: z.strictObject({
    ...act,
    deadline: id,
    clock: id,
    rule: ruleIdSchema,
    owner: slotNameSchema,
    startedAt: instant,
    anchor: anchor.optional(),
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

/** Nothing is due any more, although nobody did it: what it was for is called off. */
export const deadlineEnded = {
  header: z.strictObject({ ...act, deadline: id, rule: ruleIdSchema, because }),
  body: noBody,
};

/**
 * The working calendar has changed, or what it is counted from has moved, and a duty is due at another time. What it was
 * stays in the record.
 */
export const deadlineChanged = {
  header: z.strictObject({
    ...act,
    deadline: id,
    rule: ruleIdSchema,
    anchor: anchor.optional(),
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
