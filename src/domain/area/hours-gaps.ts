import { localDateOf } from "../calendar/format-instant.ts";
import { dayIndexOfDate } from "../calendar/local-date.ts";
import { openSpells } from "../calendar/open-spells.ts";
import { openAt, type OpeningHours } from "../calendar/opening-hours.ts";
import { instantOf, type Instant } from "../instant.ts";
import type { Route } from "../protocol/protocol-schema.ts";
import type { World } from "../routing/choose-route.ts";
import type { Span } from "./rota-holes.ts";

const hoursOf = (slot: string | undefined, { area }: World): OpeningHours | undefined => {
  const filled = slot === undefined ? undefined : area.slots[slot];
  return filled?.kind === "team" ? filled.hours : undefined;
};

const daysIn = ({ from, to }: Span): number =>
  dayIndexOfDate(localDateOf(to)) - dayIndexOfDate(localDateOf(from));

/** Every instant in a span at which a team opens or closes. */
const edges = (hours: OpeningHours, { calendar }: World, span: Span): readonly Instant[] => {
  const all: number[] = [];
  for (const spell of openSpells(hours, calendar, dayIndexOfDate(localDateOf(span.from)), daysIn(span)))
    if (spell.ok) all.push(spell.start, ...(spell.end === Infinity ? [] : [spell.end]));
  return all.map(instantOf).filter((at) => at > span.from && at < span.to);
};

type Led = { readonly route: Route; readonly deciding?: OpeningHours; readonly team: OpeningHours };

const leadsToNobody = ({ route, deciding, team }: Led, { calendar }: World, at: Instant): boolean => {
  const leadsHere =
    deciding === undefined || openAt(deciding, calendar, at).open === (route.during === "office hours");
  return leadsHere && !openAt(team, calendar, at).open;
};

/** The times in a span at which a route leads to a team that is closed by its own opening hours. */
export const hoursGaps = (route: Route, slot: string, world: World, span: Span): readonly Span[] => {
  const team = hoursOf(slot, world);
  if (team === undefined) return [];
  const deciding = route.during === undefined ? undefined : hoursOf(route.hoursOf, world);
  const led = { route, team, ...(deciding === undefined ? {} : { deciding }) };
  const moments = [
    ...new Set([
      span.from,
      ...edges(team, world, span),
      ...(deciding === undefined ? [] : edges(deciding, world, span)),
    ]),
  ].toSorted();
  return moments.flatMap((from, index) =>
    leadsToNobody(led, world, from) ? [{ from, to: moments[index + 1] ?? span.to }] : [],
  );
};
