import type { BlockAction } from "@slack/bolt";
import { readCaseValue, type CaseValue } from "../src/casework/case-value.ts";

/** Which case, and which hop of its route, a button is about. A value that we never made is no case. */
export const caseIn = (body: BlockAction): CaseValue => {
  const action = body.actions[0];
  return readCaseValue(action?.type === "button" ? (action.value ?? "") : "");
};
