import { z } from "zod";
import { caseRoleSchema } from "../domain/case/access-event-schemas.ts";
import { inCase, name, reason } from "./story-parts.ts";

/* The entries that are about who may know of a case, who writes what for whom, and departures from the protocol. */

const namePerson = z.strictObject({
  ...inCase,
  does: z.literal("name-person"),
  person: name,
  as: caseRoleSchema,
});
const releasePerson = z.strictObject({
  ...inCase,
  does: z.literal("release-person"),
  person: name,
  as: caseRoleSchema,
  reason,
});
const excludePerson = z.strictObject({ ...inCase, does: z.literal("exclude-person"), person: name, reason });
const takeAccess = z.strictObject({ ...inCase, does: z.literal("take-access"), reason });

const addNote = z.strictObject({
  ...inCase,
  does: z.literal("add-note"),
  for: z.enum(["both agencies", "own agency", "named people"]).default("both agencies"),
  /** Who may read an addendum, besides whoever writes it. */
  readers: z.array(name).default([]),
});

const proposeDeparture = z.strictObject({
  ...inCase,
  does: z.literal("propose-departure"),
  presumption: name,
  reason,
});
/** The departure that was proposed last is meant, or the last from one presumption. */
const answerDeparture = z.strictObject({
  ...inCase,
  does: z.literal("answer-departure"),
  presumption: name.optional(),
  answer: z.enum(["agrees", "refuses"]),
  reason,
});

export const accessEntries = [
  namePerson,
  releasePerson,
  excludePerson,
  takeAccess,
  addNote,
  proposeDeparture,
  answerDeparture,
] as const;
