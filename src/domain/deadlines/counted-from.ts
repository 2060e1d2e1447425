import { agencyOfSlot, type Agency } from "../agency.ts";
import { concernAnswered } from "../case/concerns.ts";
import type { CaseState, Deadline } from "../case/case-state.ts";
import type { Instant } from "../instant.ts";
import { meetingIn, type Invitee, type Meeting } from "../meetings/meeting.ts";
import { isAtOnce, type RunningRule, type Start } from "./clock-rules.ts";
import type { Occurrence } from "./occurrence.ts";

/**
 * An agency knows of a referral from when it learned of it, if it made it, and else from when it was sent. Of a new
 * concern on an open case likewise, where that is what a step answers.
 */
const referralKnownTo = (agency: Agency, occurred: Occurrence, state: CaseState): Instant => {
  const concern = concernAnswered(occurred, state);
  if (concern !== undefined) return concern.from === agency ? concern.at : concern.enteredAt;
  return state.from === agency ? state.learnedAt : state.enteredAt;
};

/** When the last strategy discussion up to an instant was held. */
const lastDiscussion = ({ steps }: CaseState, until: Instant): Instant | undefined =>
  steps
    .filter(({ step, at }) => step === "strategy-discussion-held" && at <= until)
    .map(({ at }) => at)
    .toSorted()
    .at(-1);

/** From when a duty counts. What was entered late counts from when it happened; a time still to come buys nothing. */
export const startOf = (rule: RunningRule, occurred: Occurrence, state: CaseState): Instant => {
  const from = "from" in rule.due ? rule.due.from : "learned";
  if (from === "referral") return referralKnownTo(agencyOfSlot(rule.owner), occurred, state);
  const learned = occurred.at > occurred.enteredAt ? occurred.enteredAt : occurred.at;
  if (from === "initiating discussion" || from === "latest discussion")
    return lastDiscussion(state, learned) ?? learned;
  return from === "entered" ? occurred.enteredAt : learned;
};

type Anchor = NonNullable<Deadline["anchor"]>;

/** Who is asked for a report: of the owner's agency, or, for whoever is reminded of everybody else's, of any other. */
const isAskedFor = (rule: RunningRule, { asked, as }: Invitee): boolean =>
  asked !== "attend" &&
  (rule.ofOthers === undefined ? as === agencyOfSlot(rule.owner) : as !== rule.ofOthers);

const hasOne = (rule: RunningRule, anchor: Anchor, { deadlines }: CaseState): boolean =>
  deadlines.some(
    ({ clock, owner, anchor: other }) =>
      clock === rule.id &&
      owner === rule.owner &&
      other?.meeting === anchor.meeting &&
      other?.invitee === anchor.invitee,
  );

/** What is to be done at once for a meeting to come hangs on it too: called off, it leaves nothing to do for it. */
const anchorAt = (
  { meeting, startsAt, stands }: Meeting,
  rule: RunningRule,
  startedAt: Instant,
): Pick<Anchor, "at" | "meeting"> | undefined => {
  if ("before" in rule.due) return { at: startsAt, meeting };
  return isAtOnce(rule) && stands === "arranged" ? { at: startedAt, meeting } : undefined;
};

/**
 * What each deadline that a start makes is counted from: undefined for the start of the clock itself, the meeting where
 * time is counted back from it, and one for each person invited where the rule says so. Empty: there is nothing to count from.
 */
export const anchorsOf = (
  rule: RunningRule,
  start: Start,
  occurred: Occurrence,
  state: CaseState,
): readonly (Anchor | undefined)[] => {
  const meeting = meetingIn(state, occurred.meeting);
  if (meeting === undefined) return start.each === undefined && !("before" in rule.due) ? [undefined] : [];
  const anchor = anchorAt(meeting, rule, startOf(rule, occurred, state));
  if (start.each === undefined) return [anchor];
  return meeting.invitees
    .filter((invitee) => isAskedFor(rule, invitee))
    .map(({ invitee }) => ({ at: occurred.at, meeting: meeting.meeting, ...anchor, invitee }))
    .filter((one) => !hasOne(rule, one, state));
};
