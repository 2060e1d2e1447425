import { agencyOfSlot, otherAgency, type SlotName } from "../agency.ts";
import type { CaseState } from "../case/case-state.ts";
import type { NoticeAsked } from "../case/issue-notice.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { runningRules } from "../deadlines/clock-rules.ts";
import { laneOf } from "../notices/lane.ts";
import { addressOf } from "../notices/readers.ts";
import type { Protocol } from "../protocol/protocol-schema.ts";
import { conditionFacts, holds } from "../protocol/condition.ts";
import { onShift, whomToRemind } from "../timers/whom-to-remind.ts";
import type { HeaderOf } from "../case/case-event.ts";
import { teamOnDuty } from "../timers/on-duty.ts";
import { sameAddress } from "../timers/ladder.ts";
import { newsIn } from "./news.ts";
import { catalogue } from "./catalogue.ts";

type Taken = HeaderOf<"StepTaken">;

type About = { readonly taken: Taken; readonly state: CaseState; readonly by: Following };

const rulesOn = ({ taken, state, by: { protocol } }: About) => {
  const facts = conditionFacts(state);
  return protocol.notices.filter(
    ({ notYet, on, by, when }) =>
      notYet === undefined &&
      on === taken.step &&
      (by === undefined || by === taken.agency) &&
      holds(when, facts),
  );
};

type NamedRule = Protocol["notices"][number];

/** Whom Tandem cannot reach, whoever took the step is asked to tell. */
const tellYourself = (slot: SlotName, rule: NamedRule, about: About): readonly NoticeAsked[] => {
  const { taken, state, by } = about;
  const taker = by.area.people.filter(({ person }) => person === taken.by);
  return taker.flatMap(addressOf).map((to) => ({
    to,
    lane: laneOf(state),
    model: {
      kind: "tell-yourself",
      ref: state.ref,
      areaName: by.area.name,
      step: catalogue[taken.step].says,
      rule: rule.rule,
      whom: by.area.slots[slot]?.name ?? by.protocol.slots[slot]?.says ?? slot,
    },
    because: [rule.rule],
  }));
};

/** Whether the agency of a slot is to say that it has seen what it is told of: a duty that this very step started. */
const isToAcknowledge = (slot: SlotName, { taken, state, by: { protocol } }: About): boolean => {
  const rules = runningRules(protocol).filter(({ metBy }) => metBy.step === "update-acknowledged");
  return state.deadlines.some(
    ({ clock, owner, met, startedAt }) =>
      met === undefined &&
      startedAt === taken.at &&
      agencyOfSlot(owner) === agencyOfSlot(slot) &&
      rules.some(({ id }) => id === clock),
  );
};

const told = (slot: SlotName, { rule, says }: NamedRule, about: About): readonly NoticeAsked[] => {
  const { taken, state, by } = about;
  const whom = whomToRemind({ slot, state, dueAt: by.now }, by, by.now);
  const why = whom.because === onShift ? {} : { why: whom.because };
  const step = catalogue[taken.step].says;
  const acknowledge = isToAcknowledge(slot, about) ? { acknowledge: true } : {};
  const inCase = { ref: state.ref, areaName: by.area.name, by: taken.by, step, ...acknowledge };
  return whom.to.map((to) => ({
    to,
    lane: laneOf(state),
    model: { kind: "step-told", ...inCase, rule, says, ...why },
    because: [rule],
  }));
};

/** The text names secure e-mail. A team's mailbox is read by the team, so of a case for named people alone it gets none. */
const mailed = (slot: SlotName, rule: NamedRule, about: About): readonly NoticeAsked[] => {
  const { taken, state, by } = about;
  if (state.restricted || by.area.slots[slot]?.mailbox === undefined) return tellYourself(slot, rule, about);
  // An invitation goes with its meeting: it carries the booking form and an entry for the calendar.
  if (taken.step === "invitation-sent" && taken.meeting !== undefined) return [];
  const { rule: id, says } = rule;
  const step = catalogue[taken.step].says;
  const inCase = { ref: state.ref, areaName: by.area.name, by: taken.by, step, enteredAt: taken.enteredAt };
  return [
    {
      to: { mailbox: { slot } },
      lane: laneOf(state),
      model: { kind: "step-mailed", ...inCase, rule: id, says },
      because: [id],
    },
  ];
};

/** News goes before everything else, and to the team on duty too, whoever else has the case. */
const toldNews = (slot: SlotName, { rule }: NamedRule, { state, by }: About): readonly NoticeAsked[] => {
  const whom = whomToRemind({ slot, state, dueAt: by.now, urgent: true }, by, by.now);
  const team = state.restricted ? undefined : teamOnDuty(agencyOfSlot(slot), by, by.now);
  const also = team === undefined || whom.to.some((to) => sameAddress(to, team)) ? [] : [team];
  const news = state.news.at(-1);
  if (news === undefined) return [];
  const why = whom.because === onShift ? {} : { why: whom.because };
  return [
    ...whom.to.map((to) => ({ to, model: { ...newsIn(news, agencyOfSlot(slot), { state, by }), ...why } })),
    ...also.map((to) => ({
      to,
      model: { ...newsIn(news, agencyOfSlot(slot), { state, by }), why: "your team is on duty" },
    })),
  ].map((one) => ({ ...one, lane: "urgent" as const, because: [rule] }));
};

const isTaker = ({ to }: NoticeAsked, { taken }: About): boolean => "person" in to && to.person === taken.by;

/** Those whom a rule of the protocol names for this step: at once, and the team on duty where they are off shift. */
const named = (about: About): readonly NoticeAsked[] =>
  rulesOn(about).flatMap((rule) =>
    rule.tells.flatMap((slot) => {
      if (rule.means === "secure e-mail") return mailed(slot, rule, about);
      const notices = (rule.urgent === true ? toldNews : told)(slot, rule, about);
      return notices.length === 0
        ? tellYourself(slot, rule, about)
        : notices.filter((one) => !isTaker(one, about));
    }),
  );

/** What was passed over is never silent: whoever has the other agency's part hears of it, or the team on duty. */
const overridden = ({ taken, state, by }: About): readonly NoticeAsked[] => {
  if (taken.overrides.length === 0) return [];
  const slot = `${otherAgency(taken.agency)}.worker`;
  const actingNow = taken.overrides.some(({ how }) => how === "acting-now");
  return whomToRemind({ slot, state, dueAt: by.now }, by, by.now).to.map((to) => ({
    to,
    lane: actingNow ? ("urgent" as const) : laneOf(state),
    model: {
      kind: "step-overrode" as const,
      ref: state.ref,
      areaName: by.area.name,
      by: taken.by,
      step: catalogue[taken.step].says,
      agency: taken.agency,
      rules: [...new Set(taken.overrides.map(({ rule }) => rule))],
      actingNow,
    },
    because: [`${agencyOfSlot(slot)} hears of a departure from the protocol`],
  }));
};

/** Two rules that name the same desk tell it once. */
const onceEach = (asked: readonly NoticeAsked[]): readonly NoticeAsked[] =>
  asked.filter(
    ({ to, model }, index) =>
      model.kind !== "step-told" ||
      !asked.slice(0, index).some((one) => one.model.kind === model.kind && sameAddress(one.to, to)),
  );

/** Everyone who is told that a step was taken. */
export const toldOfStep = (taken: Taken, state: CaseState, by: Following): readonly NoticeAsked[] => [
  ...onceEach(named({ taken, state, by })),
  ...overridden({ taken, state, by }),
];
