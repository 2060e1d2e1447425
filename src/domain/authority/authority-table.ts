import { z } from "zod";
import { agencySchema } from "../agency.ts";
import { roleSchema } from "../area/area-schema.ts";

/** Every verb of casework. The table must have exactly one row for each. */
export const verbSchema = z.enum([
  "refer",
  "pick-up",
  "tell-by-telephone",
  "read-referral",
  "record-discussion",
  "record-step",
  "raise-concern",
  "reassess-risk",
  "hand-back",
  "sign-hand-over",
  "change-calendar",
  "change-people",
  "review-protocol",
  "name-person",
  "release-person",
  "exclude-person",
  "take-access",
  "add-note",
  "propose-departure",
  "answer-departure",
  "see-access",
  "see-meetings",
  "arrange-meeting",
  "move-meeting",
  "call-off-meeting",
  "invite-people",
  "answer-invitation",
  "receive-report",
  "settle-attendance",
  "hold-meeting",
  "raise-addendum",
]);
export type Verb = z.infer<typeof verbSchema>;

/** What a person, or their agency, is to a case; "member" is of the very team that is signed for. */
const relationSchema = z.enum([
  "sending",
  "receiving",
  "either",
  "sender",
  "holder",
  "allocated",
  "chair",
  "invited",
  "member",
]);
export type Relation = z.infer<typeof relationSchema>;

const allowance = z.strictObject({
  agency: agencySchema.optional(),
  relation: relationSchema.optional(),
  roles: z.array(roleSchema).min(1),
});

const row = z.strictObject({
  says: z.string().min(10),
  allow: z.array(allowance).min(1),
  restricted: z.enum(["anyone allowed", "named only", "named or sender"]),
});

/** Who may do what, as data: one row a verb. */
export const authoritySchema = z.record(verbSchema, row);
export type AuthorityTable = z.infer<typeof authoritySchema>;
export type AuthorityRow = AuthorityTable[Verb];
