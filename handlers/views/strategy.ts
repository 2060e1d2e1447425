import { agreeAction, readOwner } from "../../src/casework/agree-action.ts";
import { finishDiscussion, type DiscussionFinished } from "../../src/casework/finish-strategy.ts";
import { readExpected, readMoment } from "../../src/casework/moment.ts";
import { prepareDiscussion } from "../../src/casework/prepare-strategy.ts";
import { readSection } from "../../src/casework/prepare-section.ts";
import { factsOfSteps } from "../../src/casework/read-step-answers.ts";
import { saveSection } from "../../src/casework/save-section.ts";
import { momentFields } from "../../src/slack/forms/moment-fields.ts";
import { stepFields } from "../../src/slack/forms/step-form.ts";
import { strategyFields } from "../../src/slack/forms/strategy-forms.ts";
import { strategyView } from "../../src/slack/forms/strategy-view.ts";
import { answered, textIn, ticksIn } from "../answers.ts";
import { submitCaseForm, type Filled } from "./submit-case-form.ts";

const prefix = stepFields.answer("");

const answersIn = ({ values }: Filled) =>
  Object.keys(values)
    .filter((block) => block.startsWith(prefix))
    .flatMap((block) => {
      const text = textIn(values, block);
      return text === undefined ? [] : [{ field: block.slice(prefix.length), text }];
    });

const factsIn = ({ values }: Filled) =>
  answered(
    Object.fromEntries(factsOfSteps.map((fact) => [fact, textIn(values, stepFields.fact(fact))])),
  ) as Record<string, string>;

/** The record's window after what was just sent. It is the answer to a request, so no word of the record is in it. */
const windowAfter = async (filled: Filled, record: string, problem?: string) => {
  const { boundary, viewer, ref } = filled;
  const prepared = await prepareDiscussion(boundary.services.context, viewer, ref, {
    record,
    texts: false,
  });
  return prepared.ok
    ? { view: strategyView(prepared.discussion, problem) }
    : { acted: { ok: false as const, says: prepared.says } };
};

const bothWrote = (besides: readonly string[]): string =>
  `Saved. ${besides.join(" and ")} wrote in this section while you did. Both are kept, each under its name: press Change beside it and make them one.`;

/** One section is saved: the record's window comes back with what is still open. */
export const sectionSubmitted = submitCaseForm({
  title: "Strategy discussion",
  firstField: stepFields.agencies,
  act: async (filled) => {
    const { values, viewer, ref, request, boundary, about } = filled;
    const [record = "", given, ...seen] = about.split(" ");
    const section = readSection(given);
    if (section === undefined) return { acted: { ok: false, says: "Open the record again." } };
    const saved = await saveSection(boundary.services.context, viewer, {
      ref,
      request,
      record,
      section,
      seen,
      answers: answersIn(filled),
      facts: factsIn(filled),
      present: ticksIn(values, stepFields.agencies),
      attended: ticksIn(values, strategyFields.attended),
      review: ticksIn(values, strategyFields.review).length > 0,
    });
    if (!saved.ok) return { faults: onFirst(filled, saved.says) };
    return windowAfter(filled, record, saved.besides === undefined ? "Saved." : bothWrote(saved.besides));
  },
});

/** A fault that belongs to no answer stands on the first there is. */
const onFirst = ({ values }: Filled, says: string) => ({
  [Object.keys(values)[0] ?? stepFields.agencies]: says,
});

const finishFaults = ({ refused }: DiscussionFinished) => {
  if (refused === undefined) return undefined;
  const missing = refused.missing.map(({ name }) => name).join(", ");
  const says = [
    refused.inTheWay,
    missing === ""
      ? ""
      : `Not answered yet: ${missing}. Close this and write it, or tick below if a child cannot wait.`,
  ].filter((one) => one !== "");
  return { faults: { [stepFields.reason]: says.join(" ").slice(0, 2_000) } };
};

export const finishSubmitted = submitCaseForm({
  title: "Finish the record",
  firstField: stepFields.reason,
  act: async (filled) => {
    const { values, viewer, ref, request, boundary, about: record } = filled;
    const { context } = boundary.services;
    const moment = readMoment(
      textIn(values, momentFields.date) ?? "",
      textIn(values, momentFields.time) ?? "",
      context.clock.dutyNow(),
    );
    if (!moment.ok) return { faults: { [moment.field]: moment.says } };
    const finished = await finishDiscussion(context, viewer, {
      ref,
      record,
      request,
      at: moment.at,
      actingNow: ticksIn(values, stepFields.actingNow).length > 0,
      ...answered({ reason: textIn(values, stepFields.reason) }),
    });
    const faults = finishFaults(finished);
    if (faults !== undefined) return faults;
    return finished.ok ? windowAfter(filled, record, "Recorded.") : { acted: finished };
  },
});

export const actionSubmitted = submitCaseForm({
  title: "Add an action",
  firstField: strategyFields.text,
  act: async (filled) => {
    const { values, viewer, ref, request, boundary, about: record } = filled;
    const { context } = boundary.services;
    const { dueDate, dueTime } = strategyFields;
    const given = { date: textIn(values, dueDate), time: textIn(values, dueTime) };
    const due = readExpected(given, context.clock.dutyNow());
    if (!due.ok) return { faults: { [due.field === "date" ? dueDate : dueTime]: due.says } };
    const owner = readOwner(textIn(values, strategyFields.owner));
    if (due.at === undefined) return { faults: { [dueDate]: "Without a time it is not an action." } };
    if (owner === undefined)
      return { faults: { [strategyFields.owner]: "Without an owner it is not an action." } };
    const acted = await agreeAction(context, viewer, {
      ref,
      request,
      record,
      owner,
      dueAt: due.at,
      text: textIn(values, strategyFields.text) ?? "",
      person: ticksIn(values, strategyFields.person)[0],
      who: textIn(values, strategyFields.who),
    });
    return acted.ok ? windowAfter(filled, record, "Recorded.") : { acted };
  },
});
