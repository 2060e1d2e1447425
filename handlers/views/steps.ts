import { agencySchema } from "../../src/domain/agency.ts";
import { prepareStep } from "../../src/casework/prepare-step.ts";
import { readMoment } from "../../src/casework/moment.ts";
import { recordStep, type RecordingStep, type StepRecorded } from "../../src/casework/record-step.ts";
import { catalogue, recordableStep } from "../../src/domain/steps/catalogue.ts";
import { learnedFacts, learnedFactsSchema } from "../../src/domain/steps/learned-facts.ts";
import { momentFields } from "../../src/slack/forms/moment-fields.ts";
import { stepFields, stepForm } from "../../src/slack/forms/step-form.ts";
import { answered, textIn, ticksIn } from "../answers.ts";
import { submitCaseForm, type Filled } from "./submit-case-form.ts";

/** Which step it is; what that one asks comes next. */
export const stepChosen = submitCaseForm({
  title: "Record a step",
  firstField: stepFields.step,
  act: async ({ values, viewer, ref, boundary }) => {
    const chosen = recordableStep.safeParse(textIn(values, stepFields.step));
    if (!chosen.success) return { faults: { [stepFields.step]: "Choose what has been done." } };
    const prepared = await prepareStep(boundary.services.context, viewer, ref, chosen.data);
    return prepared.ok
      ? { view: stepForm(ref, prepared.asked, prepared.now) }
      : { faults: { [stepFields.step]: prepared.says } };
  },
});

const factsIn = ({ values }: Filled) =>
  learnedFactsSchema.parse(
    answered(Object.fromEntries(learnedFacts.map((fact) => [fact, textIn(values, stepFields.fact(fact))]))),
  );

const prefix = stepFields.answer("");

const answersIn = ({ values }: Filled) =>
  Object.keys(values)
    .filter((block) => block.startsWith(prefix))
    .flatMap((block) => {
      const text = textIn(values, block);
      return text === undefined ? [] : [{ field: block.slice(prefix.length), text }];
    });

const recordingOf = (filled: Filled): Omit<RecordingStep, "at"> => {
  const { values, ref, request, about } = filled;
  const step = recordableStep.parse(about);
  const agencies = agencySchema.array().parse(ticksIn(values, stepFields.agencies));
  const optional = answered({
    note: textIn(values, stepFields.note),
    reason: textIn(values, stepFields.reason),
  });
  return {
    ref,
    request,
    step,
    facts: factsIn(filled),
    present: catalogue[step].agencies === "present" ? agencies : [],
    agreed: catalogue[step].agencies === "agreed" ? agencies : [],
    details: { answers: answersIn(filled), ...optional },
    actingNow: ticksIn(values, stepFields.actingNow).length > 0,
  };
};

/** What stands against the step, each on the field that lifts it. */
const faultsOf = ({ values }: Filled, recorded: StepRecorded) => {
  const { refused } = recorded;
  if (recorded.ok || refused === undefined) return undefined;
  const onFields = refused.missing.flatMap((name) =>
    [stepFields.fact(name), stepFields.answer(name)]
      .filter((block) => values[block] !== undefined)
      .map((block) => [block, `This needs an answer. ${refused.because}`.slice(0, 2_000)] as const),
  );
  const elsewhere = [[stepFields.reason, refused.because.slice(0, 2_000)] as const];
  return { faults: Object.fromEntries(onFields.length > 0 ? onFields : elsewhere) };
};

export const stepSubmitted = submitCaseForm({
  title: "Record a step",
  firstField: stepFields.note,
  act: async (filled) => {
    const { values, viewer, boundary } = filled;
    const { context } = boundary.services;
    const moment = readMoment(
      textIn(values, momentFields.date) ?? "",
      textIn(values, momentFields.time) ?? "",
      context.clock.dutyNow(),
    );
    if (!moment.ok) return { faults: { [moment.field]: moment.says } };
    const recorded = await recordStep(context, viewer, { ...recordingOf(filled), at: moment.at });
    return faultsOf(filled, recorded) ?? { acted: recorded };
  },
});
