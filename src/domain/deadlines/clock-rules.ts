import { agencyOfSlot, type Agency, type SlotName } from "../agency.ts";
import type { Instant } from "../instant.ts";
import type { Protocol, ClockRule, TaskRule } from "../protocol/protocol-schema.ts";
import type { RuleId } from "../protocol/vocabulary.ts";

export type Start = ClockRule["startsWith"] & { readonly rule: RuleId };

/** A duty that runs against a clock, whether the protocol wrote it as a clock or as a task to be done at once. */
export type RunningRule = {
  readonly id: string;
  readonly says: string;
  readonly rule: RuleId;
  readonly starts: readonly Start[];
  readonly due: ClockRule["due"];
  readonly alsoShown?: NonNullable<ClockRule["alsoShown"]>;
  readonly owner: SlotName;
  readonly metBy: ClockRule["metBy"];
  readonly reminders: readonly string[];
  /** Who is told once it is overdue. */
  readonly overdue: readonly SlotName[];
  readonly stillOverdue?: NonNullable<ClockRule["stillOverdue"]>;
  /** Rules of one duty are readings of it: the one that is due first reminds. */
  readonly duty?: string;
  /** Its reminders wait for no shift. */
  readonly urgent?: true;
  /** The time that a step gave, for a rule that is due then. */
  readonly expectedAt?: Instant;
  /** From when on what meets it may be done, and under what name it may be done late, with a reason. */
  readonly notBefore?: NonNullable<ClockRule["notBefore"]>;
  readonly lateAs?: string;
  /** It is about everybody but those of this agency, who are another rule's. */
  readonly ofOthers?: Agency;
};

const fromClock = (clock: ClockRule): RunningRule => ({
  id: clock.id,
  says: clock.says,
  rule: clock.rule,
  starts: [{ ...clock.startsWith, rule: clock.rule }, ...(clock.alsoStartsWith ?? [])],
  due: clock.due,
  ...(clock.alsoShown === undefined ? {} : { alsoShown: clock.alsoShown }),
  owner: clock.owner,
  metBy: clock.metBy,
  reminders: clock.reminders,
  overdue: clock.overdue,
  ...(clock.stillOverdue === undefined ? {} : { stillOverdue: clock.stillOverdue }),
  ...(clock.duty === undefined ? {} : { duty: clock.duty }),
  ...(clock.urgent === undefined ? {} : { urgent: clock.urgent }),
  ...(clock.notBefore === undefined ? {} : { notBefore: clock.notBefore }),
  ...(typeof clock.late === "object" ? { lateAs: clock.late.allowedAs } : {}),
});

/** What everybody else is asked for, somebody is reminded of in their place. */
const forOthers = (clock: ClockRule, rule: RunningRule): readonly RunningRule[] => {
  const others = clock.startsWith.each?.others;
  if (others === undefined) return [];
  const { by: _whose, ...metBy } = rule.metBy;
  return [{ ...rule, owner: others, metBy, ofOthers: agencyOfSlot(rule.owner) }];
};

const fromClockOfEach = (clock: ClockRule): readonly RunningRule[] => {
  const rule = fromClock(clock);
  return [rule, ...forOthers(clock, rule)];
};

/** A task is to be done at once, so its owner is asked once an hour has gone by without it. */
const taskReminders = ["1 hour after"];

const fromTask = (task: TaskRule): readonly RunningRule[] =>
  task.for.map((owner) => ({
    id: task.id,
    says: task.says,
    rule: task.rule,
    starts: task.startsWith === undefined ? [] : [{ ...task.startsWith, rule: task.rule }],
    due: { immediately: true },
    owner,
    metBy: task.metBy,
    reminders: taskReminders,
    overdue: [],
  }));

/** Whether a duty is to be done at once: its text has no clock, so it can be open and never late. */
export const isAtOnce = ({ due }: Pick<RunningRule, "due">): boolean => "immediately" in due;

const isKept = ({ notYet }: ClockRule | TaskRule): boolean => notYet === undefined;

/** Every duty of a protocol that this build keeps: one per clock, and one per task and person it is for. */
export const runningRules = (protocol: Protocol): readonly RunningRule[] => [
  ...protocol.clocks.filter(isKept).flatMap(fromClockOfEach),
  ...protocol.tasks.filter(isKept).flatMap(fromTask),
];
