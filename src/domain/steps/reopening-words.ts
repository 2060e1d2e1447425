import type { Reopened } from "../case/case-state.ts";
import { catalogue } from "./catalogue.ts";
import { isRecordable } from "./recordable-step.ts";

/** Because of what a closed case was opened again, as it is said after "because". */
export const whyReopened = (why: Reopened["why"]): string => {
  if (why === "new-concern") return "new harm, or the possibility of it, was written down";
  if (why === "immediate-risk") return "the child is said to be at immediate risk";
  return why === "case-reopened" || !isRecordable(why)
    ? "somebody opened it again"
    : `it was written down: "${catalogue[why].says}"`;
};
