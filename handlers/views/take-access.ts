import { readCase } from "../../src/casework/read-case.ts";
import { takeAccess } from "../../src/casework/take-access.ts";
import { caseCardView } from "../../src/slack/forms/case-card-view.ts";
import { ringInstead } from "../../src/slack/forms/plain-views.ts";
import { takeAccessFields } from "../../src/slack/forms/take-access-form.ts";
import { textIn } from "../answers.ts";
import { submitCaseForm } from "./submit-case-form.ts";

const title = "Protect a child now";

/** The case opens, and everybody whom it names is told; or nothing is there, in the same words whatever the reason. */
export const takeAccessSubmitted = submitCaseForm({
  title,
  firstField: takeAccessFields.reason,
  act: async ({ values, viewer, ref, request, boundary }) => {
    const { services, telephones } = boundary;
    const reason = textIn(values, takeAccessFields.reason);
    if (reason === undefined) return { faults: { [takeAccessFields.reason]: "Say why it cannot wait." } };
    await takeAccess(services.context, viewer, { ref, request, reason });
    const read = await readCase(services.context, viewer, ref);
    return { view: read.ok ? caseCardView(read.card) : ringInstead(title, read.says, telephones) };
  },
});
