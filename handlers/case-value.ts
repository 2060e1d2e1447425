import type { BlockAction } from "@slack/bolt";
import { readCaseValue, refInValue, type CaseValue } from "../src/casework/case-value.ts";

const valueIn = (body: BlockAction): string => {
  const action = body.actions[0];
  return action?.type === "button" ? (action.value ?? "") : "";
};

/** The case that a button is about, if it is about one. */
export const refIn = (body: BlockAction): CaseValue["ref"] | undefined => refInValue(valueIn(body));

/** Which case, and which hop of its route, a button is about. A value that we never made is no case. */
export const caseIn = (body: BlockAction): CaseValue => readCaseValue(valueIn(body));
