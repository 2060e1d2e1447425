import { conditionFacts } from "../protocol/condition.ts";
import type { Protocol } from "../protocol/protocol-schema.ts";
import type { ReferralMade } from "./decide-referral.ts";
import type { StepRefused } from "./decide-step.ts";
import { judgeForm, type FormTaken } from "./judge-form.ts";
import { assessUrgency } from "./urgency.ts";

/** A referral form as the protocol judges it (S1-6, S3-7 to S3-9), before anything is recorded of it. */
export const judgeReferral = (
  protocol: Protocol,
  made: Pick<ReferralMade, "from" | "facts" | "details" | "incomplete">,
): FormTaken | StepRefused => {
  const { from, facts, details, incomplete } = made;
  const { urgency } = assessUrgency(facts, incomplete);
  const sent = { step: "referral-recorded" as const, agency: from, details, urgent: incomplete };
  return judgeForm(protocol, sent, conditionFacts({ from, facts, urgency, incomplete }));
};
