import type { Problem } from "./problem.ts";
import type { Protocol } from "./protocol-schema.ts";

/** A review that nothing dates, or whose owners nobody could find in an area, would be carried along and never asked for. */
export const checkReviews = ({ reviews, sources, slots }: Protocol): readonly Problem[] =>
  reviews.flatMap(({ of, owners, notYet, rule }, index) => {
    const source = sources.find(({ title }) => title === of);
    const path = ["reviews", index];
    return [
      ...(source === undefined
        ? [{ path: [...path, "of"], says: `"${of}" is not the title of a source` }]
        : []),
      ...(source !== undefined && source.reviewDue === undefined
        ? [{ path: [...path, "of"], says: `its source has no reviewDue, so nobody would ever be reminded` }]
        : []),
      ...owners.flatMap((slot, at) =>
        slots[slot]?.kind === "case-role"
          ? [
              {
                path: [...path, "owners", at],
                says: `"${slot}" is a part in a case, which no area fills: make it a team or a person-on-call`,
              },
            ]
          : [],
      ),
      ...(notYet === undefined
        ? []
        : [{ path: [...path, "notYet"], says: `${rule} is kept by this build: take notYet away` }]),
    ];
  });
