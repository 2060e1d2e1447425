import type { SlotName } from "../agency.ts";
import { addWorkingDays } from "../calendar/working-days.ts";
import { localDateOf, localTimeOf } from "../calendar/format-instant.ts";
import { localToInstant } from "../calendar/local-to-instant.ts";
import type { Deadline } from "../case/case-state.ts";
import { epochMilliseconds, instantOf, millisecondsIn, plusMilliseconds, type Instant } from "../instant.ts";
import type { RunningRule } from "../deadlines/clock-rules.ts";
import type { World } from "../routing/choose-route.ts";

/** To its owner before it falls due; to others, by name of their part, once it has. */
export type Reminder =
  | { readonly at: Instant; readonly kind: "owner" }
  | { readonly at: Instant; readonly kind: "overdue"; readonly tells: readonly SlotName[] };

const pattern = /^(\d+) (minute|hour|working day)s? (before|after)$/;
const overdueAfter = 15 * millisecondsIn.minute;

const workingDaysFrom = (dueAt: Instant, count: number, { calendar }: World): Instant | undefined => {
  const date = addWorkingDays(calendar, localDateOf(dueAt), count);
  const local = date.ok ? localToInstant({ date: date.date, time: localTimeOf(dueAt) }) : date;
  return local.ok && "instant" in local ? local.instant : undefined;
};

const atOf = (says: string, { startedAt, dueAt }: Deadline, world: World): Instant | undefined => {
  if (says === "at due") return dueAt;
  if (says === "half way")
    return instantOf(Math.round((epochMilliseconds(startedAt) + epochMilliseconds(dueAt)) / 2));
  const [, count = "", unit = "", side = ""] = pattern.exec(says) ?? [];
  const signed = side === "before" ? -Number(count) : Number(count);
  if (unit === "working day") return workingDaysFrom(dueAt, signed, world);
  const length = unit === "hour" ? millisecondsIn.hour : millisecondsIn.minute;
  return plusMilliseconds(dueAt, signed * length);
};

/**
 * When the people of a duty are reminded, in order: its owner at the times that the protocol names, and a quarter of an
 * hour after it fell due those whom the protocol has told when it is overdue.
 */
export const reminderPlan = (rule: RunningRule, deadline: Deadline, world: World): readonly Reminder[] => {
  const owner = rule.reminders.flatMap((says): readonly Reminder[] => {
    const at = atOf(says, deadline, world);
    return at === undefined || at < deadline.startedAt ? [] : [{ at, kind: "owner" }];
  });
  const overdue: readonly Reminder[] =
    rule.overdue.length === 0
      ? []
      : [{ at: plusMilliseconds(deadline.dueAt, overdueAfter), kind: "overdue", tells: rule.overdue }];
  const later = (rule.stillOverdue ?? []).flatMap(({ after, tells }): readonly Reminder[] => {
    const at = workingDaysFrom(deadline.dueAt, after.count, world);
    return at === undefined ? [] : [{ at, kind: "overdue", tells }];
  });
  return [...owner, ...overdue, ...later].toSorted((a, b) => a.at.localeCompare(b.at));
};
