import type { ViewOutput } from "@slack/bolt";
import type { MissingAnswer } from "../src/casework/asked-of-form.ts";
import { askedFields } from "../src/slack/forms/asked-fields.ts";
import { answered, textIn } from "./answers.ts";

type Values = ViewOutput["state"]["values"];

const prefix = askedFields.answer("");

/** The answers that a protocol asked for in a form. */
export const answersIn = (values: Values): readonly { readonly field: string; readonly text: string }[] =>
  Object.keys(values)
    .filter((block) => block.startsWith(prefix))
    .flatMap((block) => {
      const text = textIn(values, block);
      return text === undefined ? [] : [{ field: block.slice(prefix.length), text }];
    });

/** The same, where the form asks for none unless a protocol does, with why somebody goes past it. */
export const askedIn = (values: Values) => {
  const answers = answersIn(values);
  return answered({
    answers: answers.length === 0 ? undefined : answers,
    reason: textIn(values, askedFields.reason),
  });
};

/** Each missing answer as a fault on its own field, wherever that stands in the form. */
export const faultsOfMissing = (
  missing: readonly MissingAnswer[],
  blockOf: (name: string) => string | undefined,
): Record<string, string> =>
  Object.fromEntries(
    missing.map(({ field, standsIn, says }) => [
      (standsIn === undefined ? undefined : blockOf(standsIn)) ?? askedFields.answer(field),
      says,
    ]),
  );
