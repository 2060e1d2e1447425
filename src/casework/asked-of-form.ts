import type { Agency } from "../domain/agency.ts";
import type { StepRefused } from "../domain/case/decide-step.ts";
import type { ConditionFacts } from "../domain/protocol/condition.ts";
import type { Protocol } from "../domain/protocol/protocol-schema.ts";
import { heldIn, type StepWithForm } from "../domain/steps/forms.ts";
import { fieldsFor } from "../domain/steps/required.ts";

/** A field that the protocol asks for and the form does not ask of everybody; `where` names the areas if not all do. */
export type AskedField = { readonly field: string; readonly rule: string; readonly where?: string };

/** What the protocol asks for with a form besides what the form asks of everybody. */
export const askedBesides = (
  protocol: Protocol,
  about: { readonly step: StepWithForm; readonly agency: Agency },
  facts: ConditionFacts,
): readonly AskedField[] =>
  fieldsFor(protocol, about, facts)
    .filter(({ field }) => heldIn(about.step, field).length === 0)
    .map(({ field, rule }) => ({ field, rule }));

/** An answer that is missing: under which name of its form it stands, or as a field that the protocol asks for. */
export type MissingAnswer = { readonly field: string; readonly standsIn?: string; readonly says: string };

export const missingAnswersOf = (step: StepWithForm, { missing }: StepRefused): readonly MissingAnswer[] =>
  missing.map(({ name, says }) => {
    const [standsIn] = heldIn(step, name);
    return { field: name, says, ...(standsIn === undefined ? {} : { standsIn }) };
  });
