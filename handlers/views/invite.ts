import { invitePeople } from "../../src/casework/invite-people.ts";
import { prepareInvite, type InvitePrepared as Prepared } from "../../src/casework/prepare-invite.ts";
import { readInvited } from "../../src/casework/read-invited.ts";
import { inviteFields } from "../../src/slack/forms/invite-form.ts";
import { textIn, ticksIn } from "../answers.ts";
import { factsIn, faultsOf, whatIsSaid } from "./protocol-answers.ts";
import { submitCaseForm, type Filled } from "./submit-case-form.ts";

/** The answer of the form that an answer of the protocol stands in. */
const standsIn: Readonly<Record<string, string>> = {
  "attendance required or report enough": inviteFields.fact("attendance"),
  "what each person invited can bring": inviteFields.further,
};

const readIn = ({ values, ...filled }: Filled, prepared: Prepared) =>
  readInvited(prepared, {
    ticked: ticksIn(values, inviteFields.ticked),
    asked: textIn(values, inviteFields.asked),
    chair: textIn(values, inviteFields.chair),
    further: textIn(values, inviteFields.further),
    facts: factsIn({ values, ...filled }),
  });

export const inviteSubmitted = submitCaseForm({
  title: "Invite",
  firstField: inviteFields.further,
  act: async (filled) => {
    const { values, viewer, ref, request, about: meeting, boundary } = filled;
    const { context } = boundary.services;
    const prepared = await prepareInvite(context, viewer, { ref, meeting });
    if (!prepared.ok) return { faults: { [inviteFields.further]: prepared.says } };
    const read = readIn(filled, prepared);
    if (!read.ok) {
      const field = values[inviteFields[read.field]] === undefined ? inviteFields.further : read.field;
      return { faults: { [field]: read.says } };
    }
    const { people, facts } = read;
    const inviting = { ref, request, meeting, people, facts, ...whatIsSaid(filled) };
    const acted = await invitePeople(context, viewer, inviting);
    return faultsOf(filled, acted, standsIn) ?? { acted };
  },
});
