import type { Places } from "../places.ts";
import { measureManyCases } from "./many-cases.ts";
import { measureOneCase } from "./one-case.ts";
import { measureReplaying } from "./replaying.ts";

/** Deadlines: of one case, of every case after the calendar changed, and of a story from start to end. */
export const measureDeadlines = async (places: Places) => ({
  oneCase: measureOneCase(),
  replaying: await measureReplaying(),
  manyCases: await measureManyCases(places),
});
