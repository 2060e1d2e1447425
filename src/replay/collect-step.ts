import { formatInstant } from "../domain/calendar/format-instant.ts";
import type { Person } from "../ports.ts";
import type { Instant } from "../domain/instant.ts";
import { acts } from "./acts.ts";
import type { Collector } from "./collector.ts";
import type { StepPlayed } from "./document-schema.ts";
import type { Written, WrittenAs } from "./journal.ts";
import type { Outcome } from "./playing.ts";
import type { Acting } from "./story-schema.ts";

type Result = Pick<StepPlayed, "result" | "rule" | "because">;

export type Done = {
  readonly number: number;
  readonly entry: Acting;
  readonly person: Person;
  readonly outcome: Outcome;
  /** What it added to the record, before anything else happened. */
  readonly written: readonly Written[];
};

const ofType = <T extends Written["event"]["type"]>(written: readonly Written[], type: T) =>
  written.flatMap(({ event }) => (event.type === type ? [event as WrittenAs<T>] : []));

const refused = (outcome: Extract<Outcome, { ok: false }>, written: readonly Written[]): Result => {
  const [recorded] = ofType(written, "ActionRefused");
  const rule = recorded?.header.because[0] ?? outcome.rule;
  return { result: "refused", rule, because: [outcome.says] };
};

/** What was done, but is not as it should be: a duty done late or due before it was written down, a hole in a rota. */
const warnings = (
  by: Collector,
  written: readonly Written[],
): readonly Pick<Result, "rule" | "because">[] => [
  ...ofType(written, "NoticeIssued")
    .filter(({ header }) => header.kind === "gap-alarm")
    .map(({ header }) => ({ rule: null, because: [...header.because] })),
  ...ofType(written, "DeadlineMet")
    .filter(({ header }) => header.late)
    .map(({ header: { rule, at, deadline } }) => {
      const due = by.deadlines.get(deadline)?.dueLocal ?? "";
      return { rule, because: [`${rule} was due ${due} and was done ${formatInstant(at)}`] };
    }),
  ...ofType(written, "DeadlineSet")
    .filter(({ header }) => header.dueAt < header.enteredAt)
    .map(({ header: { rule, dueAt } }) => ({
      rule,
      because: [`${rule} was due ${formatInstant(dueAt)}, before this was written down`],
    })),
];

const acted = ["RouteTaken", "DeadlineMet", "PickedUp", "RiskReassessed", "DeadlineSet"] as const;

const accepted = (written: readonly Written[]): Result => {
  const because = acted.flatMap((type) => ofType(written, type))[0]?.header.because ?? [];
  const [route, met, set] = (["RouteTaken", "DeadlineMet", "DeadlineSet"] as const).map(
    (type) => ofType(written, type)[0]?.header.rule,
  );
  return { result: "accepted", rule: route ?? met ?? set ?? null, because: [...because] };
};

const resultOf = (by: Collector, { outcome, written }: Done): Result => {
  if (!outcome.ok) return refused(outcome, written);
  const found = warnings(by, written);
  const { because, rule: about } = outcome;
  if (because !== undefined && found.length === 0)
    return { result: "accepted", rule: about ?? null, because: [...because] };
  if (found.length === 0) return accepted(written);
  const rule = found.find((one) => one.rule !== null)?.rule ?? accepted(written).rule;
  return { result: "warned", rule, because: [...new Set(found.flatMap((one) => one.because))] };
};

const momentOf = (entry: Acting): Instant | null => {
  if (entry.does === "refer") return entry.learned ?? null;
  return ("happened" in entry ? entry.happened : undefined) ?? null;
};

/** A step takes its place before what follows from it; what came of it is known only once it is done. */
export const startStep = (by: Collector, at: Instant) => by.stamp(at);

export const endStep = (by: Collector, stamp: ReturnType<typeof startStep>, done: Done): void => {
  const { number, entry, person, outcome } = done;
  by.lists.steps.push({
    ...stamp,
    entry: number,
    who: person.person,
    name: person.name,
    agency: person.agency,
    does: entry.does,
    verb: acts[entry.does].verb,
    ref: outcome.ref ?? null,
    happened: momentOf(entry),
    ...resultOf(by, done),
  });
};
