import type { NewCaseEvent } from "../domain/case/case-event.ts";
import { plusMilliseconds } from "../domain/instant.ts";
import type { Notice } from "../domain/notices/notice.ts";
import type { DeskEvent } from "../domain/desk/desk-event-schemas.ts";
import type { ReviewEvent } from "../domain/review/review-event-schemas.ts";
import type { Context } from "./context.ts";

export type Committed = {
  /** The case's reference, the desk's name, or the area's stream. */
  readonly ref: string;
  readonly events: readonly (NewCaseEvent | DeskEvent | ReviewEvent)[];
  readonly notices: readonly Notice[];
};

/** As long as the outbox holds back what leaves together. An alarm at once would find that it waits, and be set again. */
const gathering = 5_000;

const woken = (notices: readonly Notice[], grouped: boolean) =>
  notices
    .filter((notice) => (notice.grouped ?? false) === grouped)
    .map(({ id, lane }) => ({ id, lane, revision: 0 }));

/** Rings the alarm clock for what has just been committed. Its rows are safe whether or not it hears. */
export const wake = (context: Context, { ref, events, notices }: Committed): void => {
  context.alarms.wake(woken(notices, false));
  context.alarms.wake(woken(notices, true), plusMilliseconds(context.clock.machineNow(), gathering));
  context.alarms.wakeTimers(
    events.flatMap((event) =>
      event.type === "TimerSet" || event.type === "DeskTimerSet" || event.type === "ReviewTimerSet"
        ? [{ id: event.header.timer, ref, dueAt: event.header.dueAt, revision: 0 }]
        : [],
    ),
  );
};
