import type { Context } from "../casework/context.ts";
import type { Late } from "../watch-ports.ts";
import { clockSkew } from "./clock-skew.ts";
import { within } from "../within.ts";

export type DatabaseSays = {
  readonly written: boolean;
  /** What has been due for longest; null when nothing is. */
  readonly oldest: Late | null | "not known";
  /** How far its clock is ahead of this machine's, in milliseconds. */
  readonly skew: number | null;
};

const answersWithin = 2_000;
const silent: DatabaseSays = { written: false, oldest: "not known", skew: null };

const askAll = async ({ watch, clock }: Context): Promise<DatabaseSays> => {
  const before = { duty: clock.dutyNow(), machine: clock.machineNow(), limit: 1 };
  const [written, oldest, skew] = await Promise.all([
    watch.write(clock.machineNow()).then(
      () => true,
      () => false,
    ),
    watch.late(before).then(
      ([first]) => first ?? null,
      () => "not known" as const,
    ),
    clockSkew(clock, watch).catch(() => null),
  ]);
  return { written, oldest, skew };
};

/**
 * Asks the database whether it can be written, what is overdue and what time it is. While an earlier question is still
 * unanswered it is not asked again: probes of a database that hangs would use up every connection.
 */
export const askDatabase = (context: Context): (() => Promise<DatabaseSays>) => {
  let asked: Promise<DatabaseSays> | undefined;
  return () => {
    asked ??= askAll(context).finally(() => {
      asked = undefined;
    });
    return within(asked, answersWithin, silent);
  };
};
