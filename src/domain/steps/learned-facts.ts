import { z } from "zod";
import { attendanceGround, custody, enquiryMode } from "../case/facts.ts";

/**
 * The typed facts that a case learns with its steps, beside those of its referral: closed answers, asked for where a rule
 * of the protocol depends on them. None can hold a name or a sentence.
 */
export const learnedFactsSchema = z
  .strictObject({
    mode: enquiryMode,
    /** Whose enquiries they are, where one agency makes them alone. */
    enquirer: z.enum(["social-care", "police"]),
    harm: z.enum(["physical", "sexual", "emotional", "neglect"]),
    medical: z.enum(["needed", "may-be-needed", "not-needed"]),
    otherConcern: z.enum(["domestic-abuse", "gangs", "missing", "sexual-exploitation", "none"]),
    threshold: z.enum(["child-in-need", "significant-harm"]),
    held: z.enum(["meeting", "conversation"]),
    assessment: z.enum(["required", "not-required"]),
    message: z.enum(["update", "vetting-check", "intelligence-check"]),
    reasonNotToRefer: z.enum(["no-deliberate-cruelty", "accident-likelier", "sexual-behaviour", "other"]),
    suspect: z.enum(["interviewed", "not-interviewed", "not-known"]),
    custody,
    disagreement: z.enum(["settled", "not-settled"]),
    charging: z.enum(["awaited", "decided"]),
    /** Whether what is decided is what the threshold matrix advises. */
    matrix: z.enum(["followed", "more", "less"]),
    /** Who conducts an interview that is planned. */
    interview: z.enum(["joint", "police", "social-care"]),
    conference: z.enum(["initial", "review"]),
    attendance: z.enum(["required", "report-enough"]),
    attendanceGround: z.array(attendanceGround).readonly(),
    policeInCoreGroup: z.enum(["yes", "no"]),
    /** Whether an update brings new or increased harm: then it counts as a referral does. */
    newHarm: z.enum(["yes", "no", "not-known"]),
    /** Whether whoever brought the concern could be told. */
    referrer: z.enum(["told", "not-possible"]),
    /** Whether a conference made a child protection plan, and for what. */
    plan: z.enum(["yes", "no"]),
    category: z.enum(["neglect", "physical", "sexual", "emotional"]),
  })
  .partial();
export type LearnedFacts = z.infer<typeof learnedFactsSchema>;
export type LearnedFact = keyof LearnedFacts;

/** What is true of one step alone, and is asked anew for the next. */
export const askedEachTime: readonly LearnedFact[] = ["newHarm", "referrer"];

export const learnedFacts = Object.keys(learnedFactsSchema.shape) as readonly LearnedFact[];

export const isLearned = (fact: string): fact is LearnedFact => learnedFacts.some((one) => one === fact);
