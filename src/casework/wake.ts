import type { Notice } from "../domain/notices/notice.ts";
import type { Context } from "./context.ts";

/** Rings the alarm clock for notices that have just been committed. Their rows are safe whether or not it hears. */
export const wake = (context: Context, notices: readonly Notice[]): void =>
  context.alarms.wake(notices.map(({ id, lane }) => ({ id, lane, revision: 0 })));
