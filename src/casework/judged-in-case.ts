import type { Decision } from "../domain/case/decide-answer.ts";
import type { StepRefused } from "../domain/case/decide-step.ts";
import type { CaseState } from "../domain/case/case-state.ts";
import type { Refused } from "../domain/case/refusal.ts";
import type { Following } from "../domain/deadlines/follow-clocks.ts";
import type { Viewer } from "../ports.ts";
import { actInCase, type Acted, type Acting } from "./act-in-case.ts";
import type { Context } from "./context.ts";
import { may } from "./may.ts";

/** What came of something that the protocol judges: refused, each rule that stands against it and what lifts it. */
export type Judged = Acted & { readonly refused?: StepRefused };

type Decide = (
  state: CaseState,
  by: Following,
  /** Whether whoever acts may answer for a departure from the protocol. */
  isManager: boolean,
) => Decision | StepRefused | Refused;

/** Lets a person do in a case what its protocol judges, and keeps what stood against it, answer by answer. */
export const judgedInCase = async (
  context: Context,
  viewer: Viewer,
  acting: Acting,
  decide: Decide,
): Promise<Judged> => {
  let refused: StepRefused | undefined;
  const acted = await actInCase(context, viewer, acting, (state, by) => {
    const isManager = may(context, viewer, { verb: "answer-departure", area: by.area, state }).ok;
    const decided = decide(state, by, isManager);
    if (!decided.ok && "missing" in decided) refused = decided;
    return decided;
  });
  return refused === undefined ? acted : { ...acted, refused };
};
