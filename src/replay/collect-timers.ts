import { agencySchema } from "../domain/agency.ts";
import type { HeaderOf } from "../domain/case/case-event.ts";
import type { Instant } from "../domain/instant.ts";
import type { Collector } from "./collector.ts";
import type { Written } from "./journal.ts";
import type { ReplayDocument } from "./document-schema.ts";

/**
 * Whom the notices were for that a firing timer made: those that stand after it in the record, up to the next that
 * fired. One that was skipped, or that the firing itself has replaced, tells nobody.
 */
export const toldAfter = (by: Collector, after: readonly Written[]): string[] => {
  const end = after.findIndex(
    ({ event }) => event.type === "TimerDone" && event.header.outcome !== "skipped",
  );
  const own = end === -1 ? after : after.slice(0, end);
  return own.flatMap(({ event }) =>
    event.type === "NoticeIssued" ? [by.names.address(event.header.to)] : [],
  );
};

const whatOf: Readonly<Record<"rung" | "sender" | "idle", ReplayDocument["escalations"][number]["what"]>> = {
  rung: "ladder",
  sender: "sender told again",
  idle: "asked whether it moves",
};

type Looked = Pick<ReplayDocument["escalations"][number], "ref" | "outcome" | "to" | "because"> & {
  readonly at: Instant;
};

const reminded = (by: Collector, deadlineId: string, { at, ...looked }: Looked): void => {
  const deadline = by.deadlines.get(deadlineId);
  if (deadline === undefined) throw new Error(`a reminder of no deadline: ${deadlineId}`);
  const { rule, due, dueLocal } = deadline;
  by.lists.reminders.push({ ...by.stamp(at), ...looked, rule, due, dueLocal });
};

/** Something was looked at again because its time had come: whom it told, or why nobody. */
export const timerDone = (
  by: Collector,
  ref: string,
  { timer, outcome, because, enteredAt: at }: HeaderOf<"TimerDone">,
  after: readonly Written[],
): void => {
  const set = by.timers.get(timer);
  if (set === undefined) throw new Error(`a timer ended that was never set: ${timer}`);
  const { kind, subject, step } = set;
  const looked = { ref, outcome, to: outcome === "told" ? toldAfter(by, after) : [], because: [...because] };
  // What the team on duty was put to stands in the record by itself.
  if (kind === "changeover" || kind === "earlier") return;
  if (kind === "reminder") return reminded(by, subject, { at, ...looked });
  const agency = agencySchema.safeParse(subject).data ?? null;
  by.lists.escalations.push({ ...by.stamp(at), ...looked, what: whatOf[kind], agency, step });
};
