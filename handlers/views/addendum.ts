import { raiseAddendum } from "../../src/casework/raise-addendum.ts";
import { addendumFields } from "../../src/slack/forms/addendum-form.ts";
import { askedFields } from "../../src/slack/forms/asked-fields.ts";
import { answersIn } from "../asked.ts";
import { submitCaseForm } from "./submit-case-form.ts";

/** The police hold something back from a conference, for its chair alone. */
export const addendumSubmitted = submitCaseForm({
  title: "For the chair alone",
  firstField: addendumFields.more,
  act: async ({ values, viewer, ref, request, about: meeting, boundary }) => {
    const raising = { ref, request, meeting, answers: answersIn(values) };
    const { refused, ...acted } = await raiseAddendum(boundary.services.context, viewer, raising);
    if (refused === undefined) return { acted };
    const missing = refused.missing.map(({ name, says }) => [askedFields.answer(name), says] as const);
    return { faults: Object.fromEntries(missing) };
  },
});
