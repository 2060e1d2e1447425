import { ruleLists } from "../../../src/domain/protocol/rule-lists.ts";
import type { Agency } from "../../../src/domain/agency.ts";
import type { Clock } from "../../../src/domain/calendar/clock-kinds.ts";
import { dueAt } from "../../../src/domain/calendar/due.ts";
import { formatInstant } from "../../../src/domain/calendar/format-instant.ts";
import type { BodyOf, NewCaseEvent } from "../../../src/domain/case/case-event.ts";
import type { CaseState } from "../../../src/domain/case/case-state.ts";
import { decidePickUp, type Decision } from "../../../src/domain/case/decide-answer.ts";
import { decideDiscussion } from "../../../src/domain/case/decide-record.ts";
import { decideReferral } from "../../../src/domain/case/decide-referral.ts";
import { judgeReferral } from "../../../src/domain/case/judge-referral.ts";
import type { ReferralFacts } from "../../../src/domain/case/facts.ts";
import { foldCase } from "../../../src/domain/case/fold.ts";
import type { Refused } from "../../../src/domain/case/refusal.ts";
import type { Following } from "../../../src/domain/deadlines/follow-clocks.ts";
import type { Notice } from "../../../src/domain/notices/notice.ts";
import type { Protocol } from "../../../src/domain/protocol/protocol-schema.ts";
import type { World } from "../../../src/domain/routing/choose-route.ts";
import { at, calendar } from "../calendar/example-team.ts";
import { followingAt, plainFacts, shipped } from "../example-case.ts";
import { aStep, type AStep } from "../a-step.ts";

/** A world to decide in: an area that ships, with the protocol that it works by and everything which that extends. */
export const worldOf = (name: string): World => {
  const area = shipped.areas.get(name)?.value;
  const protocol = area === undefined ? undefined : shipped.protocols.get(area.protocol)?.value;
  if (area === undefined || protocol === undefined) throw new Error(`${name} does not ship`);
  return { area, protocol, calendar };
};

export type Opened = {
  readonly world: World;
  readonly events: readonly NewCaseEvent[];
  readonly state: CaseState;
  readonly notices: readonly Notice[];
};

let unique = 0;
const nextId = () => `of-area-${(unique += 1)}`;
const following = (world: World, now: string): Following => followingAt(at(now), world, nextId);

const told = (world: World, events: readonly NewCaseEvent[], notices: readonly Notice[]): Opened => {
  const state = foldCase(events);
  if (state === undefined) throw new Error("nothing was referred");
  return { world, events, state, notices };
};

export type Referred = {
  readonly from: Agency;
  readonly facts?: Partial<ReferralFacts>;
  readonly entered: string;
  readonly learned?: string;
  /** Sent urgently with these answers alone. */
  readonly incomplete?: boolean;
  readonly details?: BodyOf<"ReferralRecorded">;
};

const usual = { callback: "01632 960999", child: "Fictional Child", concerns: "Fictional concern" };

/** What was answered; of one that was sent urgently, what the protocol made of it too. */
const madeIn = (world: World, { from, facts, incomplete = false, details = usual }: Referred) => {
  const made = { from, facts: { ...plainFacts, ...facts }, incomplete, details };
  const judged = judgeReferral(world.protocol, made);
  return incomplete && judged.ok ? { ...made, judged } : made;
};

/** A referral in an area, made by the first of its people who is of the sending agency. */
export const referIn = (world: World, referred: Referred): Opened => {
  const { from, entered, learned } = referred;
  const sender = world.area.people.find(({ agency }) => agency === from);
  const installation = sender?.identities[0]?.installation;
  if (sender === undefined || installation === undefined) throw new Error(`nobody of ${from} is registered`);
  const decided = decideReferral(
    {
      ref: "K7M2-9QXD",
      submission: nextId(),
      sender: { person: sender.person, installation },
      ...madeIn(world, referred),
      to: from === "police" ? "social-care" : "police",
      ...(learned === undefined ? {} : { learnedAt: at(learned) }),
      excluded: [],
    },
    { ...following(world, entered), areaHash: "area", protocolHash: "protocol", mayTell: () => true },
  );
  return told(world, decided.events, decided.notices);
};

