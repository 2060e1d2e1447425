import { z } from "zod";
import { agencySchema } from "../agency.ts";
import { ruleIdSchema } from "../protocol/vocabulary.ts";
import { act, because, id, identity, instant, noBody, sealed } from "./event-parts.ts";

/** What a person is in a case. Whoever is named may know of it, also when it is restricted. */
export const caseRoleSchema = z.enum([
  "social-worker",
  "officer-in-the-case",
  "supervisor",
  "consulted",
  "chair",
  "invited",
]);
export type CaseRole = z.infer<typeof caseRoleSchema>;

const personNamed = {
  header: z.strictObject({ ...act, person: id, agency: agencySchema, as: caseRoleSchema }),
  body: noBody,
};

const personReleased = {
  header: z.strictObject({ ...act, person: id, as: caseRoleSchema }),
  body: sealed({ reason: z.string() }),
};

/** From then on the case is for named people alone, and this person is none of them. */
const personExcluded = {
  header: z.strictObject({ ...act, identities: z.array(identity).min(1).readonly() }),
  body: sealed({ reason: z.string() }),
};

/** Somebody who was not named opened a restricted case, because a child could not wait. */
const accessTaken = {
  header: z.strictObject({ ...act, agency: agencySchema, until: instant }),
  body: sealed({ reason: z.string() }),
};

/**
 * Who may read it is said by the compartment that its body is sealed in; an addendum names its readers here, and what
 * somebody of an agency has to be in the case to read it too, whenever they are named so.
 */
const noteAdded = {
  header: z.strictObject({
    ...act,
    agency: agencySchema,
    note: id,
    readers: z.array(id).readonly(),
    readersAs: z
      .array(z.strictObject({ agency: agencySchema, as: caseRoleSchema }))
      .readonly()
      .optional(),
    /** The meeting that it is about. */
    meeting: id.optional(),
  }),
  body: sealed({ text: z.string() }),
};

/** A departure from the protocol that takes effect once a manager of each agency named here has agreed to it. */
const departureProposed = {
  header: z.strictObject({
    ...act,
    agency: agencySchema,
    departure: id,
    presumption: id,
    rule: ruleIdSchema,
    needs: z.array(agencySchema).readonly(),
    because,
  }),
  body: sealed({ reason: z.string() }),
};

const departureAnswered = {
  header: z.strictObject({ ...act, agency: agencySchema, departure: id, agrees: z.boolean() }),
  body: sealed({ reason: z.string() }),
};

/** The events of a case that are about who may know of it, and what it departs from. */
export const accessEvents = {
  PersonNamed: { 1: personNamed },
  PersonReleased: { 1: personReleased },
  PersonExcluded: { 1: personExcluded },
  AccessTaken: { 1: accessTaken },
  NoteAdded: { 1: noteAdded },
  DepartureProposed: { 1: departureProposed },
  DepartureAnswered: { 1: departureAnswered },
} as const;
