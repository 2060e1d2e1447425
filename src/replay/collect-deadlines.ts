import { isAtOnce, runningRules } from "../domain/deadlines/clock-rules.ts";
import { formatInstant } from "../domain/calendar/format-instant.ts";
import type { HeaderOf } from "../domain/case/case-event.ts";
import type { Collector } from "./collector.ts";

/** A duty began to run: when it is due, for whom, and how that was derived. */
export const deadlineSet = (by: Collector, ref: string, header: HeaderOf<"DeadlineSet">): void => {
  const { deadline, clock, rule, owner, startedAt, dueAt, alsoShownAt, intention } = header;
  const found = runningRules(by.world.protocol).find(({ id }) => id === clock);
  const shown = {
    ...by.stamp(header.enteredAt),
    ref,
    clock,
    rule,
    says: found?.says ?? clock,
    owner,
    ownerName: by.names.slot(owner),
    started: startedAt,
    startedLocal: formatInstant(startedAt),
    due: dueAt,
    dueLocal: formatInstant(dueAt),
    derivation: [...header.because],
    intention,
    alsoShown: alsoShownAt ?? null,
    alsoShownLocal: alsoShownAt === undefined ? null : formatInstant(alsoShownAt),
    atOnce: found !== undefined && isAtOnce(found),
    state: "open" as const,
    met: null,
    superseded: [],
  };
  by.deadlines.set(deadline, shown);
  by.lists.deadlines.push(shown);
};

/** The calendar has changed, and what was due by it is due at another time. What it was is kept beside it. */
export const deadlineChanged = (by: Collector, header: HeaderOf<"DeadlineChanged">): void => {
  const shown = by.deadlines.get(header.deadline);
  if (shown === undefined) throw new Error(`a deadline changed that was never set: ${header.deadline}`);
  const { due, dueLocal, derivation, alsoShown, alsoShownLocal } = shown;
  const { dueAt, alsoShownAt, intention } = header;
  const was = { due, dueLocal, derivation, alsoShown, alsoShownLocal };
  shown.superseded.push({ ...was, until: by.stamp(header.enteredAt) });
  Object.assign(shown, {
    due: dueAt,
    dueLocal: formatInstant(dueAt),
    derivation: [...header.because],
    intention,
    alsoShown: alsoShownAt ?? null,
    alsoShownLocal: alsoShownAt === undefined ? null : formatInstant(alsoShownAt),
  });
};

/** Nothing is due any more, although nobody did it. */
export const deadlineEnded = (by: Collector, header: HeaderOf<"DeadlineEnded">): void => {
  const shown = by.deadlines.get(header.deadline);
  if (shown === undefined) throw new Error(`a deadline ended that was never set: ${header.deadline}`);
  const met = { ...by.stamp(header.enteredAt), took: header.at, late: false, because: [...header.because] };
  Object.assign(shown, { met, state: "ended" });
};

/** A duty was done, by a step of the case, in time or late. */
export const deadlineMet = (by: Collector, header: HeaderOf<"DeadlineMet">): void => {
  const shown = by.deadlines.get(header.deadline);
  if (shown === undefined) throw new Error(`a deadline was met that was never set: ${header.deadline}`);
  const { late } = header;
  const met = { ...by.stamp(header.enteredAt), took: header.at, late, because: [...header.because] };
  Object.assign(shown, { met, state: late ? "met late" : "met" });
};
