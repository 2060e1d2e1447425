import { readMoment } from "../../src/casework/moment.ts";
import { readConcern } from "../../src/casework/raise-concern.ts";
import { raiseConcern } from "../../src/casework/record-step.ts";
import { concernFields as field } from "../../src/slack/forms/concern-form.ts";
import { momentFields } from "../../src/slack/forms/moment-fields.ts";
import { answered, textIn, ticksIn } from "../answers.ts";
import { submitCaseForm, type Filled } from "./submit-case-form.ts";

const answersIn = ({ values }: Filled) => ({
  ...answered({
    newHarm: textIn(values, field.newHarm),
    whatIsNew: textIn(values, field.whatIsNew),
    callback: textIn(values, field.callback),
  }),
  harm: {
    immediateRisk: textIn(values, field.immediateRisk),
    suspect: ticksIn(values, field.suspect),
    childWithPersonAlleged: textIn(values, field.withPersonAlleged),
    underPoliceProtection: textIn(values, field.policeProtection),
    crime: textIn(values, field.crime),
    sourceKind: textIn(values, field.sourceKind),
  },
});

/** What has come up since in an open case is sent. */
export const concernSubmitted = submitCaseForm({
  title: "New concern",
  firstField: field.whatIsNew,
  act: async (filled) => {
    const { values, viewer, ref, request, boundary } = filled;
    const { context } = boundary.services;
    const read = readConcern(answersIn(filled));
    if (!read.ok) return { faults: { [field.whatIsNew]: read.says } };
    const [date, time] = [textIn(values, momentFields.date), textIn(values, momentFields.time)];
    const moment = readMoment(date ?? "", time ?? "", context.clock.dutyNow());
    if (!moment.ok) return { faults: { [moment.field]: moment.says } };
    const raised = await raiseConcern(context, viewer, { ...read.concern, ref, request, at: moment.at });
    return { acted: raised };
  },
});
