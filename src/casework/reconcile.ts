import type { TimerAlarm } from "../ports.ts";
import type { AlarmCheck, OpenMessage, Repairs } from "../watch-ports.ts";
import type { Context } from "./context.ts";

const atOnce = 5_000;

/** Every page of a list that goes by id. */
const all = async <T extends { readonly id: string }>(
  page: (after: string, limit: number) => Promise<readonly T[]>,
): Promise<readonly T[]> => {
  const found: T[] = [];
  for (;;) {
    const next = await page(found.at(-1)?.id ?? "", atOnce);
    found.push(...next);
    if (next.length < atOnce) return found;
  }
};

/** Puts the alarm clock right from the database: an alarm for all that is open, at its time, and none for what is not. */
export const reconcile = (context: Context, check: AlarmCheck): Promise<Repairs> =>
  check.repair(async () => {
    const timers = await all((after, limit) => context.timers.open(after, limit));
    const messages: readonly OpenMessage[] = await all((after, limit) =>
      context.watch.openMessages(after, limit),
    );
    const alarms = timers.map(({ id, ref, dueAt }): TimerAlarm => ({ id, ref, dueAt, revision: 0 }));
    return { timers: alarms, messages };
  });
