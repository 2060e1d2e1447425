import type { AreaPerson } from "../area/area-schema.ts";
import { managersOfAgency } from "../area/managers.ts";
import { agencySchema, type Agency } from "../agency.ts";
import { mayKnowOf } from "../authority/need-to-know.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { millisecondsIn, plusMilliseconds, type Instant } from "../instant.ts";
import { addressOfHop } from "../notices/addresses.ts";
import { laneOf } from "../notices/lane.ts";
import type { Address } from "../notices/notice.ts";
import { addressOf } from "../notices/readers.ts";
import type { Due } from "../timers/due.ts";
import { sameAddress } from "../timers/ladder.ts";
import type { TimerAsked } from "../timers/set-timer.ts";
import type { HeaderOf, NewCaseEvent } from "./case-event.ts";
import type { CaseState, Timer } from "./case-state.ts";
import type { NoticeAsked } from "./issue-notice.ts";

/** An earlier referral that may be about the same child, and its case as it stands. */
export type Earlier = HeaderOf<"EarlierFound">["found"][number] & { readonly state: CaseState };

/** What a look at the names on earlier cases brought; "not looked" when it failed or took too long. */
export type EarlierLooked = readonly Earlier[] | "not looked";

/** How many of them everybody on a team may see. */
export const openToTeams = (earlier: EarlierLooked): number =>
  earlier === "not looked"
    ? 0
    : earlier.filter(({ state }) => !state.restricted && state.excluded.length === 0).length;

/** That a child was known before is written down, and blocks and merges nothing. */
export const earlierFound = (earlier: EarlierLooked, now: Instant): readonly NewCaseEvent[] => {
  if (earlier === "not looked" || earlier.length === 0) return [];
  const found = earlier.map(({ ref, by }) => ({ ref, by }));
  const because = ["the child's name is on earlier referrals of this area"];
  const header = { by: "tandem", at: now, enteredAt: now, found, because };
  return [{ type: "EarlierFound", version: 1, header }];
};

/** Whether the look for earlier referrals is still to come. */
export const isStillToLook = ({ timers }: Pick<CaseState, "timers">): boolean =>
  timers.some(({ kind }) => kind === "earlier");

const longestPause = 60;

/** When the names are looked at again: after a minute, then twice as long each time, an hour at most. */
export const lookAgain = (step: number, now: Instant): TimerAsked => ({
  kind: "earlier",
  subject: "names",
  step,
  dueAt: plusMilliseconds(now, Math.min(longestPause, 2 ** step) * millisecondsIn.minute),
  because: "earlier referrals of the child could not be looked for",
});

/** Whoever looks after Tandem hears once that a second look failed too, and when one goes through again. */
const stateOfLooking = ({ area }: Following, over: boolean): NoticeAsked => ({
  to: area.operators,
  lane: "normal",
  model: { kind: "service-state", areaName: area.name, what: "names-not-read", over },
  because: ["earlier referrals of a child could not be looked for"],
});

/** Who hears for an earlier case: to whom it is allocated; where they may not hear, their managers who may. */
const readersFor = (earlier: CaseState, state: CaseState, { area }: Following): readonly AreaPerson[] => {
  const mayHear = (one: AreaPerson): boolean => mayKnowOf(state, one) && mayKnowOf(earlier, one);
  const agencies = Object.keys(earlier.allocated).map((agency) => agencySchema.parse(agency));
  return agencies.flatMap((agency: Agency) => {
    const own = area.people.filter(({ person }) => person === earlier.allocated[agency]).filter(mayHear);
    return own.length > 0 ? own : managersOfAgency(agency, area).filter(mayHear);
  });
};

/** Whoever has an earlier case hears that the child may have been referred again: by reference, and nothing else. */
export const toldOfLater = (
  earlier: EarlierLooked,
  state: CaseState,
  by: Following,
): readonly NoticeAsked[] => {
  if (earlier === "not looked") return [];
  const all = earlier.flatMap((one) =>
    readersFor(one.state, state, by)
      .filter(({ person }) => person !== state.sender)
      .flatMap(addressOf)
      .map((to) => ({ to, earlier: one.ref })),
  );
  return all
    .filter(({ to }, index) => !all.slice(0, index).some((one) => sameAddress(one.to, to)))
    .map(({ to, earlier: ref }) => ({
      to,
      lane: laneOf(state),
      model: { kind: "referred-again", ref: state.ref, areaName: by.area.name, earlier: ref },
      because: ["an earlier case that may be about the same child is allocated to them"],
    }));
};

/** Whoever has the new one, or where it stands, has not heard that there are earlier ones. */
const toldLate = (earlier: EarlierLooked, state: CaseState, by: Following): readonly NoticeAsked[] => {
  if (openToTeams(earlier) === 0) return [];
  const holders = state.hops.flatMap((hop): readonly Address[] => {
    const { had } = hop;
    const to = had === undefined && !state.restricted ? addressOfHop(hop, by.area) : undefined;
    if (had === undefined) return to === undefined ? [] : [to];
    return by.area.people.filter((one) => one.person === had.by && mayKnowOf(state, one)).flatMap(addressOf);
  });
  return holders
    .filter((to, index, some) => !some.slice(0, index).some((one) => sameAddress(one, to)))
    .map((to) => ({
      to,
      lane: laneOf(state),
      model: { kind: "referred-again", ref: state.ref, areaName: by.area.name },
      because: ["the child was referred before, which could not be seen when it was sent"],
    }));
};

/** The names are looked at again, because it failed when the referral was sent. */
export const lookedAgain = (timer: Timer, earlier: EarlierLooked, state: CaseState, by: Following): Due => {
  if (earlier === "not looked")
    return {
      outcome: "postponed",
      because: "earlier referrals could not be looked for",
      notices: timer.step === 0 ? [stateOfLooking(by, false)] : [],
      next: [lookAgain(timer.step + 1, by.now)],
    };
  const events = earlierFound(earlier, by.now);
  const over = timer.step === 0 ? [] : [stateOfLooking(by, true)];
  const notices = [...toldOfLater(earlier, state, by), ...toldLate(earlier, state, by), ...over];
  const because =
    events.length === 0
      ? "no earlier referral bears the child's name"
      : "earlier referrals were looked for again, and found";
  return { outcome: notices.length === 0 ? "skipped" : "told", because, events, notices, next: [] };
};
