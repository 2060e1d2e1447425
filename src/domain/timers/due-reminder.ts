import { agencyOfSlot, type SlotName } from "../agency.ts";
import type { CaseState, Deadline, Timer } from "../case/case-state.ts";
import type { NoticeAsked } from "../case/issue-notice.ts";
import { isAtOnce, runningRules, type RunningRule } from "../deadlines/clock-rules.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { readingsOf } from "../deadlines/one-duty.ts";
import { plusMilliseconds } from "../instant.ts";
import { laneOf } from "../notices/lane.ts";
import type { ReminderModel } from "../notices/notice.ts";
import { skip, type Due } from "./due.ts";
import { sameAddress } from "./ladder.ts";
import { reminderPlan, type Reminder } from "./reminder-plan.ts";
import { nextReminder, type TimerAsked } from "./set-timer.ts";
import { whenToRemind } from "./when-to-remind.ts";
import { onShift, whomToRemind, type Whom } from "./whom-to-remind.ts";

type About = {
  readonly timer: Timer;
  readonly deadline: Deadline;
  readonly rule: RunningRule;
  readonly plan: readonly Reminder[];
  readonly state: CaseState;
  readonly by: Following;
};

const isUrgent = ({ rule }: About): boolean => rule.urgent === true;

/** Some duties are met by one press; it is offered to the agency that owes them. */
const pressFor = (slot: SlotName, { deadline, rule }: About): { readonly press?: true } =>
  rule.metBy.step === "news-acknowledged" && agencyOfSlot(slot) === agencyOfSlot(deadline.owner)
    ? { press: true }
    : {};

const modelFor = ({ deadline, rule, state, by }: About, why: string): ReminderModel => ({
  kind: "reminder",
  ref: state.ref,
  areaName: by.area.name,
  urgency: rule.urgent === true ? "urgent" : state.urgency,
  rule: deadline.rule,
  says: rule.says,
  dueAt: deadline.dueAt,
  ...(deadline.alsoShownAt === undefined ? {} : { alsoShownAt: deadline.alsoShownAt }),
  overdue: !isAtOnce(rule) && by.now > deadline.dueAt,
  ...(isAtOnce(rule) ? { atOnce: true as const } : {}),
  ...(why === onShift ? {} : { why }),
});

/** Whom to tell for one part of a rule. */
type Told = Whom & { readonly slot: SlotName };

const tell = (whom: Told, about: About): readonly NoticeAsked[] =>
  whom.to.map((to) => ({
    to,
    lane: isUrgent(about) ? ("urgent" as const) : laneOf(about.state),
    model: { ...modelFor(about, whom.because), ...pressFor(whom.slot, about) },
    because: [`${about.deadline.rule}: ${whom.because}`],
    ...(about.state.urgency === "standard" && !isUrgent(about) && "person" in to
      ? { grouped: true as const }
      : {}),
  }));

/** One message to each reader, however many parts of the rule they are told for. */
const tellAll = (all: readonly Told[], about: About): readonly NoticeAsked[] =>
  all
    .flatMap((whom) => tell(whom, about))
    .filter((one, index, notices) => notices.findIndex(({ to }) => sameAddress(to, one.to)) === index);

const again = ({ timer }: About, at: Pick<TimerAsked, "dueAt" | "step" | "because">): TimerAsked => ({
  kind: "reminder",
  subject: timer.subject,
  ...at,
});

const postpone = (about: About, dueAt: Timer["dueAt"], because: string): Due => {
  const next = [again(about, { step: about.timer.step, dueAt, because })];
  return { outcome: "postponed", because, notices: [], next };
};

/** What else falls in a shift has been said with the one that left when the shift began. */
const followingStep = ({ step, dueAt }: Timer, { at }: Reminder) => ({
  step: step + 1,
  at: dueAt === at ? dueAt : plusMilliseconds(dueAt, -1),
});

const ownerDue = (about: About, planned: Reminder): Due => {
  const { timer, deadline, state, by } = about;
  const person = deadline.anchor?.person;
  const reminding = { slot: deadline.owner, state, dueAt: deadline.dueAt, urgent: isUrgent(about), person };
  // One that was moved to the beginning of a shift has waited already.
  const leaves = timer.dueAt === planned.at ? whenToRemind(planned, reminding, by, timer.dueAt) : timer.dueAt;
  if (leaves > by.now) return postpone(about, leaves, "it waits for the next shift");
  const whom = whomToRemind(reminding, by, by.now);
  if (whom.to.length === 0 && whom.backAt !== undefined) return postpone(about, whom.backAt, whom.because);
  const next = nextReminder(deadline, followingStep(timer, planned), state, by);
  const notices = tell({ ...whom, slot: deadline.owner }, about);
  return { outcome: notices.length === 0 ? "skipped" : "told", because: whom.because, notices, next };
};

/** A manager who is off shift hears of it when the next shift begins, besides whoever is on duty now. */
const managersLater = (all: readonly Whom[], first: number, about: About): readonly TimerAsked[] =>
  all.flatMap(({ backAt }, index) =>
    backAt === undefined
      ? []
      : [
          again(about, {
            step: about.plan.length + first + index,
            dueAt: backAt,
            because: "the manager is on shift again",
          }),
        ],
  );

/** Everybody who is told that it is overdue, in the order in which they are. */
const toldOverdue = (plan: readonly Reminder[]): readonly SlotName[] =>
  plan.flatMap((one) => (one.kind === "overdue" ? one.tells : []));

const overdueDue = (about: About): Due => {
  const { timer, deadline, plan, state, by } = about;
  const onlyOne = timer.step - plan.length;
  const before = toldOverdue(plan.slice(0, timer.step)).length;
  const slots =
    onlyOne < 0
      ? toldOverdue(plan.slice(timer.step, timer.step + 1))
      : toldOverdue(plan).slice(onlyOne, onlyOne + 1);
  const reminding = { state, dueAt: deadline.dueAt, urgent: isUrgent(about) };
  const whom = slots.map((slot) => ({ ...whomToRemind({ ...reminding, slot }, by, by.now), slot }));
  const notices = tellAll(whom, about);
  const following = { step: timer.step + 1, at: timer.dueAt };
  const next =
    onlyOne < 0
      ? [...nextReminder(deadline, following, state, by), ...managersLater(whom, before, about)]
      : [];
  const because = whom.map((one) => one.because).join("; ");
  if (notices.length > 0) return { outcome: "told", because, notices, next };
  return { outcome: next.length > 0 ? "postponed" : "skipped", because, notices, next };
};

/** A reminder that is due: sent to whoever it is for and on shift, or skipped because the duty was met. */
export const dueReminder = (timer: Timer, state: CaseState, by: Following): Due => {
  const deadline = state.deadlines.find(({ id }) => id === timer.subject);
  const rule = runningRules(by.protocol).find(({ id }) => id === deadline?.clock);
  if (deadline === undefined || rule === undefined)
    return skip("the deadline is not one of this case's any more");
  if (deadline.met !== undefined)
    return skip(`${deadline.rule} ${deadline.met.ended === true ? "is no longer due" : "was met"}`);
  const [first = deadline] = readingsOf(deadline, state, by.protocol);
  if (first.id !== deadline.id) return skip(`${first.rule} is another reading of it, and falls due first`);
  const plan = reminderPlan(rule, deadline, by);
  const about = { timer, deadline, rule, plan, state, by };
  const planned = plan[timer.step];
  return planned?.kind === "owner" ? ownerDue(about, planned) : overdueDue(about);
};
