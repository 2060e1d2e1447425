import { invitePeople } from "../../src/casework/invite-people.ts";
import type { Judged } from "../../src/casework/judged-in-case.ts";
import { prepareInvite, type InvitePrepared as Prepared } from "../../src/casework/prepare-invite.ts";
import { readInvited } from "../../src/casework/read-invited.ts";
import { factsOfSteps } from "../../src/casework/read-step-answers.ts";
import { askedFields } from "../../src/slack/forms/asked-fields.ts";
import { inviteFields } from "../../src/slack/forms/invite-form.ts";
import { answered, textIn, ticksIn } from "../answers.ts";
import { answersIn } from "../asked.ts";
import { submitCaseForm, type Filled } from "./submit-case-form.ts";

/** Facts that are several of a closed list come from ticks; the others from one choice. */
const factsIn = ({ values }: Filled): Record<string, unknown> => {
  const grounds = ticksIn(values, inviteFields.fact("attendanceGround"));
  const chosen = factsOfSteps.map((fact) => [fact, textIn(values, inviteFields.fact(fact))] as const);
  return {
    ...answered(Object.fromEntries(chosen)),
    ...(grounds.length === 0 ? {} : { attendanceGround: grounds }),
  };
};

/** The answer of the form that an answer of the protocol stands in. */
const standsIn: Readonly<Record<string, string>> = {
  "attendance required or report enough": inviteFields.fact("attendance"),
  "what each person invited can bring": inviteFields.further,
};

/** What stands against the invitations, each on the answer that lifts it; what has none is said with the reason. */
const faultsOf = ({ values }: Filled, { refused, ...acted }: Judged) => {
  if (refused === undefined) return undefined;
  const missing = refused.missing.map(({ name, says }) => {
    const blocks = [askedFields.answer(name), standsIn[name] ?? ""];
    return [blocks.find((block) => values[block] !== undefined), says] as const;
  });
  const faults = Object.fromEntries(
    missing.flatMap(([block, says]) => (block === undefined ? [] : [[block, says]])),
  );
  const inTheWay = [refused.inTheWay, refused.onDate].filter((one) => one !== "").join(" ");
  if (inTheWay !== "") faults[askedFields.reason] = inTheWay;
  return Object.keys(faults).length > 0
    ? { faults }
    : { faults: { [askedFields.reason]: acted.ok ? "" : acted.says } };
};

const readIn = ({ values, ...filled }: Filled, prepared: Prepared) =>
  readInvited(prepared, {
    ticked: ticksIn(values, inviteFields.ticked),
    asked: textIn(values, inviteFields.asked),
    chair: textIn(values, inviteFields.chair),
    further: textIn(values, inviteFields.further),
    facts: factsIn({ values, ...filled }),
  });

const whatIsSaid = ({ values }: Filled) => ({
  answers: { answers: answersIn(values), ...answered({ reason: textIn(values, askedFields.reason) }) },
  actingNow: ticksIn(values, askedFields.actingNow).length > 0,
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
    return faultsOf(filled, acted) ?? { acted };
  },
});
