import { areaWarnings } from "../domain/area/area-warnings.ts";
import { checkArea } from "../domain/area/check-area.ts";
import { localDateOf } from "../domain/calendar/format-instant.ts";
import { buildWorkingCalendar } from "../domain/calendar/working-calendar.ts";
import { millisecondsIn, plusMilliseconds, type Instant } from "../domain/instant.ts";
import { reviewsPassed } from "../domain/protocol/review.ts";
import { asFaults } from "../files/load-reference.ts";
import type { LoadedProtocol } from "../files/load-protocol.ts";
import type { Fault } from "../files/read-yaml.ts";

type Sound = Extract<LoadedProtocol, { ok: true }>;
type Area = Sound["areas"][number];
export type HelpfulFault = Fault & { readonly help: string };

const daysAhead = 60;

const withHelp = (faults: readonly Fault[], help: string): readonly HelpfulFault[] =>
  faults.map((one) => ({ ...one, help }));

const calendarAround = (now: Instant) => {
  const year = Number(now.slice(0, 4));
  return buildWorkingCalendar({ firstYear: year - 1, lastYear: year + 1, closures: [] });
};

const warningsOf = (area: Area, { protocol }: Sound, now: Instant): readonly HelpfulFault[] => {
  const faults = asFaults(area, checkArea(area.value, protocol));
  if (faults.length > 0)
    return withHelp(faults, "Put it right in the area's file: Tandem does not start with it.");
  const span = { from: now, to: plusMilliseconds(now, daysAhead * 24 * millisecondsIn.hour) };
  const world = { protocol, area: area.value, calendar: calendarAround(now) };
  return areaWarnings(world, span).flatMap(({ help, ...problem }) =>
    withHelp(asFaults(area, [problem]), help),
  );
};

/** What to see to in a sound protocol: review dates that have passed, and in the areas that work by it slots that nobody
 * fills, gaps in hours and holes in rotas in the next sixty days. */
export const protocolWarnings = (loaded: Sound, now: Instant): readonly HelpfulFault[] => [
  ...withHelp(
    asFaults(loaded.file, reviewsPassed(loaded.protocol, localDateOf(now))),
    "Ask the partnership for the new edition, and read the rules against it.",
  ),
  ...loaded.areas.flatMap((area) => warningsOf(area, loaded, now)),
];
