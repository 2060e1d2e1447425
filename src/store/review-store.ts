import type { ReviewStore } from "../review-ports.ts";
import { areaStream, foldReviews, type ReviewState } from "../domain/review/review-state.ts";
import { appendToStream, lockStream } from "./append-to-stream.ts";
import type { Sql } from "./database.ts";
import { noticesToRows } from "./notices-to-rows.ts";
import { timerRowsOf, timersGoneFrom } from "./project-timers.ts";
import { safely } from "./safely.ts";
import type { StoreContext } from "./store-context.ts";
import { readHeaders } from "./stored-event.ts";

export const readReviews = async (database: Sql, area: string): Promise<ReviewState> =>
  foldReviews(await readHeaders(database, areaStream(area)));

const change = <T>(context: StoreContext, area: string, decide: Parameters<ReviewStore["change"]>[1]) =>
  context.sql.transaction(async (transaction) => {
    const locked = await lockStream(transaction, { stream: areaStream(area), kind: "area", area });
    const before = await readReviews(transaction, area);
    const { answer, commit } = decide(before);
    const first = commit?.events[0];
    if (commit === undefined || first === undefined) return answer as T;
    const after = foldReviews(commit.events, before);
    await appendToStream(context, transaction, locked, {
      events: commit.events,
      at: first.header.enteredAt,
      timers: timerRowsOf(locked, after, before),
      timersGone: timersGoneFrom(after, before),
      outbox: noticesToRows(commit.notices, area, null, context.ids),
    });
    return answer as T;
  });

/** The reviews of every area's protocol, in the area's own stream. */
export const createReviewStore = (context: StoreContext): ReviewStore => ({
  read: (area) => safely(() => readReviews(context.sql, area)),
  change: (area, decide) => safely(() => change(context, area, decide)),
});
