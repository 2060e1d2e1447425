import type { ViewOutput } from "@slack/bolt";
import { z } from "zod";
import { readReviewValue, reviewProtocol } from "../../src/casework/review-protocol.ts";
import { reviewFields as field, reviewRecordedView, reviewTitle } from "../../src/slack/forms/review-form.ts";
import { textIn } from "../answers.ts";
import { submitPlainForm } from "./submit-plain-form.ts";

const asked = z.object({
  outcome: z.enum(["no-change", "changed"], { error: "Choose an answer." }),
  reviewedOn: z.string({ error: "Choose a day." }),
  nextDue: z.string({ error: "Choose a day." }),
  outcomeTold: z.enum(["yes", "no"]).optional(),
});

const answersIn = (values: ViewOutput["state"]["values"]) =>
  asked.safeParse({
    outcome: textIn(values, field.outcome),
    reviewedOn: textIn(values, field.reviewedOn),
    nextDue: textIn(values, field.nextDue),
    outcomeTold: textIn(values, field.outcomeTold),
  });

const fieldOf = {
  person: field.outcome,
  review: field.outcome,
  reviewedOn: field.reviewedOn,
  nextDue: field.nextDue,
  outcomeTold: field.outcomeTold,
} as const;

const faultsOf = ({ issues }: z.ZodError) =>
  Object.fromEntries(issues.map(({ path, message }) => [field[path[0] as keyof typeof field], message]));

/** The form of a review is sent: it is recorded before it closes, and the reminders end. */
export const reviewSubmitted = submitPlainForm(
  { title: reviewTitle, firstField: field.outcome },
  async ({ services: { context } }, viewer, { view }) => {
    const about = readReviewValue(context, view.private_metadata);
    if (about === undefined) return { faults: { [field.outcome]: "This area is not served any more." } };
    const read = answersIn(view.state.values);
    if (!read.success) return { faults: faultsOf(read.error) };
    const answers = { ...read.data, outcomeTold: read.data.outcomeTold === "yes" };
    const answer = await reviewProtocol(context, viewer, { ...about, ...answers });
    return answer.ok
      ? { view: reviewRecordedView(answer.area, answer.nextDue) }
      : { faults: { [fieldOf[answer.about]]: answer.says } };
  },
);
