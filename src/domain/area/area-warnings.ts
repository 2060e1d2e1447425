import { formatInstant } from "../calendar/format-instant.ts";
import type { Problem } from "../protocol/problem.ts";
import type { World } from "../routing/choose-route.ts";
import { hoursGaps } from "./hours-gaps.ts";
import { rotaHoles, type Span } from "./rota-holes.ts";

/** Something that starts, and that somebody should see to: where, what, and what to do. */
export type Warning = Problem & { readonly help: string };

const spansInWords = (spans: readonly Span[]): string => {
  const [first] = spans;
  if (first === undefined) return "";
  const more = spans.length === 1 ? "" : `, and ${spans.length - 1} more`;
  return `from ${formatInstant(first.from)} to ${formatInstant(first.to)}${more}`;
};

const gaps = (world: World, span: Span): readonly Warning[] =>
  world.protocol.routes.flatMap((route) =>
    route.hops.flatMap((slot): readonly Warning[] => {
      const found = hoursGaps(route, slot, world, span);
      return found.length === 0
        ? []
        : [
            {
              path: ["slots", slot, "hours"],
              says: `a gap in hours: ${route.rule} leads to this team while it is closed, ${spansInWords(found)}`,
              help: "Let its hours begin where the hours of the team before it end.",
            },
          ];
    }),
  );

const holes = ({ area }: World, span: Span): readonly Warning[] =>
  Object.entries(area.slots).flatMap(([slot, filled]): readonly Warning[] => {
    const found = filled.kind === "person-on-call" ? rotaHoles(filled, span) : [];
    return found.length === 0
      ? []
      : [
          {
            path: ["slots", slot, "onCall"],
            says: `the rota has a hole, ${spansInWords(found)}`,
            help: "Add an entry for it; until then the safe default is told.",
          },
        ];
  });

/** What is sound in an area and would still leave a referral waiting in a span of time: gaps in hours, holes in rotas. */
export const areaWarnings = (world: World, span: Span): readonly Warning[] => [
  ...gaps(world, span),
  ...holes(world, span),
];
