import { formatInstant } from "../domain/calendar/format-instant.ts";
import type { HeaderOf } from "../domain/case/case-event.ts";
import type { Instant } from "../domain/instant.ts";
import type { World } from "../domain/routing/choose-route.ts";
import type { DeadlineShown, ReplayDocument } from "./document-schema.ts";
import { namesIn, type Names } from "./naming.ts";

export type Lists = Pick<
  ReplayDocument,
  "steps" | "routes" | "notices" | "deadlines" | "reminders" | "escalations" | "handOvers"
>;

/** What has been gathered of a story so far, and what is needed to go on. */
export type Collector = {
  readonly world: Pick<World, "area" | "protocol">;
  readonly names: Names;
  readonly lists: Lists;
  /** When something happened, and its place among everything else. */
  readonly stamp: (at: Instant) => { readonly order: number; readonly at: Instant; readonly local: string };
  readonly timers: Map<string, HeaderOf<"TimerSet">>;
  readonly deadlines: Map<string, DeadlineShown>;
};

export const createCollector = (world: Collector["world"]): Collector => {
  let order = 0;
  return {
    world,
    names: namesIn(world.area),
    lists: {
      steps: [],
      routes: [],
      notices: [],
      deadlines: [],
      reminders: [],
      escalations: [],
      handOvers: [],
    },
    stamp: (at) => ({ order: (order += 1), at, local: formatInstant(at) }),
    timers: new Map(),
    deadlines: new Map(),
  };
};
