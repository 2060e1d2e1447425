import { agencyInWords, agencyOfSlot } from "../agency.ts";
import { stepsRecorded } from "../deadlines/occurrence.ts";
import { unknownFacts } from "./condition.ts";
import { judgementsOf } from "./kept-judgements.ts";
import type { Problem } from "./problem.ts";
import type { ClockRule, Protocol, TaskRule } from "./protocol-schema.ts";
import type { CaseStep, Condition } from "./vocabulary.ts";

type Entry = { readonly rule: string; readonly notYet?: string | undefined };
type Listed<T> = { readonly entry: T; readonly path: Problem["path"] };

const withPath = <T>(list: string, entries: readonly T[]): readonly Listed<T>[] =>
  entries.map((entry, index) => ({ entry, path: [list, index] }));

/** What time can be counted back from: the start of a meeting that has one. */
const countedBackFrom: readonly CaseStep[] = ["conference-starts"];

const befores = (duty: ClockRule | TaskRule): readonly CaseStep[] => {
  if (!("due" in duty)) return [];
  const { due, notBefore } = duty;
  return [...("before" in due ? [due.before] : []), ...(notBefore === undefined ? [] : [notBefore.before])];
};

const startsOf = (entry: ClockRule | TaskRule): readonly { on: CaseStep; when?: Condition | undefined }[] => [
  ...(entry.startsWith === undefined ? [] : [entry.startsWith]),
  ...("alsoStartsWith" in entry ? (entry.alsoStartsWith ?? []) : []),
];

export const dutiesOf = (protocol: Protocol): readonly Listed<ClockRule | TaskRule>[] => [
  ...withPath<ClockRule | TaskRule>("clocks", protocol.clocks),
  ...withPath<ClockRule | TaskRule>("tasks", protocol.tasks),
];

const conditionsOf = (duty: ClockRule | TaskRule): readonly (Condition | undefined)[] => [
  ...startsOf(duty).map(({ when }) => when),
  duty.metBy.when,
];

const stepsOf = ({ step, or }: (ClockRule | TaskRule)["metBy"]): readonly CaseStep[] =>
  or === undefined ? [step] : [step, or.step];

/** Why this build would carry a duty along and never keep it. */
export const whyNotKept = (duty: ClockRule | TaskRule): readonly string[] => [
  ...befores(duty)
    .filter((step) => !countedBackFrom.includes(step))
    .map((step) => `no time can be counted back from "${step}", so ${duty.rule} would never start`),
  ...[...startsOf(duty).map(({ on }) => on), ...stepsOf(duty.metBy)]
    .filter((step) => !stepsRecorded.includes(step))
    .map((step) => `this build does not record "${step}" yet, so ${duty.rule} would be loaded and not kept`),
  ...unknownFacts(conditionsOf(duty)).map(
    (fact) => `this build does not know the ${fact} yet, so ${duty.rule} would never apply`,
  ),
];

const waitsForNothing = ({ rule, notYet }: Entry): string =>
  `${rule} waits for "${notYet ?? ""}", and this build keeps it by now: take notYet away`;

const dutiesNotKept = (protocol: Protocol): readonly Problem[] =>
  dutiesOf(protocol).flatMap(({ entry, path }) => {
    const why = whyNotKept(entry);
    if (entry.notYet === undefined) return why.map((says) => ({ path, says }));
    return why.length > 0 ? [] : [{ path: [...path, "notYet"], says: waitsForNothing(entry) }];
  });

const judgementsNotKept = (protocol: Protocol): readonly Problem[] =>
  judgementsOf(protocol).flatMap(({ entry, path, waitsFor }) => {
    if (entry.notYet === undefined)
      return waitsFor.map((says) => ({
        path,
        says: `${says}, so ${entry.rule} would be loaded and not kept: say for what it waits`,
      }));
    return waitsFor.length > 0 ? [] : [{ path: [...path, "notYet"], says: waitsForNothing(entry) }];
  });

const routesNotKept = (protocol: Protocol): readonly Problem[] =>
  withPath("routes", protocol.routes).flatMap(({ entry, path }) => [
    ...unknownFacts([entry.when]).map((fact) => ({
      path,
      says: `this build does not know the ${fact} yet, so ${entry.rule} would never apply`,
    })),
    ...(entry.notYet === undefined ? [] : [{ path: [...path, "notYet"], says: "a route cannot wait" }]),
  ]);

const nothingStarts = (protocol: Protocol): readonly Problem[] =>
  withPath("tasks", protocol.tasks)
    .filter(({ entry }) => entry.startsWith === undefined)
    .filter(({ entry }) => !protocol.routes.some(({ tasks }) => tasks?.includes(entry.id)))
    .map(({ entry, path }) => ({ path, says: `nothing starts the task "${entry.id}" (${entry.rule})` }));

const withoutOfficeHours = (protocol: Protocol): readonly Problem[] =>
  dutiesOf(protocol).flatMap(({ entry, path }) =>
    ("owner" in entry ? [entry.owner] : entry.for)
      .map(agencyOfSlot)
      .filter((agency) => !protocol.routes.some(({ to, hoursOf }) => to === agency && hoursOf !== undefined))
      .map((agency) => ({
        path,
        says: `no route says when ${agencyInWords[agency]} is open, so ${entry.rule} cannot count its working days`,
      })),
  );

/**
 * What this build cannot run is refused, unless the entry says for what it waits; then it is shown and not run. An entry
 * that waits for what is there by now is refused too, so that no rule is carried along and silently not kept.
 */
export const checkKept = (protocol: Protocol): readonly Problem[] => [
  ...dutiesNotKept(protocol),
  ...judgementsNotKept(protocol),
  ...routesNotKept(protocol),
  ...nothingStarts(protocol),
  ...withoutOfficeHours(protocol),
];
