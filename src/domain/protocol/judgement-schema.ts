import { z } from "zod";
import { agencySchema, slotNameSchema } from "../agency.ts";
import {
  caseStep,
  conditionSchema,
  identifier,
  protocolWords,
  provenance,
  ruleIdSchema,
} from "./vocabulary.ts";
import { sectionName } from "./section-name.ts";

/** Who may leave the protocol on the record, what they must say, and who hears of it. */
const departure = z.strictObject({
  by: z.enum(["whoever decides", "manager", "manager of each agency"]),
  needs: z.array(z.enum(["reason", "named manager"])).min(1),
  tells: z.enum(["the other agency"]),
});

/** Nothing urgent waits for a gate: whoever acts now says so with one press, and why afterwards. */
const emergency = z.literal("acting now, reason afterwards");

/** The step that opens a gate, and whose it must be. */
const untilStep = z.strictObject({
  step: caseStep,
  /** Whose step opens the gate, where it matters. Anyone's when left out. */
  by: z.enum(["the enquiring agency", "the same agency", "social-care", "police"]).optional(),
  attendedByAll: z.array(agencySchema).optional(),
  agreedByAll: z.array(agencySchema).optional(),
});

/** Nothing that an agency itself owes in the case is open. */
const untilDone = z.strictObject({ ownDuties: z.literal("done") });

/** A gate refuses a step until another has been taken, or lets it through with a reason. */
export const gateSchema = z.strictObject({
  ...provenance,
  id: identifier,
  refuses: caseStep,
  /** "refuse" when left out. */
  strength: z.enum(["refuse", "confirm with a reason"]).optional(),
  /**
   * Whom it refuses. "the enquiring agency" is whoever makes the enquiries, both when they are joint, and the one that the
   * referral went to while nobody has said; "the other agency" is the one that does not make them.
   */
  by: z.enum(["either agency", "the enquiring agency", "the other agency", "social-care", "police"]),
  when: conditionSchema.optional(),
  until: z.union([untilStep, untilDone]),
  except: z
    .strictObject({
      rule: ruleIdSchema,
      heldInDocument: z.strictObject({
        reference: z.literal("required"),
        confirmedBy: z.enum(["the receiving agency"]),
      }),
    })
    .optional(),
  departure: departure.optional(),
  emergency,
});

/** A default that holds unless somebody leaves it with reasons. */
export const presumptionSchema = z.strictObject({
  ...provenance,
  id: identifier,
  when: conditionSchema.optional(),
  presumes: z.enum([
    "joint enquiries",
    "joint visit",
    "joint interviews",
    "the visit stays joint",
    "the police attend",
    "the police do not attend",
    "the threshold matrix is followed",
  ]),
  departure,
});

/** What an entry must hold. An urgent one is taken as it is, and what is missing is asked for afterwards. */
export const requirementSchema = z.strictObject({
  ...provenance,
  id: identifier,
  for: caseStep,
  by: agencySchema.optional(),
  when: conditionSchema.optional(),
  /** What must be answered, in a few lower-case words each; "not known" is an answer where the form offers it. */
  fields: z.array(protocolWords).min(1),
  /** In which part of the record of a strategy discussion its answers stand, and those that stand in another. */
  section: sectionName.optional(),
  fieldSections: z.record(z.string(), sectionName).optional(),
  /** When left out, an entry with something missing is refused. */
  strength: z.literal("confirm with a reason").optional(),
  urgentIncomplete: z.literal("always open"),
});

/** Who leads, decides or does a thing: a role in the case, and nobody in their place. */
export const deciderSchema = z.strictObject({
  ...provenance,
  id: identifier,
  what: z.string().min(5),
  /** The step that is decided so: its form says who decides, and the other agency's word for it needs a reason. */
  for: caseStep.optional(),
  /** Whose step it is about, where both agencies take one. */
  by: agencySchema.optional(),
  when: conditionSchema.optional(),
  who: z.array(slotNameSchema).min(1),
});

/** Who is told when a step has been taken. */
export const noticeRuleSchema = z.strictObject({
  ...provenance,
  id: identifier,
  on: caseStep,
  by: agencySchema.optional(),
  when: conditionSchema.optional(),
  tells: z.array(slotNameSchema).min(1),
  /** How it must go, where the text names a way. */
  means: z.enum(["secure e-mail"]).optional(),
  /** It goes before everything else, and to the team on duty as well as to whom it names. */
  urgent: z.literal(true).optional(),
});
