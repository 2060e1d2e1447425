import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewOutput, ViewSubmitAction } from "@slack/bolt";
import { z } from "zod";
import { changeCalendar } from "../../src/casework/change-calendar.ts";
import { identify, ringing } from "../../src/casework/identify.ts";
import {
  calendarChangedView,
  calendarFields as field,
  calendarTitle,
  type CalendarChangedModel,
} from "../../src/slack/forms/calendar-form.ts";
import { textIn } from "../answers.ts";
import { wordsOf, type Boundary } from "../boundary.ts";
import { whoActed } from "../requester.ts";
import { withinTimeBox } from "../time-box.ts";

type Faults = Readonly<Record<string, string>>;
type Outcome = { readonly faults: Faults } | { readonly changed: CalendarChangedModel };

const asked = z.object({
  date: z.string({ error: "Choose a day." }),
  does: z.enum(["add", "remove"], { error: "Choose an answer." }),
  because: z.string({ error: "Say why, in words that may be shown to everyone." }),
});
const fieldOf = { date: field.day, does: field.becomes, because: field.because, person: field.day } as const;

const answersIn = (values: ViewOutput["state"]["values"]) =>
  asked.safeParse({
    date: textIn(values, field.day),
    does: textIn(values, field.becomes),
    because: textIn(values, field.because),
  });

const faultsOf = ({ issues }: z.ZodError): Faults =>
  Object.fromEntries(issues.map(({ path, message }) => [fieldOf[path[0] as keyof typeof fieldOf], message]));

const notConfirmed = (reference: string | undefined): string =>
  `We could not confirm that this is recorded. Send it again: it is never recorded twice.${reference === undefined ? "" : ` (fault ${reference})`}`;

/** Changes the day and waits for the cases. What is recorded is handed to `committed` before that. */
const change = async (
  boundary: Boundary,
  body: ViewSubmitAction,
  committed: (changed: CalendarChangedModel) => void,
): Promise<Outcome> => {
  const { context } = boundary.services;
  const answers = answersIn(body.view.state.values);
  if (!answers.success) return { faults: faultsOf(answers.error) };
  const identified = await identify(context, whoActed(boundary.installation, body), calendarTitle);
  if (!identified.ok) return { faults: { [field.day]: ringing(identified) } };
  const answer = await changeCalendar(context, answers.data, identified.viewer);
  if (!answer.ok) return { faults: { [fieldOf[answer.about]]: answer.says } };
  const { date, wasSoAlready } = answer;
  const changed = { date, wasSoAlready, does: answers.data.does };
  committed(changed);
  const { cases, deadlines, faults } = await answer.following;
  for (const fault of faults) boundary.fault(fault, calendarTitle);
  return { changed: { ...changed, followed: { cases, deadlines, left: faults.length } } };
};

/**
 * The form is sent: the day is recorded before anything is said. Cases that have not followed within the time box go on
 * behind the answer, which then claims no more than that.
 */
export const calendarSubmitted =
  (boundary: Boundary) =>
  async ({ ack, body }: SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs): Promise<void> => {
    let reference: string | undefined;
    let recorded: CalendarChangedModel | undefined;
    const inWords = (fault: unknown): Outcome => ({ faults: { [field.day]: wordsOf(fault) } });
    const work = change(boundary, body, (changed) => (recorded = changed)).catch(inWords);
    const done = await withinTimeBox(work, (fault) => {
      reference = boundary.fault(fault, calendarTitle);
    });
    const outcome: Outcome = done.done
      ? done.value
      : recorded === undefined
        ? { faults: { [field.day]: notConfirmed(reference) } }
        : { changed: recorded };
    await ack(
      "faults" in outcome
        ? { response_action: "errors", errors: { ...outcome.faults } }
        : { response_action: "update", view: calendarChangedView(outcome.changed) },
    );
  };
