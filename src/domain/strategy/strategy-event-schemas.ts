import { z } from "zod";
import { agencySchema, slotNameSchema } from "../agency.ts";
import { act, id, instant, optionalText, sealed } from "../case/event-parts.ts";
import { participant } from "../meetings/meeting.ts";
import { learnedFactsSchema } from "../steps/learned-facts.ts";
import { recordSection } from "./sections.ts";

const ofRecord = { ...act, agency: agencySchema, record: id };
/** A question of a protocol, in a few lower-case words. */
const question = z.string().regex(/^[a-z][a-z0-9' ,-]*$/);

/**
 * One section of a discussion's record as somebody wrote it. It stands in place of the drafts that its writer had before
 * them; one of another writer that it did not see stands beside it.
 */
const sectionDrafted = {
  header: z.strictObject({
    ...ofRecord,
    draft: id,
    section: recordSection,
    replaces: z.array(id).readonly(),
    /** The meeting that was arranged for it, if one was. */
    meeting: id.optional(),
    /** It looks again at what earlier enquiries found. */
    review: z.literal(true).optional(),
    answered: z.array(question).readonly(),
    facts: learnedFactsSchema,
    present: z.array(agencySchema).readonly(),
    /** Of those who were invited, who was there. */
    attended: z.array(id).readonly(),
  }),
  body: sealed({
    answers: z.array(z.strictObject({ field: z.string(), text: z.string() })).readonly(),
  }),
};

/** Somebody is to do something by a time. Without both it is not an action. */
const actionAgreed = {
  header: z.strictObject({
    ...ofRecord,
    action: id,
    owner: participant,
    /** The worker who owns it; without one, whoever has the case for that agency. */
    person: id.optional(),
    dueAt: instant,
  }),
  body: sealed({ text: z.string(), who: optionalText }),
};

const actionDone = {
  header: z.strictObject({ ...act, agency: agencySchema, action: id }),
  body: z.undefined(),
};

/** Somebody who gets the record: how, and what of it is kept from them. */
const recipient = z.strictObject({
  recipient: id,
  as: participant,
  person: id.optional(),
  slot: slotNameSchema.optional(),
  invitee: id.optional(),
  reach: z.enum(["e-mail", "own-way", "nothing"]),
  withheld: z.array(recordSection).readonly(),
});
export type Recipient = z.infer<typeof recipient>;

/** Who gets the record of a discussion. What is kept from somebody has its reason in the body. */
const distributionConfirmed = {
  header: z.strictObject({ ...ofRecord, recipients: z.array(recipient).min(1).readonly() }),
  body: sealed({
    recipients: z
      .array(
        z.strictObject({
          recipient: id,
          name: z.string(),
          whyWithheld: optionalText,
        }),
      )
      .readonly(),
  }),
};

/** Whoever gives the record in their own way has given it, or what was sent has come back. */
const recordGiven = {
  header: z.strictObject({
    ...ofRecord,
    recipient: id,
    how: z.enum(["given", "came-back"]),
  }),
  body: z.undefined(),
};

/** The events of a case that are about the record of its strategy discussions. */
export const strategyEvents = {
  SectionDrafted: { 1: sectionDrafted },
  ActionAgreed: { 1: actionAgreed },
  ActionDone: { 1: actionDone },
  DistributionConfirmed: { 1: distributionConfirmed },
  RecordGiven: { 1: recordGiven },
} as const;
