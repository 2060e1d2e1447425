import type { Context } from "./context.ts";

/**
 * For how many minutes at most somebody may open a restricted case in an emergency, in any area. The case is not looked
 * at, so that nothing of it shows before they are known to be let in.
 */
export const longestAccess = ({ reference }: Pick<Context, "reference">): number =>
  Math.max(...[...reference.areas.values()].map(({ takenAccess }) => takenAccess.minutes));
