import { confirmDistribution } from "../../src/casework/distribute-record.ts";
import { distributionFields } from "../../src/slack/forms/distribution-forms.ts";
import { textIn, ticksIn } from "../answers.ts";
import { submitCaseForm } from "./submit-case-form.ts";

/** Who gets the record of a discussion is confirmed, and it leaves. */
export const distributionSubmitted = submitCaseForm({
  title: "Who gets it",
  firstField: distributionFields.why,
  act: async ({ values, viewer, ref, request, boundary, about: record }) => {
    const acted = await confirmDistribution(boundary.services.context, viewer, {
      ref,
      record,
      request,
      gets: ticksIn(values, distributionFields.gets),
      keptFrom: ticksIn(values, distributionFields.keptFrom),
      withheld: ticksIn(values, distributionFields.withheld),
      why: textIn(values, distributionFields.why),
    });
    return { acted };
  },
});
