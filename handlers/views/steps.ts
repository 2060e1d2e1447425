import { prepareStep } from "../../src/casework/prepare-step.ts";
import { readExpected, readMoment } from "../../src/casework/moment.ts";
import { factsOfSteps, readChosenStep, readStepAnswers } from "../../src/casework/read-step-answers.ts";
import { recordStep, type StepRecorded } from "../../src/casework/record-step.ts";
import { momentFields } from "../../src/slack/forms/moment-fields.ts";
import { readFirstLine } from "../../src/slack/forms/read-first.ts";
import { stepFields, stepForm } from "../../src/slack/forms/step-form.ts";
import { answered, textIn, ticksIn } from "../answers.ts";
import { answersIn } from "../asked.ts";
import { submitCaseForm, type Filled } from "./submit-case-form.ts";

/** Which step it is; what that one asks comes next. */
export const stepChosen = submitCaseForm({
  title: "Record a step",
  firstField: stepFields.step,
  act: async ({ values, viewer, ref, boundary }) => {
    const chosen = readChosenStep(textIn(values, stepFields.step));
    if (chosen === undefined) return { faults: { [stepFields.step]: "Choose what has been done." } };
    const prepared = await prepareStep(boundary.services.context, viewer, ref, chosen);
    return prepared.ok
      ? { view: stepForm(ref, prepared.asked, prepared.now, readFirstLine(prepared.readFirst)) }
      : { faults: { [stepFields.step]: prepared.says } };
  },
});

const factsIn = ({ values }: Filled) =>
  answered(
    Object.fromEntries(factsOfSteps.map((fact) => [fact, textIn(values, stepFields.fact(fact))])),
  ) as Record<string, string>;

const detailsIn = (filled: Filled) => ({
  answers: answersIn(filled.values),
  ...answered({
    note: textIn(filled.values, stepFields.note),
    reason: textIn(filled.values, stepFields.reason),
  }),
});

const recordingOf = (filled: Filled) => {
  const { values, ref, request, about } = filled;
  const answers = readStepAnswers({
    step: about,
    facts: factsIn(filled),
    agencies: ticksIn(values, stepFields.agencies),
    details: detailsIn(filled),
    actingNow: ticksIn(values, stepFields.actingNow).length > 0,
  });
  return { ...answers, ref, request };
};

const expectedIn = ({ values, boundary }: Filled) => {
  const { expectedDate, expectedTime } = stepFields;
  const given = { date: textIn(values, expectedDate), time: textIn(values, expectedTime) };
  const read = readExpected(given, boundary.services.context.clock.dutyNow());
  if (read.ok) return { ok: true as const, said: read.at === undefined ? {} : { expectedAt: read.at } };
  return { ok: false as const, faults: { [read.field === "date" ? expectedDate : expectedTime]: read.says } };
};

/** What stands against the step, each on the answer that lifts it. */
const faultsOf = ({ values }: Filled, { refused }: StepRecorded) => {
  if (refused === undefined) return undefined;
  const named = refused.missing.map(
    ({ name, says }) => [[stepFields.fact(name), stepFields.answer(name)], says] as const,
  );
  const onAnswers = named.flatMap(([blocks, says]) =>
    blocks.filter((block) => values[block] !== undefined).map((block) => [block, says] as const),
  );
  const inTheWay = refused.inTheWay === "" ? [] : [[stepFields.reason, refused.inTheWay] as const];
  return { faults: Object.fromEntries([...onAnswers, ...inTheWay]) };
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
    const expected = expectedIn(filled);
    if (!expected.ok) return { faults: expected.faults };
    const said = { ...recordingOf(filled), ...expected.said, at: moment.at };
    const recorded = await recordStep(context, viewer, said);
    return faultsOf(filled, recorded) ?? { acted: recorded };
  },
});
