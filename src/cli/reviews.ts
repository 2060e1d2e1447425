import { parseArgs } from "node:util";
import type { Context } from "../casework/context.ts";
import { listReviews, reviewProtocol, type ReviewListed } from "../casework/review-protocol.ts";
import { formatDate, localDateOf } from "../domain/calendar/format-instant.ts";
import { localDate } from "../domain/calendar/local-date.ts";
import { isReviewOverdue } from "../domain/review/review-dates.ts";
import { reviewOutcome } from "../domain/review/review-event-schemas.ts";
import { UserError } from "../errors.ts";

const usage = [
  "Usage: npm run tandem -- protocol COMMAND",
  "  reviews                 by when the protocol of each area is to be reviewed, and by whom",
  "  reviewed AREA [REVIEW]  writes down that it was reviewed; REVIEW where its protocol asks for several",
  "    --outcome no-change|changed",
  "    --on DATE             when it was reviewed; today when left out",
  "    --next DATE           by when it is to be reviewed next",
  "    --told                those whom the protocol names know what came of it",
].join("\n");

const options = {
  outcome: { type: "string" },
  on: { type: "string" },
  next: { type: "string" },
  told: { type: "boolean" },
} as const;

const read = (words: readonly string[]) => {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (cause) {
    throw new UserError(usage, { cause });
  }
};

const lineOf = ({ area, review, due, title, owners }: ReviewListed, today: string): string =>
  `${area} ${review}: ${isReviewOverdue(due, today) ? "OVERDUE, was" : "is"} to be reviewed by ${formatDate(localDate(due))} ("${title}"): ${owners.join(", ")}`;

const find = async (context: Context, area: string | undefined, review: string | undefined) => {
  const all = (await listReviews(context)).filter((one) => one.area === area);
  const [found, ...others] = all.filter((one) => review === undefined || one.review === review);
  if (found === undefined || others.length > 0)
    throw new UserError(
      `${found === undefined ? "There is no such review" : "Say which review"}: see protocol reviews.\n${usage}`,
    );
  return found;
};

const record = async (context: Context, words: readonly string[]): Promise<string> => {
  const { values, positionals } = read(words);
  const [area, review] = positionals;
  const { due, review: id, area: name } = await find(context, area, review);
  const outcome = reviewOutcome.safeParse(values.outcome);
  if (!outcome.success || values.next === undefined)
    throw new UserError(`Say what came of it with --outcome, and when it is next due with --next.\n${usage}`);
  const { on = localDateOf(context.clock.dutyNow()), next, told = false } = values;
  const answers = { outcome: outcome.data, reviewedOn: on, nextDue: next, outcomeTold: told };
  const answer = await reviewProtocol(context, "command-line", { area: name, review: id, due, ...answers });
  if (!answer.ok) throw new UserError(`${answer.says}\n${usage}`);
  return `${name} ${id}: recorded; to be reviewed next by ${formatDate(localDate(answer.nextDue))}`;
};

/** Whether words after `tandem protocol` are about reviews, which stand in the record and not in a file. */
export const isAboutReviews = ([does]: readonly string[]): boolean =>
  does === "reviews" || does === "reviewed";

/** `tandem protocol reviews` and `reviewed`: by when the protocols are to be reviewed, and that one was. Throws UserError. */
export const reviewsCommand = async (
  context: Context,
  [does, ...words]: readonly string[],
): Promise<readonly string[]> => {
  if (does === "reviewed") return [await record(context, words)];
  const today = localDateOf(context.clock.dutyNow());
  const lines = (await listReviews(context)).map((one) => lineOf(one, today));
  return lines.length === 0 ? ["No protocol in force asks for a review."] : lines;
};
