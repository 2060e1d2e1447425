import { formatInstant } from "../calendar/format-instant.ts";
import type { CaseEvent, HeaderOf, NewCaseEvent } from "../case/case-event.ts";
import type { CaseState, Deadline } from "../case/case-state.ts";
import { runningRules, type RunningRule } from "./clock-rules.ts";
import { computeDue } from "./compute-due.ts";
import type { Following } from "./follow-clocks.ts";

type Anchor = NonNullable<Deadline["anchor"]>;
type Moved = { readonly anchor: Anchor; readonly because: string };

const ruleOf = ({ clock, owner }: Deadline, rules: readonly RunningRule[]): RunningRule | undefined =>
  rules.find((rule) => rule.id === clock && rule.owner === owner);

const isFromLatest = (rule: RunningRule): boolean =>
  "from" in rule.due && rule.due.from === "latest discussion";

const byMeeting = (
  { meeting, startsAt, wasStartsAt }: HeaderOf<"MeetingMoved">,
  { anchor }: Deadline,
  rule: RunningRule,
): Moved | undefined => {
  if (anchor?.meeting !== meeting || !("before" in rule.due)) return undefined;
  const because = `the meeting of ${formatInstant(wasStartsAt)} is on ${formatInstant(startsAt)} now`;
  return { anchor: { ...anchor, at: startsAt }, because };
};

const byDiscussion = (
  { step, at }: HeaderOf<"StepTaken">,
  { anchor, startedAt }: Deadline,
  rule: RunningRule,
): Moved | undefined => {
  if (step !== "strategy-discussion-held" || !isFromLatest(rule)) return undefined;
  if (at <= (anchor?.at ?? startedAt)) return undefined;
  return { anchor: { at }, because: `the latest strategy discussion was held on ${formatInstant(at)}` };
};

/** What a deadline is counted from once an event has happened, where that is another time than before. */
const movedBy = (event: CaseEvent, deadline: Deadline, rule: RunningRule): Moved | undefined => {
  if (event.type === "MeetingMoved") return byMeeting(event.header, deadline, rule);
  return event.type === "StepTaken" ? byDiscussion(event.header, deadline, rule) : undefined;
};

const changed = (deadline: Deadline, rule: RunningRule, moved: Moved, by: Following): NewCaseEvent => {
  const computed = computeDue(by, rule, moved.anchor.at);
  return {
    type: "DeadlineChanged",
    version: 1,
    header: {
      by: "tandem",
      at: by.now,
      enteredAt: by.now,
      deadline: deadline.id,
      rule: deadline.rule,
      anchor: moved.anchor,
      ...computed,
      wasDueAt: deadline.dueAt,
      ...(deadline.alsoShownAt === undefined ? {} : { wasAlsoShownAt: deadline.alsoShownAt }),
      because: [moved.because, ...computed.because],
      calendarVersion: by.calendar.version,
    },
  };
};

const ended = ({ id, rule }: Deadline, by: Following): NewCaseEvent => {
  const because = ["the meeting that it was for is called off"];
  const act = { by: "tandem", at: by.now, enteredAt: by.now };
  return { type: "DeadlineEnded", version: 1, header: { ...act, deadline: id, rule, because } };
};

/** The open deadlines that an event moves or ends: those counted back from a meeting, or on from the latest discussion. */
export const reAnchored = (event: CaseEvent, state: CaseState, by: Following): readonly NewCaseEvent[] => {
  const rules = runningRules(by.protocol);
  return state.deadlines
    .filter(({ met }) => met === undefined)
    .flatMap((deadline) => {
      if (event.type === "MeetingCalledOff")
        return deadline.anchor?.meeting === event.header.meeting ? [ended(deadline, by)] : [];
      const rule = ruleOf(deadline, rules);
      const moved = rule === undefined ? undefined : movedBy(event, deadline, rule);
      return rule === undefined || moved === undefined ? [] : [changed(deadline, rule, moved, by)];
    });
};
