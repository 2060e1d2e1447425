import type { NewCaseEvent } from "../domain/case/case-event.ts";
import type { Notice } from "../domain/notices/notice.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Context } from "./context.ts";

export type Committed = {
  readonly ref: TandemRef;
  readonly events: readonly NewCaseEvent[];
  readonly notices: readonly Notice[];
};

/** Rings the alarm clock for what has just been committed. Its rows are safe whether or not it hears. */
export const wake = (context: Context, { ref, events, notices }: Committed): void => {
  context.alarms.wake(notices.map(({ id, lane }) => ({ id, lane, revision: 0 })));
  context.alarms.wakeTimers(
    events.flatMap((event) =>
      event.type === "TimerSet"
        ? [{ id: event.header.timer, ref, dueAt: event.header.dueAt, revision: 0 }]
        : [],
    ),
  );
};
