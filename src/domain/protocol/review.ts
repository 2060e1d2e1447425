import { isReviewOverdue } from "../review/review-dates.ts";
import type { Problem } from "./problem.ts";
import type { Protocol } from "./protocol-schema.ts";

/** The sources whose review date has passed by a local date: what was read there may have been replaced. */
export const reviewsPassed = ({ sources }: Pick<Protocol, "sources">, today: string): readonly Problem[] =>
  sources.flatMap(({ title, reviewDue }, index) =>
    reviewDue === undefined || !isReviewOverdue(reviewDue, today)
      ? []
      : [
          {
            path: ["sources", index, "reviewDue"],
            says: `"${title}" was to be reviewed by ${reviewDue}`,
          },
        ],
  );
