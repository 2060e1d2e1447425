import { z } from "zod";
import { readMoment } from "../../src/casework/moment.ts";
import { reassessRisk } from "../../src/casework/reassess-risk.ts";
import { recordDiscussion } from "../../src/casework/record-discussion.ts";
import { tellByTelephone } from "../../src/casework/tell-by-telephone.ts";
import { discussionFields } from "../../src/slack/forms/discussion-form.ts";
import { momentFields } from "../../src/slack/forms/moment-fields.ts";
import { riskFields } from "../../src/slack/forms/risk-form.ts";
import { toldFields } from "../../src/slack/forms/told-by-telephone-form.ts";
import { askedFields } from "../../src/slack/forms/asked-fields.ts";
import { answered, textIn, ticksIn } from "../answers.ts";
import { askedIn, faultsOfMissing } from "../asked.ts";
import { submitCaseForm, type Filled } from "./submit-case-form.ts";

const momentIn = ({ values, boundary }: Filled) =>
  readMoment(
    textIn(values, momentFields.date) ?? "",
    textIn(values, momentFields.time) ?? "",
    boundary.services.context.clock.dutyNow(),
  );

const unanswered = "Choose an answer.";

export const toldByTelephoneSubmitted = submitCaseForm({
  title: "Told by telephone",
  firstField: toldFields.toWhom,
  act: async (filled) => {
    const moment = momentIn(filled);
    if (!moment.ok) return { faults: { [moment.field]: moment.says } };
    const { values, viewer, ref, request, boundary } = filled;
    const hop = z.coerce.number().int().min(0).safeParse(textIn(values, toldFields.hop));
    const toWhom = textIn(values, toldFields.toWhom);
    if (!hop.success) return { faults: { [toldFields.hop]: unanswered } };
    if (toWhom === undefined) return { faults: { [toldFields.toWhom]: "Name the person who was told." } };
    const numbers = answered({
      staffNumber: textIn(values, toldFields.staffNumber),
      logNumber: textIn(values, toldFields.logNumber),
    });
    const told = { ref, request, hop: hop.data, at: moment.at, details: { toWhom, ...numbers } };
    return { acted: await tellByTelephone(boundary.services.context, viewer, told) };
  },
});

const discussed = z.object({
  means: z.enum(["telephone", "video", "in-person", "secure-message"]),
  decision: z.enum([
    "joint",
    "single-social-care",
    "single-police",
    "strategy-discussion",
    "no-further-action",
  ]),
  withWhom: z.string(),
  decisionInWords: z.string(),
  held: z.enum(["meeting", "conversation"]).optional(),
});

const blockOf = (name: string): string | undefined =>
  Object.entries(discussionFields).find(([field]) => field === name)?.[1];

/** Every answer that is missing or impossible, on its own field. */
const faultsOf = (error: z.ZodError, fields: Readonly<Record<string, string>>) => ({
  faults: Object.fromEntries(
    error.issues.map(({ path }) => [
      fields[String(path[0])] ?? Object.values(fields)[0] ?? "",
      "This needs an answer.",
    ]),
  ),
});

export const discussionSubmitted = submitCaseForm({
  title: "Record discussion",
  firstField: discussionFields.withWhom,
  act: async (filled) => {
    const moment = momentIn(filled);
    if (!moment.ok) return { faults: { [moment.field]: moment.says } };
    const { values, viewer, ref, request, boundary } = filled;
    const answers = discussed.safeParse({
      means: textIn(values, discussionFields.means),
      decision: textIn(values, discussionFields.decision),
      withWhom: textIn(values, discussionFields.withWhom),
      decisionInWords: textIn(values, discussionFields.decisionInWords),
      held: textIn(values, discussionFields.held),
    });
    if (!answers.success) return faultsOf(answers.error, discussionFields);
    const { withWhom, decisionInWords, ...said } = answers.data;
    const details = { withWhom, decisionInWords, ...askedIn(values) };
    const actingNow = ticksIn(values, askedFields.actingNow).length > 0;
    const discussion = { ref, request, at: moment.at, ...answered(said), details, actingNow };
    const acted = await recordDiscussion(boundary.services.context, viewer, {
      ...discussion,
      means: said.means,
      decision: said.decision,
    });
    return acted.missing === undefined ? { acted } : { faults: faultsOfMissing(acted.missing, blockOf) };
  },
});

const risk = z.object({ immediateRisk: z.enum(["yes", "no", "not-known"]), reason: z.string() });

export const riskSubmitted = submitCaseForm({
  title: "Immediate risk",
  firstField: riskFields.reason,
  act: async ({ values, viewer, ref, request, boundary }) => {
    const answers = risk.safeParse({
      immediateRisk: textIn(values, riskFields.immediateRisk),
      reason: textIn(values, riskFields.reason),
    });
    if (!answers.success) return faultsOf(answers.error, riskFields);
    return {
      acted: await reassessRisk(boundary.services.context, viewer, { ...answers.data, ref, request }),
    };
  },
});
