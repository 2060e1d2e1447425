import { z } from "zod";
import { slotNameSchema } from "../domain/agency.ts";
import { meetingKind, participant } from "../domain/meetings/meeting.ts";
import { learnedFactsSchema } from "../domain/steps/learned-facts.ts";
import { inCase, instant, name, reason, words } from "./story-parts.ts";

/* The entries that are about the meetings of a case. Which meeting is meant is said by its kind: the last one of it. */
const ofMeeting = { ...inCase, meeting: meetingKind };

const judged = {
  answers: z.array(z.string()).default([]),
  /** Why the protocol was passed over. */
  reason: words.optional(),
  actingNow: z.literal(true).optional(),
};

const arrange = z.strictObject({
  ...ofMeeting,
  ...judged,
  does: z.literal("arrange-meeting"),
  starts: instant,
});
const move = z.strictObject({ ...ofMeeting, does: z.literal("move-meeting"), starts: instant, reason });
const callOff = z.strictObject({ ...ofMeeting, does: z.literal("call-off-meeting"), reason });
const invite = z.strictObject({
  ...ofMeeting,
  ...judged,
  does: z.literal("invite-people"),
  facts: learnedFactsSchema.default({}),
  people: z
    .array(
      z.strictObject({
        as: participant,
        /** Somebody of the register, a team or role of the protocol, or with neither somebody from outside. */
        person: name.optional(),
        slot: slotNameSchema.optional(),
        asked: z.enum(["attend", "report", "attend-and-report"]).default("attend"),
        chairs: z.literal(true).optional(),
        reach: z.enum(["slack", "e-mail", "own-way"]),
      }),
    )
    .min(1),
});
const answer = z.strictObject({
  ...ofMeeting,
  does: z.literal("answer-invitation"),
  as: participant,
  answer: z.enum(["coming", "not-coming", "sends-a-report", "sends-somebody"]),
});
const see = z.strictObject({ ...inCase, does: z.literal("see-meetings") });

/** What a conference hears and settles: everything is answered that the form asks, but what the entry leaves. */
const aboutConference = {
  ...ofMeeting,
  /** When it happened, where that is not when it was written down. */
  happened: instant.optional(),
  facts: learnedFactsSchema.default({}),
  leaves: z.array(z.string()).default([]),
  reason: words.optional(),
  actingNow: z.literal(true).optional(),
};
const report = z.strictObject({ ...aboutConference, does: z.literal("receive-report"), as: participant });
const settle = z.strictObject({ ...aboutConference, does: z.literal("settle-attendance") });
const hold = z.strictObject({
  ...aboutConference,
  does: z.literal("hold-meeting"),
  attended: z.array(participant).default([]),
  others: z.array(participant).default([]),
});
const addendum = z.strictObject({ ...ofMeeting, does: z.literal("raise-addendum") });

export const meetingEntries = [
  arrange,
  move,
  callOff,
  invite,
  answer,
  see,
  report,
  settle,
  hold,
  addendum,
] as const;
