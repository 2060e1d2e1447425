import { z } from "zod";

/** The agencies that a protocol can name. The two that run Tandem are social care and the police. */
export const agencySchema = z.enum(["social-care", "police", "health", "education", "probation"]);
export type Agency = z.infer<typeof agencySchema>;

/** An agency as it is said in a sentence: "the police", "social care". */
export const agencyInWords: Readonly<Record<Agency, string>> = {
  "social-care": "social care",
  police: "the police",
  health: "health",
  education: "education",
  probation: "probation",
};

/** The other of the two agencies that work in tandem. */
export const otherAgency = (agency: Agency): Agency => (agency === "police" ? "social-care" : "police");

/** A role or team that a protocol names and an area fills: "police.child-referral-team". */
export const slotNameSchema = z
  .string()
  .regex(/^(social-care|police|health|education|probation)\.[a-z][a-z0-9-]*$/, {
    error: "a slot is AGENCY.NAME in lower case, for example police.child-referral-team",
  });
export type SlotName = z.infer<typeof slotNameSchema>;

export const agencyOfSlot = (slot: SlotName): Agency => agencySchema.parse(slot.slice(0, slot.indexOf(".")));
