import type { ModalView } from "@slack/types";
import { views } from "../action-ids.ts";
import { choiceField, textField } from "../elements.ts";
import { caseForm } from "./case-form.ts";
import { yesNoNotKnown } from "./referral-fields.ts";

export const riskFields = { immediateRisk: "immediate-risk", reason: "reason" } as const;

/** Whether the child is at immediate risk, said again with a reason that both agencies can read. */
export const riskForm = (ref: string): ModalView =>
  caseForm({
    callback: views.risk,
    ref,
    title: "Immediate risk",
    blocks: [
      choiceField({
        id: riskFields.immediateRisk,
        label: `${ref}: is the child at immediate risk now?`,
        choices: yesNoNotKnown,
      }),
      textField({ id: riskFields.reason, label: "Why do you say so?", multiline: true }),
    ],
  });
