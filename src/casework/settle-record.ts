import { foldCase } from "../domain/case/fold.ts";
import { decideShared } from "../domain/strategy/distribution.ts";
import type { OutboxItem } from "../ports.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Context } from "./context.ts";
import { followingFor } from "./following.ts";
import { wake, type Committed } from "./wake.ts";

/** Writes down that the minutes are shared, once the record of a discussion has left for the last of those who get it. */
export const settleShared = async (context: Context, ref: TandemRef): Promise<void> => {
  const committed = await context.cases.change<Committed | undefined>(ref, (loaded) => {
    const state = foldCase(loaded.events);
    if (state === undefined) return { answer: undefined };
    const decided = decideShared(state, followingFor(context, state, context.clock.dutyNow()));
    if (!decided.ok) return { answer: undefined };
    const { events, notices } = decided;
    return { answer: { ref, events, notices }, commit: { events, notices } };
  });
  if (committed !== undefined) wake(context, committed);
};

/** The same, after one message has left; only one that took a record to somebody can have been the last. */
export const settleRecord = async (context: Context, { ref, notice }: OutboxItem): Promise<void> => {
  if (ref !== undefined && notice.model.kind === "record-mailed") await settleShared(context, ref);
};
