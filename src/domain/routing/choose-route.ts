import type { Agency, SlotName } from "../agency.ts";
import type { Area } from "../area/area-schema.ts";
import { openAt } from "../calendar/opening-hours.ts";
import type { WorkingCalendar } from "../calendar/working-calendar.ts";
import type { Instant } from "../instant.ts";
import { holds, type ConditionFacts } from "../protocol/condition.ts";
import type { Protocol, Route } from "../protocol/protocol-schema.ts";
import { whoIsOnCall } from "./on-call.ts";

export type RouteAsked = {
  readonly from: Agency;
  readonly facts: ConditionFacts;
  /** False for a person who is excluded from the case; ladders and rotas pass around them. */
  readonly mayTell: (person: string) => boolean;
  /** True for a person whom the case must be kept from, whoever else cannot be told. */
  readonly isKeptFrom?: (person: string) => boolean;
};
export type RoutedHop = { readonly slot: SlotName; readonly person?: string };
export type RouteChosen = {
  readonly to: Agency;
  readonly rule: string;
  readonly restricted: boolean;
  readonly hops: readonly RoutedHop[];
  readonly tasks: readonly string[];
  readonly because: readonly string[];
  readonly gaps: readonly string[];
};
export type World = { readonly protocol: Protocol; readonly area: Area; readonly calendar: WorkingCalendar };

type Fit = { readonly fits: boolean; readonly because: readonly string[] };

const fitsNow = (route: Route, world: World, at: Instant): Fit => {
  if (route.during === undefined || route.hoursOf === undefined) return { fits: true, because: [] };
  const slot = world.area.slots[route.hoursOf];
  if (slot?.kind !== "team") throw new Error(`${route.hoursOf} has no opening hours`);
  const { open, because } = openAt(slot.hours, world.calendar, at);
  return { fits: open === (route.during === "office hours"), because };
};

type Placing = { readonly area: Area; readonly at: Instant; readonly asked: RouteAsked };

/** The hop that is told, or whoever the route names in its place where the case must be kept from its person on call. */
const inPlaceOf = (hop: SlotName, instead: Route["instead"] = {}, { area, at, asked }: Placing): SlotName => {
  let slot = hop;
  for (const _tried of Object.keys(instead)) {
    const filled = area.slots[slot];
    const usual = filled?.kind === "person-on-call" ? whoIsOnCall(filled, at, () => true).person : undefined;
    const next = instead[slot];
    if (usual === undefined || next === undefined || asked.isKeptFrom?.(usual) !== true) return slot;
    slot = next;
  }
  return slot;
};

const namedHops = (route: Route, world: World, at: Instant, asked: RouteAsked) => {
  const hops: RoutedHop[] = [];
  const because: string[] = [];
  const gaps: string[] = [];
  for (const wanted of route.hops) {
    const slot = inPlaceOf(wanted, route.instead, { area: world.area, at, asked });
    const filled = world.area.slots[slot];
    if (filled?.kind !== "person-on-call") {
      hops.push({ slot });
      continue;
    }
    const onCall = whoIsOnCall(filled, at, asked.mayTell);
    hops.push(onCall.person === undefined ? { slot } : { slot, person: onCall.person });
    because.push(onCall.because);
    if (onCall.gap) gaps.push(onCall.because);
  }
  return { hops, because, gaps };
};

/**
 * Chooses the one route by which an agency is told, by the recipient's opening hours at the instant of sending
 * (S2-14 to S2-17). A restricted route that applies goes before every other (S1-12). Throws when the protocol does not
 * say, which the loader refuses before it can happen.
 */
export const chooseRoute = (world: World, asked: RouteAsked, at: Instant): RouteChosen => {
  const applying = world.protocol.routes
    .filter((route) => route.from === undefined || route.from === asked.from)
    .filter((route) => holds(route.when, asked.facts))
    .map((route) => ({ route, ...fitsNow(route, world, at) }))
    .filter(({ fits }) => fits)
    .toSorted((a, b) => Number(b.route.restricted ?? false) - Number(a.route.restricted ?? false));
  const chosen = applying[0];
  if (chosen === undefined) throw new Error(`${world.protocol.protocol} has no route from ${asked.from} now`);
  const { route } = chosen;
  const named = namedHops(route, world, at, asked);
  return {
    to: route.to,
    rule: route.rule,
    restricted: route.restricted ?? false,
    hops: named.hops,
    tasks: route.tasks ?? [],
    because: [`${route.rule}: ${route.says}`, ...chosen.because, ...named.because],
    gaps: named.gaps,
  };
};
