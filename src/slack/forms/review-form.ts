import type { ModalView } from "@slack/types";
import { formatDate } from "../../domain/calendar/format-instant.ts";
import { localDate } from "../../domain/calendar/local-date.ts";
import { views } from "../action-ids.ts";
import { choiceField, dateField, escapeMarkup, paragraph, plain } from "../elements.ts";
import { answerView } from "./plain-views.ts";

export const reviewTitle = "Record the review";
export const reviewFields = {
  outcome: "outcome",
  reviewedOn: "reviewed-on",
  nextDue: "next-due",
  outcomeTold: "outcome-told",
} as const;

/** A review that can be recorded now. Dates are local, "2026-09-01". */
export type ReviewShown = {
  readonly area: string;
  readonly review: string;
  readonly due: string;
  readonly title: string;
  readonly says: string;
  /** Who is to hear what came of it. */
  readonly outcomeTo?: string;
  readonly today: string;
  /** The last day for the next review, if this one was done today. */
  readonly latestNext: string;
};

const told = ({ outcomeTo }: ReviewShown) =>
  outcomeTo === undefined
    ? []
    : [
        choiceField({
          id: reviewFields.outcomeTold,
          label: "Do they know what came of it?",
          hint: `The protocol asks that ${outcomeTo} hears of it.`,
          choices: [
            { value: "yes", label: "Yes, they were told" },
            { value: "no", label: "Not yet" },
          ],
        }),
      ];

/** What came of the review, when it was done, and by when the next is due. */
export const reviewForm = (shown: ReviewShown): ModalView => ({
  type: "modal",
  callback_id: views.review,
  private_metadata: [shown.area, shown.review, shown.due].join("/"),
  title: plain(reviewTitle),
  submit: plain("Record"),
  close: plain("Cancel"),
  blocks: [
    paragraph(`*${escapeMarkup(shown.title)}*\n${escapeMarkup(shown.says)}`),
    paragraph(`To be reviewed by ${formatDate(localDate(shown.due))}.`),
    choiceField({
      id: reviewFields.outcome,
      label: "What came of it?",
      choices: [
        { value: "no-change", label: "No change" },
        { value: "changed", label: "It changes", says: "The new edition is then put into Tandem" },
      ],
    }),
    dateField({ id: reviewFields.reviewedOn, label: "When was it reviewed?", initial: shown.today }),
    dateField({
      id: reviewFields.nextDue,
      label: "Next review due by",
      hint: `${formatDate(localDate(shown.latestNext))} at the latest, if it was reviewed today.`,
      initial: shown.latestNext,
    }),
    ...told(shown),
  ],
});

/** That a review is recorded: shown only after the commit. */
export const reviewRecordedView = (areaName: string, nextDue: string): ModalView =>
  answerView(
    reviewTitle,
    `Recorded. You can close this. The next review of the protocol of ${areaName} is due by ${formatDate(localDate(nextDue))}: its owners are reminded before.`,
  );
