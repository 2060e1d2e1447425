import { listReviews, reviewProtocol } from "../casework/review-protocol.ts";
import { formatDate, localDateOf } from "../domain/calendar/format-instant.ts";
import { notThere, type Doing, type Outcome } from "./playing.ts";
import type { EntryOf } from "./story-schema.ts";

/** Presses "Record the review", fills in the form and sends it. */
export const doReview = async (
  { context, viewer, area }: Doing,
  { outcome, nextDue, outcomeTold, ...entry }: EntryOf<"review-protocol">,
): Promise<Outcome> => {
  const found = (await listReviews(context)).find((one) => one.area === area);
  if (found === undefined) return notThere("The protocol of this area asks for no review.");
  const { due = found.due, reviewedOn = localDateOf(context.clock.dutyNow()) } = entry;
  const asked = { area, review: found.review, due, outcome, reviewedOn, nextDue, outcomeTold };
  const answer = await reviewProtocol(context, viewer, asked);
  if (!answer.ok)
    return { ok: false, rule: answer.about === "person" ? "authority" : "form", says: answer.says };
  return { ok: true, because: [`the next review is due by ${formatDate(nextDue)}`] };
};
