import type { ModalView } from "@slack/types";
import { views } from "../action-ids.ts";
import { paragraph, textField } from "../elements.ts";
import { caseForm } from "./case-form.ts";

export const takeAccessFields = { reason: "reason" } as const;

const long = (minutes: number): string =>
  minutes % 60 === 0 ? `${minutes / 60} ${minutes === 60 ? "hour" : "hours"}` : `${minutes} minutes`;

/**
 * Why somebody must open a case now that they may not open. Drawn from the reference that was typed and from who asks, and
 * never from a case: it is the same for a case that there is not.
 */
export const takeAccessForm = (ref: string, minutes: number): ModalView =>
  caseForm({
    callback: views.takeAccess,
    ref,
    title: "Protect a child now",
    submit: "Open it",
    reads:
      "Whoever may open the case can read what you write here. That you asked is recorded whatever comes of it.",
    blocks: [
      paragraph("*Child in immediate danger? Ring 999 first.*"),
      paragraph(
        `*What follows, if there is a case ${ref} that can be opened so*\n` +
          `• You can open it, for ${long(minutes)} at most.\n` +
          "• Everybody who is named in it, and the managers of both agencies, are told at once that it was you.\n" +
          "• Expect to be asked why.",
      ),
      textField({
        id: takeAccessFields.reason,
        label: "Why can it not wait? A few words",
        multiline: true,
        maxLength: 500,
      }),
    ],
  });
