import { answerDeparture } from "../../src/casework/answer-departure.ts";
import { proposeDeparture } from "../../src/casework/propose-departure.ts";
import { answerFields, departureFields } from "../../src/slack/forms/departure-forms.ts";
import { textIn } from "../answers.ts";
import { submitCaseForm } from "./submit-case-form.ts";

/** A departure from the protocol is proposed. */
export const departureSubmitted = submitCaseForm({
  title: "Depart from the protocol",
  firstField: departureFields.presumption,
  act: async ({ values, viewer, ref, request, boundary }) => {
    const presumption = textIn(values, departureFields.presumption);
    const reason = textIn(values, departureFields.reason);
    if (presumption === undefined) return { faults: { [departureFields.presumption]: "Choose an answer." } };
    if (reason === undefined) return { faults: { [departureFields.reason]: "Say why." } };
    const proposing = { ref, request, presumption, reason };
    return { acted: await proposeDeparture(boundary.services.context, viewer, proposing) };
  },
});

/** A manager agrees to a departure, or refuses it. */
export const departureAnswered = submitCaseForm({
  title: "Answer for a departure",
  firstField: answerFields.agrees,
  act: async ({ values, viewer, ref, request, boundary }) => {
    const departure = textIn(values, answerFields.departure);
    const agrees = textIn(values, answerFields.agrees);
    if (departure === undefined) return { faults: { [answerFields.departure]: "Choose an answer." } };
    if (agrees !== "yes" && agrees !== "no")
      return { faults: { [answerFields.agrees]: "Choose an answer." } };
    const reason = textIn(values, answerFields.reason) ?? "";
    const answering = { ref, request, departure, agrees: agrees === "yes", reason };
    return { acted: await answerDeparture(boundary.services.context, viewer, answering) };
  },
});
