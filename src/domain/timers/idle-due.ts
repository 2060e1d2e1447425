import { agencyOfSlot, type Agency } from "../agency.ts";
import type { AreaPerson } from "../area/area-schema.ts";
import { openAt } from "../calendar/opening-hours.ts";
import type { CaseState, Timer } from "../case/case-state.ts";
import type { NoticeAsked } from "../case/issue-notice.ts";
import { officeHoursFor } from "../deadlines/compute-due.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import type { Instant } from "../instant.ts";
import { laneOf } from "../notices/lane.ts";
import type { Address, NoticeModel } from "../notices/notice.ts";
import { skip, type Due } from "./due.ts";
import { managersOnShift } from "./last-resort.ts";
import { sameAddress } from "./ladder.ts";
import { standIns } from "./redirect-reminder.ts";
import { nextIdleCheck } from "./set-timer.ts";
import { isOnShift } from "./shift.ts";

const hasMoved = (state: CaseState, hop: number): boolean => {
  const found = state.hops[hop];
  if (found?.had === undefined) return true;
  const { at } = found.had;
  const agency = agencyOfSlot(found.slot);
  return (
    state.discussions.some((one) => one.at >= at) ||
    state.steps.some((one) => one.agency === agency && one.at >= at)
  );
};

/** Whether somebody may be asked about what can wait: on shift, and who is only on call within their agency's hours. */
const mayBeAsked = (known: AreaPerson, slot: string, by: Following): boolean =>
  isOnShift(by, known, by.now) &&
  (known.teams.length > 0 || openAt(officeHoursFor(by, slot), by.calendar, by.now).open);

/** Who else must know that an urgent one stands still: the managers on shift, and the team on duty once the holder is not. */
const othersFor = (agency: Agency, known: AreaPerson, state: CaseState, by: Following): readonly Address[] =>
  isOnShift(by, known, by.now) ? managersOnShift(agency, state, by) : standIns(agency, state, by);

const told = (to: Address, model: NoticeModel, state: CaseState): NoticeAsked => ({
  to,
  lane: laneOf(state),
  model,
  because: ["picked up, and nothing recorded since"],
});

type Held = { readonly slot: string; readonly since: Instant; readonly known: AreaPerson };

const notices = (timer: Timer, { slot, since, known }: Held, state: CaseState, by: Following) => {
  const installation = known.identities[0]?.installation ?? "";
  const model: NoticeModel = { kind: "still-yours", ref: state.ref, areaName: by.area.name, since };
  const holder: Address = { installation, person: known.person };
  const isAlone = state.urgency === "standard" || (timer.step === 0 && isOnShift(by, known, by.now));
  const others = isAlone ? [] : othersFor(agencyOfSlot(slot), known, state, by);
  return [
    told(holder, model, state),
    ...others
      .filter((to) => !sameAddress(to, holder))
      .map((to) => told(to, { ...model, holder: known.person }, state)),
  ];
};

type Gone = { readonly slot: string; readonly since: Instant; readonly holder: string };

/** Whoever has it is not of this area any more: those who act in their place are told, however urgent it is. */
const heldByNobody = ({ slot, ...held }: Gone, next: Due["next"], state: CaseState, by: Following): Due => {
  const model: NoticeModel = {
    kind: "still-yours",
    ref: state.ref,
    areaName: by.area.name,
    ...held,
    gone: true,
  };
  const to = standIns(agencyOfSlot(slot), state, by);
  const because = "whoever has it is not here any more";
  return to.length === 0
    ? skip(`${because}, and nobody may be told now`, next)
    : {
        outcome: "told",
        because,
        notices: to.map((one) => ({ ...told(one, model, state), because: [because] })),
        next,
      };
};

/**
 * Somebody picked it up and wrote nothing down since. They are asked; of an urgent one that stands still a second time, or
 * whose holder is off shift, others hear too, because somebody who is asked at home may not answer.
 */
export const idleDue = (timer: Timer, state: CaseState, by: Following): Due => {
  const hop = Number(timer.subject);
  const held = state.hops[hop];
  if (held?.had === undefined || hasMoved(state, hop)) return skip("it has moved on");
  const { had, slot } = held;
  const known = by.area.people.find(({ person }) => person === had.by);
  const next = nextIdleCheck(hop, timer.step + 1, state, by);
  if (known === undefined) return heldByNobody({ slot, since: had.at, holder: had.by }, next, state, by);
  if (state.urgency === "standard" && !mayBeAsked(known, slot, by)) return skip("off shift", next);
  return {
    outcome: "told",
    because: "picked up, and nothing recorded since",
    notices: notices(timer, { slot, since: had.at, known }, state, by),
    next,
  };
};
