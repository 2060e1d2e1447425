import type { Protocol } from "../protocol/protocol-schema.ts";
import type { ConditionFacts } from "../protocol/condition.ts";
import { answeredIn, type FormDetails, type StepWithForm } from "../steps/forms.ts";
import { missingAnswers } from "../steps/judge.ts";
import type { Agency } from "../agency.ts";
import { refusedBy, type StepRefused } from "./decide-step.ts";
import type { Override } from "./step-event-schemas.ts";

export type FormSent = {
  readonly step: StepWithForm;
  readonly agency: Agency;
  readonly details: FormDetails & { readonly reason?: string | undefined };
  /** A child cannot wait: it is taken as it is, and what is missing is asked for afterwards. */
  readonly urgent: boolean;
};

export type FormTaken = {
  readonly ok: true;
  readonly missing: readonly string[];
  readonly overrides: readonly Override[];
};

/**
 * A form as the protocol judges it: what it asks for and is missing is refused, or goes with a reason where the rule lets
 * it. Sent urgently it always goes, with what it left out on record.
 */
export const judgeForm = (
  protocol: Protocol,
  { step, agency, details, urgent }: FormSent,
  facts: ConditionFacts,
): FormTaken | StepRefused => {
  const answered = answeredIn(step, details);
  const objections = missingAnswers(protocol, { step, agency, answered }, facts);
  const hasReason = (details.reason ?? "").trim() !== "";
  const missing = [...new Set(objections.flatMap(({ fields = [] }) => fields))];
  if (urgent) {
    const rules = [...new Set(objections.map(({ rule }) => rule))];
    return { ok: true, missing, overrides: rules.map((rule) => ({ rule, how: "acting-now" })) };
  }
  const standing = objections.filter(({ liftedBy }) => !(liftedBy === "reason" && hasReason));
  if (standing.length > 0) return refusedBy(standing);
  return { ok: true, missing: [], overrides: objections.map(({ rule }) => ({ rule, how: "reason" })) };
};
