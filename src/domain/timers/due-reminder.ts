import type { CaseState, Deadline, Timer } from "../case/case-state.ts";
import type { NoticeAsked } from "../case/issue-notice.ts";
import { runningRules, type RunningRule } from "../deadlines/clock-rules.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import type { NoticeModel } from "../notices/notice.ts";
import type { SlotName } from "../agency.ts";
import { skip, type Due } from "./due.ts";
import { reminderPlan } from "./reminder-plan.ts";
import { nextReminder } from "./set-timer.ts";
import { whomToRemind, type Whom } from "./whom-to-remind.ts";

type About = {
  readonly deadline: Deadline;
  readonly rule: RunningRule;
  readonly overdue: boolean;
};

const modelFor = ({ deadline, rule }: About, state: CaseState, by: Following, why: string): NoticeModel => ({
  kind: "reminder",
  ref: state.ref,
  areaName: by.area.name,
  urgency: state.urgency,
  rule: deadline.rule,
  says: rule.says,
  dueAt: deadline.dueAt,
  ...(deadline.alsoShownAt === undefined ? {} : { alsoShownAt: deadline.alsoShownAt }),
  overdue: by.now > deadline.dueAt,
  ...(why === "on shift" ? {} : { why }),
});

const told = (whom: Extract<Whom, { kind: "tell" }>, about: About, state: CaseState, by: Following) =>
  whom.to.map((to): NoticeAsked => ({
    to,
    lane: state.urgency === "urgent" ? "urgent" : "normal",
    model: modelFor(about, state, by, whom.because),
    because: [`${about.deadline.rule}: ${whom.because}`],
    ...(state.urgency === "standard" && "person" in to ? { grouped: true as const } : {}),
  }));

const unmet = (deadline: Deadline | undefined, rule: RunningRule | undefined): string | undefined => {
  if (deadline === undefined || rule === undefined) return "the deadline is not one of this case's any more";
  return deadline.met === undefined ? undefined : `${deadline.rule} was met`;
};

const whomAll = (
  slots: readonly SlotName[],
  deadline: Deadline,
  state: CaseState,
  by: Following,
): readonly Whom[] => slots.map((slot) => whomToRemind({ slot, state, dueAt: deadline.dueAt }, by, by.now));

/** A reminder that is due: sent to whoever it is for and on shift, or skipped because the duty was met. */
export const dueReminder = (timer: Timer, state: CaseState, by: Following): Due => {
  const deadline = state.deadlines.find(({ id }) => id === timer.subject);
  const rule = runningRules(by.protocol).find(({ id }) => id === deadline?.clock);
  const met = unmet(deadline, rule);
  if (deadline === undefined || rule === undefined || met !== undefined) return skip(met ?? "");
  const overdue = reminderPlan(rule, deadline, by)[timer.step]?.kind === "overdue";
  const whom = whomAll(overdue ? rule.overdue : [deadline.owner], deadline, state, by);
  const telling = whom.filter((one) => one.kind === "tell");
  const next = nextReminder(deadline, timer.step + 1, by);
  const waiting = whom.find((one) => one.kind === "postpone");
  if (telling.length === 0 && waiting !== undefined) {
    const again = { ...timer, dueAt: waiting.until, because: waiting.because };
    const { id: _id, ...asked } = again;
    return { outcome: "postponed", because: waiting.because, notices: [], next: [asked] };
  }
  const about = { deadline, rule, overdue };
  const because = whom.map((one) => one.because).join("; ");
  const notices = telling.flatMap((one) => told(one, about, state, by));
  return { outcome: notices.length === 0 ? "skipped" : "told", because, notices, next };
};
