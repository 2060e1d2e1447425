import type { z } from "zod";
import { caseStep, type CaseStep } from "../protocol/vocabulary.ts";

/**
 * Steps that the form of a step can write down. The others are made by what has a form or a button of its own, or are no
 * step that others may know of.
 */
export const recordableStep = caseStep.exclude([
  "referral-recorded",
  "acknowledged",
  "discussion-recorded",
  "conference-starts",
  "action-agreed",
  "action-done",
  "addendum-raised",
]);
export type RecordableStep = z.infer<typeof recordableStep>;

export const isRecordable = (step: CaseStep): step is RecordableStep =>
  recordableStep.safeParse(step).success;
