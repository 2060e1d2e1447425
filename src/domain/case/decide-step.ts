import type { Following } from "../deadlines/follow-clocks.ts";
import type { Instant } from "../instant.ts";
import { isLateStep } from "../steps/late-step.ts";
import { objectionsInTime } from "../steps/in-time.ts";
import { objectionsTo, type Judged, type Objection } from "../steps/judge.ts";
import { editedNews } from "../steps/news.ts";
import { inquorate } from "../strategy/inquorate.ts";
import { toldOfStep } from "../steps/told-of-step.ts";
import type { BodyOf, HeaderOf, NewCaseEvent } from "./case-event.ts";
import type { CaseState } from "./case-state.ts";
import { alreadySo, blankIn, installationOf, openInWords } from "./step-parts.ts";
import type { NoticeAsked } from "./issue-notice.ts";
import { conclude, editedPosts, type Decision } from "./decide-answer.ts";
import type { Refused } from "./refusal.ts";
import { bringsHarm, decideConcern, type ConcernSaid } from "./decide-concern.ts";
import { toldOfConcern } from "./told-of-concern.ts";
import { owed, stepEvent } from "./step-event.ts";
import type { Override } from "./step-event-schemas.ts";

export type TakingStep = Omit<Judged, "answered" | "late"> & {
  readonly by: string;
  readonly isManager: boolean;
  readonly at: Instant;
  readonly details: BodyOf<"StepTaken">;
  /** A child cannot wait: nothing of the protocol stands in the way, and the reason is given afterwards. */
  readonly actingNow: boolean;
  /** When what the step speaks of is expected, such as a release. */
  readonly expectedAt?: Instant;
  /** Whom of those who are invited to the meeting it is about. */
  readonly invitee?: string;
  /** The record of the discussion that it is about. */
  readonly record?: string;
  /** What happened with it, and is written down before it. */
  readonly also?: readonly NewCaseEvent[];
  /** Who is told besides those whom the protocol names. */
  readonly andTell?: (after: CaseState) => readonly NoticeAsked[];
  /** What makes it urgent, where the step brings new or increased harm. */
  readonly harm?: ConcernSaid["facts"];
};

/** A step that the protocol does not let through. */
export type StepRefused = Refused & {
  /** Each answer that is missing, with the rule that asks for it. */
  readonly missing: readonly { readonly name: string; readonly says: string }[];
  /** What else stands in the way, and what lifts it; "" when only answers are missing. */
  readonly inTheWay: string;
  /** What is wrong with the date of the meeting; "" when nothing is. */
  readonly onDate: string;
  readonly objections: readonly Objection[];
};

const lifts = ({ liftedBy }: Objection, { details, isManager }: TakingStep): Override["how"] | undefined => {
  if ((details.reason ?? "").trim() === "") return undefined;
  if (liftedBy === "reason") return "reason";
  return liftedBy === "reason of a manager" && isManager ? "departure" : undefined;
};

const whatToDo: Readonly<Record<NonNullable<Objection["liftedBy"]>, string>> = {
  reason: "If you go ahead all the same, say why.",
  "reason of a manager": "Only a manager may go ahead all the same, and says why.",
  departure: "It needs a departure that a manager of each agency has agreed to: propose one from the case.",
};

const inWords = ({ rule, says, fields, open, liftedBy }: Objection): string =>
  [
    `${rule}: ${says}.`,
    ...(open === undefined ? [] : [openInWords(open)]),
    ...(fields === undefined ? [] : [`Not answered yet: ${fields.join(", ")}.`]),
    ...(liftedBy === undefined ? [] : [whatToDo[liftedBy]]),
  ].join(" ");

const notAnswered = (blank: readonly string[]): StepRefused => ({
  ok: false,
  rule: "not-answered",
  because: "Choose an answer.",
  missing: blank.map((name) => ({ name, says: "Choose an answer." })),
  inTheWay: "",
  onDate: "",
  objections: [],
});

/** As much as Slack shows of a fault. */
const mostShown = 2_000;

const saidOf = (objections: readonly Objection[], isAbout: (one: Objection) => boolean): string =>
  objections.filter(isAbout).map(inWords).join(" ").slice(0, mostShown);

/** A refusal in the words of the rules that stand in the way, with what is missing answer by answer. */
export const refusedBy = (objections: readonly Objection[]): StepRefused => ({
  ok: false,
  rule: objections[0]?.rule ?? "not-answered",
  because: objections.map(inWords).join(" "),
  missing: objections.flatMap(({ rule, fields = [] }) =>
    fields.map((name) => ({ name, says: `${rule} asks for this. "Not known" is an answer.` })),
  ),
  inTheWay: saidOf(objections, ({ fields, onDate }) => fields === undefined && onDate === undefined),
  onDate: saidOf(objections, ({ onDate }) => onDate === true),
  objections,
});

type Concluding = Parameters<typeof conclude>;

/** The step, what is owed for it, and where it brings new or increased harm all that a referral would have led to. */
const following = (
  state: CaseState,
  taking: TakingStep,
  overrides: readonly Override[],
  by: Following,
): [Concluding[1], Concluding[2]] => {
  const taken = stepEvent(taking, overrides, by);
  const header = taken.header as HeaderOf<"StepTaken">;
  const said = bringsHarm(taking.facts)
    ? { ...taking, installation: installationOf(taking, by), facts: taking.harm ?? {} }
    : undefined;
  const concern = said === undefined ? undefined : decideConcern(state, said, by);
  return [
    [
      ...(taking.also ?? []),
      taken,
      ...inquorate(state, taking, by),
      ...owed(taking, overrides, by),
      ...(concern?.events ?? []),
    ],
    (after) => [
      ...editedPosts(state, after, by),
      ...editedNews(state, after, by),
      ...toldOfStep(header, after, by),
      ...(taking.andTell?.(after) ?? []),
      ...(said === undefined || concern === undefined ? [] : toldOfConcern(state, said, concern, by)(after)),
    ],
  ];
};

/**
 * A step that an agency has taken, judged by the protocol of the case: what stands against it is lifted by doing what it
 * asks, by a reason or a departure where the rule allows one, or because a child cannot wait. Each way is on record.
 */
export const decideStep = (state: CaseState, taking: TakingStep, by: Following): Decision | StepRefused => {
  const nothingToDo = alreadySo(state, taking);
  if (nothingToDo !== undefined) return nothingToDo;
  const blank = blankIn(state, taking, by);
  if (blank.length > 0) return notAnswered(blank);
  const answered = taking.details.answers.map(({ field }) => field);
  const objections = [
    ...objectionsTo(by.protocol, state, {
      ...taking,
      answered,
      late: isLateStep(taking, state, by.protocol),
    }),
    ...objectionsInTime(state, taking, by),
  ];
  const overrides = objections.flatMap((one): readonly Override[] => {
    const how = lifts(one, taking) ?? (taking.actingNow ? "acting-now" : undefined);
    return how === undefined ? [] : [{ rule: one.rule, how }];
  });
  const standing = objections.filter((one) => lifts(one, taking) === undefined && !taking.actingNow);
  if (standing.length > 0) return refusedBy(standing);
  return conclude(state, ...following(state, taking, overrides, by), by);
};
