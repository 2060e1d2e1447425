import type { ModalView } from "@slack/types";
import { views } from "../action-ids.ts";
import { choiceField, textField, type Choice } from "../elements.ts";
import { caseForm } from "./case-form.ts";
import { whenItHappened, type Now } from "./moment-fields.ts";

export const toldFields = {
  hop: "hop",
  toWhom: "to-whom",
  staffNumber: "staff-number",
  logNumber: "log-number",
} as const;

/** Who was told by telephone: control rooms do not press buttons, and this counts as much. */
export const toldByTelephoneForm = (ref: string, hops: readonly Choice[], now: Now): ModalView =>
  caseForm({
    callback: views.toldByTelephone,
    ref,
    title: "Told by telephone",
    blocks: [
      choiceField({
        id: toldFields.hop,
        label: `Who was told of ${ref}?`,
        choices: hops,
        ...(hops[0] === undefined ? {} : { initial: hops[0].value }),
      }),
      textField({ id: toldFields.toWhom, label: "Name and rank or job of the person told" }),
      textField({
        id: toldFields.staffNumber,
        label: "Staff or collar number",
        optional: true,
        maxLength: 40,
      }),
      textField({
        id: toldFields.logNumber,
        label: "Control room log number",
        optional: true,
        maxLength: 40,
      }),
      ...whenItHappened(now),
    ],
  });
