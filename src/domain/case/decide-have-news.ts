import type { Agency } from "../agency.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { isOwedWord } from "../steps/news.ts";
import type { CaseState } from "./case-state.ts";
import type { Decision } from "./decide-answer.ts";
import { decideStep } from "./decide-step.ts";
import { refuse, type Refused } from "./refusal.ts";

/** Somebody has the news of a case: the step, once for all the news that there is; who comes later has nothing to say. */
export const decideHaveNews = (
  state: CaseState,
  { agency, by: person }: { readonly agency: Agency; readonly by: string },
  by: Following,
): Decision | Refused => {
  if (!isOwedWord(agency, { state, by }))
    return refuse("already-had", "There is no news here that your agency has not got.");
  return decideStep(
    state,
    {
      step: "news-acknowledged",
      agency,
      by: person,
      isManager: false,
      at: by.now,
      facts: {},
      present: [],
      agreed: [],
      details: { answers: [] },
      actingNow: false,
    },
    by,
  );
};