const follow = (before: Opened, decided: Decision | Refused): Opened => {
  if (!decided.ok) throw new Error(decided.because);
  return told(before.world, [...before.events, ...decided.events], decided.notices);
};

/** Somebody has a hop of the referral. */
export const pickUpIn = (before: Opened, hop: number, by: string, now: string): Opened =>
  follow(before, decidePickUp(before.state, { hop, by, at: at(now) }, following(before.world, now)));

/** An agency takes a step that the protocol names. */
export const stepIn = (before: Opened, step: AStep, now: string): Opened =>
  follow(before, aStep(before.state, { ...step, at: at(now) }, following(before.world, now)));

/** Social care and the police, or another agency, talk it over. */
export const discussIn = (
  before: Opened,
  withAgency: Agency,
  now: string,
  agency: Agency = "social-care",
): Opened =>
  follow(
    before,
    decideDiscussion(
      before.state,
      {
        by: "somebody",
        at: at(now),
        agency,
        withAgency: agency === withAgency ? "social-care" : withAgency,
        means: "telephone",
        decision: "joint",
        details: { withWhom: "Fictional Officer", decisionInWords: "Fictional decision" },
      },
      following(before.world, now),
    ),
  );

/** The rules of the duties of a case that are still open, in their order. */
export const openRules = ({ state }: Pick<Opened, "state">): readonly string[] =>
  state.deadlines
    .filter(({ met }) => met === undefined)
    .map(({ rule }) => rule)
    .toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }));

/** The deadlines of a case, each in one line, in the order of their rules: rule, owner, due. */
export const dues = ({ state }: Pick<Opened, "state">): readonly string[] =>
  state.deadlines
    .map(({ rule, owner, dueAt: due }) => `${rule} ${owner} ${formatInstant(due)}`)
    .toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }));

/** What a clock makes of an instant by the hours of a team, as a person reads it. */
export const dueBy = (world: World, slot: string, clock: Clock, start: string): string => {
  const team = world.area.slots[slot];
  if (team?.kind !== "team") throw new Error(`${slot} has no hours`);
  const result = dueAt(clock, at(start), { calendar, hours: team.hours });
  if (!result.ok) throw new RangeError(result.because);
  return formatInstant(result.due);
};

type Encoded = {
  readonly rule: string;
  readonly list: (typeof ruleLists)[number];
  readonly guidance: boolean;
};

/** Every rule that a protocol encodes, and in which of its lists. */
export const encoded = (protocol: Protocol): readonly Encoded[] => [
  ...ruleLists.flatMap((list) =>
    protocol[list].map((entry) => ({
      rule: entry.rule,
      list,
      guidance: "kind" in entry && entry.kind === "guidance",
    })),
  ),
  ...protocol.clocks.flatMap(({ alsoStartsWith }) =>
    (alsoStartsWith ?? []).map(({ rule }) => ({ rule, list: "clocks" as const, guidance: false })),
  ),
];

const number = (rule: string): number => Number(rule.slice(rule.indexOf("-") + 1));

/** The rules of one text that a protocol encodes, each once, in their order. */
export const rulesOf = (protocol: Protocol, text: string): readonly string[] =>
  [...new Set(encoded(protocol).map(({ rule }) => rule))]
    .filter((rule) => rule.startsWith(`${text}-`))
    .toSorted((a, b) => number(a) - number(b));

/** The rules of one text of which a protocol only tells, and which it holds in no other list. */
export const toldOnly = (protocol: Protocol, text: string): readonly string[] =>
  rulesOf(protocol, text).filter((rule) =>
    encoded(protocol).every((one) => one.rule !== rule || one.guidance),
  );

export const numbered = (text: string, last: number): readonly string[] =>
  Array.from({ length: last }, (_, index) => `${text}-${index + 1}`);
