import { localDateOf } from "../calendar/format-instant.ts";
import type { Deadline } from "../case/case-state.ts";
import type { Instant } from "../instant.ts";
import type { World } from "../routing/choose-route.ts";
import { runningRules, type RunningRule } from "./clock-rules.ts";
import { computeDue } from "./compute-due.ts";

export type OpenDeadline = Pick<Deadline, "clock" | "owner" | "startedAt" | "anchor" | "dueAt"> & {
  readonly alsoShownAt?: Instant | undefined;
};
export type Recomputed = ReturnType<typeof computeDue>;

/** Hours that pass and what is due at once have nothing to do with working days. */
const goesByDays = ({ due, alsoShown }: RunningRule): boolean => {
  if (alsoShown !== undefined) return true;
  if ("immediately" in due || "at" in due) return false;
  return !("within" in due) || (due.within.unit !== "hours" && due.within.unit !== "minutes");
};

const dateOf = (at: Instant | undefined): string | undefined =>
  at === undefined ? undefined : localDateOf(at);

/**
 * When an open deadline is due by the working calendar as it is now, if that is another day than it was: forward ones
 * move later for a day that was taken out, backward ones earlier. An hour that an area changed since then moves nothing.
 */
export const recompute = (deadline: OpenDeadline, world: World): Recomputed | undefined => {
  const rule = runningRules(world.protocol).find(
    ({ id, owner }) => id === deadline.clock && owner === deadline.owner,
  );
  if (rule === undefined || !goesByDays(rule)) return undefined;
  const now = computeDue(world, rule, deadline.anchor?.at ?? deadline.startedAt);
  const isSame =
    dateOf(now.dueAt) === dateOf(deadline.dueAt) && dateOf(now.alsoShownAt) === dateOf(deadline.alsoShownAt);
  return isSame ? undefined : now;
};
