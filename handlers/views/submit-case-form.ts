import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewOutput, ViewSubmitAction } from "@slack/bolt";
import type { Acted } from "../../src/casework/act-in-case.ts";
import { readCaseValue } from "../../src/casework/case-value.ts";
import { identify } from "../../src/casework/identify.ts";
import { answerView } from "../../src/slack/forms/plain-views.ts";
import { couldNotConfirm, wordsOf, type Boundary } from "../boundary.ts";
import { submissionKey, whoActed } from "../requester.ts";
import { withinTimeBox } from "../time-box.ts";

type Identified = Extract<Awaited<ReturnType<typeof identify>>, { ok: true }>;
type Ref = ReturnType<typeof readCaseValue>["ref"];
type Faults = Readonly<Record<string, string>>;

export type Filled = {
  readonly boundary: Boundary;
  readonly viewer: Identified["viewer"];
  readonly values: ViewOutput["state"]["values"];
  readonly ref: Ref;
  readonly request: string;
};

/** A form's answers, read and acted on: what came of it, or what is wrong with which answer. */
export type Act = (filled: Filled) => Promise<{ readonly acted: Acted } | { readonly faults: Faults }>;

export type CaseForm = {
  readonly title: string;
  /** Where a refusal is shown when it belongs to no answer in particular. */
  readonly firstField: string;
  readonly act: Act;
};

const submit = async (
  form: CaseForm,
  boundary: Boundary,
  body: ViewSubmitAction,
): Promise<Faults | undefined> => {
  const who = whoActed(boundary.installation, body);
  const identified = await identify(boundary.services.context, who, form.title);
  if (!identified.ok) return { [form.firstField]: identified.says };
  const { ref } = readCaseValue(body.view.private_metadata);
  const request = submissionKey(boundary.installation, body);
  const { values } = body.view.state;
  const outcome = await form.act({ boundary, viewer: identified.viewer, values, ref, request });
  if ("faults" in outcome) return outcome.faults;
  return outcome.acted.ok ? undefined : { [form.firstField]: outcome.acted.says };
};

/** A form about a case is sent: it is recorded before it closes, and an error keeps everything that was typed. */
export const submitCaseForm =
  (form: CaseForm) =>
  (boundary: Boundary) =>
  async ({ ack, body }: SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs): Promise<void> => {
    let reference: string | undefined;
    const inWords = (fault: unknown): Faults => ({ [form.firstField]: wordsOf(fault) });
    const done = await withinTimeBox(submit(form, boundary, body).catch(inWords), (fault) => {
      reference = boundary.fault(fault, form.title);
    });
    const faults = done.done
      ? done.value
      : { [form.firstField]: couldNotConfirm(boundary.telephones, reference) };
    if (faults === undefined)
      await ack({ response_action: "update", view: answerView(form.title, "Recorded. You can close this.") });
    else await ack({ response_action: "errors", errors: { ...faults } });
  };
