import { prepareReview, readReviewValue } from "../../src/casework/review-protocol.ts";
import { reviewForm, reviewTitle } from "../../src/slack/forms/review-form.ts";
import { openPlainForm } from "./open-form.ts";

/** "Record the review": opens the form, for somebody who may fill it in and while it is to be filled in. */
export const reviewPressed = openPlainForm(reviewTitle, async ({ services: { context } }, viewer, body) => {
  const action = body.actions[0];
  const value = action?.type === "button" ? (action.value ?? "") : "";
  const asked = readReviewValue(context, value);
  if (asked === undefined) return { ok: false, says: "This area is not served any more." };
  const prepared = await prepareReview(context, viewer, asked);
  return prepared.ok ? { ok: true, view: reviewForm(prepared.shown) } : prepared;
});
