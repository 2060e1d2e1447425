import type { Agency } from "../agency.ts";
import { nextClosing, nextOpening } from "../calendar/next-opening.ts";
import { openAt } from "../calendar/opening-hours.ts";
import type { CaseState } from "../case/case-state.ts";
import { askedFrom } from "../case/concerns.ts";
import { openHopsOnDuty } from "../case/legs.ts";
import { conditionFacts } from "../protocol/condition.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import type { Instant } from "../instant.ts";
import { chooseRoute, type RouteChosen } from "../routing/choose-route.ts";
import { mayBeTold } from "./on-duty.ts";
import type { TimerAsked } from "./set-timer.ts";

/** When the desk whose hours decide by which route an agency is told next opens or closes; undefined when it never does. */
const nextChange = (agency: Agency, state: CaseState, by: Following): Instant | undefined => {
  const from = askedFrom(agency, state);
  const route = by.protocol.routes.find(
    (one) => one.to === agency && (one.from ?? from) === from && one.hoursOf !== undefined,
  );
  const desk = by.area.slots[route?.hoursOf ?? ""];
  if (desk?.kind !== "team") return undefined;
  const { open } = openAt(desk.hours, by.calendar, by.now);
  const next = (open ? nextClosing : nextOpening)(desk.hours, by.calendar, by.now);
  return next.ok ? next.instant : undefined;
};

/** The route by which an agency would be told now; undefined for a case that only named people may know of. */
export const routeNow = (agency: Agency, state: CaseState, by: Following): RouteChosen | undefined => {
  if (state.restricted) return undefined;
  const facts = conditionFacts(state);
  const mayTell = (person: string): boolean => mayBeTold(state, by, person);
  const route = chooseRoute(by, { from: askedFrom(agency, state), facts, mayTell }, by.now);
  return route.to === agency && !route.restricted ? route : undefined;
};

/** The step of a changeover that waits for no hour: it was handed back while another team is on duty. */
export const handedBackAtOnce = 1;

/** Whether an agency's leg stands with the team that is on duty. */
export const isWithDuty = (agency: Agency, state: CaseState, route: RouteChosen): boolean =>
  openHopsOnDuty(agency, state).some((index) =>
    route.hops.some(({ slot }) => slot === state.hops[index]?.slot),
  );

/**
 * When what an agency has not answered is put to its other team too: when the desk closes or opens next, or at once where
 * another team is on duty already. Who was told before is not told less.
 */
export const nextChangeover = (agency: Agency, state: CaseState, by: Following): readonly TimerAsked[] => {
  const route = routeNow(agency, state, by);
  if (route === undefined) return [];
  const timer = { kind: "changeover", subject: agency, step: 0 } as const;
  if (!isWithDuty(agency, state, route))
    return [{ ...timer, step: handedBackAtOnce, dueAt: by.now, because: "another team is on duty already" }];
  const dueAt = nextChange(agency, state, by);
  return dueAt === undefined ? [] : [{ ...timer, dueAt, because: "the team on duty changes then" }];
};
