import { agencyInWords, agencyOfSlot } from "../agency.ts";
import { stepsRecorded } from "../deadlines/occurrence.ts";
import type { Problem } from "./problem.ts";
import type { ClockRule, Protocol, TaskRule } from "./protocol-schema.ts";
import type { CaseStep, Condition } from "./vocabulary.ts";

type Listed<T> = { readonly entry: T; readonly path: Problem["path"] };

const withPath = <T>(list: string, entries: readonly T[]): readonly Listed<T>[] =>
  entries.map((entry, index) => ({ entry, path: [list, index] }));

const gates = (protocol: Protocol): readonly Problem[] =>
  protocol.gates.map((gate, index) => ({
    path: ["gates", index],
    says: `this build does not keep gates yet, so ${gate.rule} would be loaded and not kept`,
  }));

const isOfConference = (clock: ClockRule): boolean => "before" in clock.due || clock.notBefore !== undefined;

const conferences = (protocol: Protocol): readonly Problem[] =>
  withPath("clocks", protocol.clocks)
    .filter(({ entry }) => isOfConference(entry))
    .map(({ entry, path }) => ({
      path,
      says: `this build has no conferences yet, so ${entry.rule} would never start`,
    }));

const startsOf = (entry: ClockRule | TaskRule): readonly { on: CaseStep; when?: Condition | undefined }[] => [
  ...(entry.startsWith === undefined ? [] : [entry.startsWith]),
  ...("alsoStartsWith" in entry ? (entry.alsoStartsWith ?? []) : []),
];

const duties = (protocol: Protocol): readonly Listed<ClockRule | TaskRule>[] => [
  ...withPath("clocks", protocol.clocks).filter(({ entry }) => !isOfConference(entry)),
  ...withPath("tasks", protocol.tasks),
];

const stepsNotRecorded = (protocol: Protocol): readonly Problem[] =>
  duties(protocol).flatMap(({ entry, path }) =>
    [...startsOf(entry).map(({ on }) => on), entry.metBy.step]
      .filter((step) => !stepsRecorded.includes(step))
      .map((step) => ({
        path,
        says: `this build does not record "${step}" yet, so ${entry.rule} would be loaded and not kept`,
      })),
  );

const notKnownYet = ["mode", "conference"] as const;

const factsNotKnown = (protocol: Protocol): readonly Problem[] =>
  [
    ...withPath("routes", protocol.routes).map(({ entry, path }) => ({
      rule: entry.rule,
      path,
      conditions: [entry.when],
    })),
    ...duties(protocol).map(({ entry, path }) => ({
      rule: entry.rule,
      path,
      conditions: [...startsOf(entry).map(({ when }) => when), entry.metBy.when],
    })),
  ].flatMap(({ rule, path, conditions }) =>
    notKnownYet
      .filter((fact) => conditions.some((when) => when?.[fact] !== undefined))
      .map((fact) => ({
        path,
        says: `this build does not know the ${fact} yet, so ${rule} would never apply`,
      })),
  );

const nothingStarts = (protocol: Protocol): readonly Problem[] =>
  withPath("tasks", protocol.tasks)
    .filter(({ entry }) => entry.startsWith === undefined)
    .filter(({ entry }) => !protocol.routes.some(({ tasks }) => tasks?.includes(entry.id)))
    .map(({ entry, path }) => ({ path, says: `nothing starts the task "${entry.id}" (${entry.rule})` }));

const withoutOfficeHours = (protocol: Protocol): readonly Problem[] =>
  duties(protocol).flatMap(({ entry, path }) =>
    ("owner" in entry ? [entry.owner] : entry.for)
      .map(agencyOfSlot)
      .filter((agency) => !protocol.routes.some(({ to, hoursOf }) => to === agency && hoursOf !== undefined))
      .map((agency) => ({
        path,
        says: `no route says when ${agencyInWords[agency]} is open, so ${entry.rule} cannot count its working days`,
      })),
  );

/** What this build cannot run yet is refused, so that no rule is ever carried along and silently not kept. */
export const checkKept = (protocol: Protocol): readonly Problem[] => [
  ...gates(protocol),
  ...conferences(protocol),
  ...stepsNotRecorded(protocol),
  ...factsNotKnown(protocol),
  ...nothingStarts(protocol),
  ...withoutOfficeHours(protocol),
];
