import { z } from "zod";
import { handBack } from "../../src/casework/hand-back.ts";
import { handBackFields } from "../../src/slack/forms/hand-back-form.ts";
import { textIn } from "../answers.ts";
import { submitCaseForm } from "./submit-case-form.ts";

const hopAnswer = z.coerce.number().int().min(0);

/** The form is sent: from then on nobody has it, and its desk and the sender are told. */
export const handBackSubmitted = submitCaseForm({
  title: "Hand back",
  firstField: handBackFields.reason,
  act: async ({ values, viewer, ref, request, boundary }) => {
    const hop = hopAnswer.safeParse(textIn(values, handBackFields.hop));
    const reason = textIn(values, handBackFields.reason);
    if (!hop.success) return { faults: { [handBackFields.hop]: "Choose an answer." } };
    if (reason === undefined) return { faults: { [handBackFields.reason]: "Say why you hand it back." } };
    const handing = { ref, request, hop: hop.data, reason };
    return { acted: await handBack(boundary.services.context, viewer, handing) };
  },
});
