import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewOutput, ViewSubmitAction } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { Acted } from "../../src/casework/act-in-case.ts";
import { readCaseValue } from "../../src/casework/case-value.ts";
import { identify, ringing } from "../../src/casework/identify.ts";
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
  /** What else the form was drawn for. */
  readonly about: string;
  readonly request: string;
};

type Answered = { readonly faults: Faults } | { readonly view: ModalView };

/** A form's answers, read and acted on: what came of it, what is wrong with which answer, or what is shown next. */
export type Act = (filled: Filled) => Promise<{ readonly acted: Acted } | Answered>;

export type CaseForm = {
  readonly title: string;
  /** Where a refusal is shown when it belongs to no answer in particular. */
  readonly firstField: string;
  readonly act: Act;
};

const submit = async (form: CaseForm, boundary: Boundary, body: ViewSubmitAction): Promise<Answered> => {
  const who = whoActed(boundary.installation, body);
  const [value = "", ...rest] = body.view.private_metadata.split(" ");
  const { ref } = readCaseValue(value);
  const identified = await identify(boundary.services.context, who, form.title, ref);
  if (!identified.ok) return { faults: { [form.firstField]: ringing(identified) } };
  const request = submissionKey(boundary.installation, body);
  const { values } = body.view.state;
  const outcome = await form.act({
    boundary,
    viewer: identified.viewer,
    values,
    ref,
    about: rest.join(" "),
    request,
  });
  if (!("acted" in outcome)) return outcome;
  return outcome.acted.ok
    ? { view: answerView(form.title, "Recorded. You can close this.") }
    : { faults: { [form.firstField]: outcome.acted.says } };
};

/** A form about a case is sent: it is recorded before it closes, and an error keeps everything that was typed. */
export const submitCaseForm =
  (form: CaseForm) =>
  (boundary: Boundary) =>
  async ({ ack, body }: SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs): Promise<void> => {
    let reference: string | undefined;
    const inWords = (fault: unknown) => ({ faults: { [form.firstField]: wordsOf(fault) } });
    const done = await withinTimeBox<Answered>(submit(form, boundary, body).catch(inWords), (fault) => {
      reference = boundary.fault(fault, form.title);
    });
    const notConfirmed = { faults: { [form.firstField]: couldNotConfirm(boundary.telephones, reference) } };
    const answered = done.done ? done.value : notConfirmed;
    if ("view" in answered) await ack({ response_action: "update", view: answered.view });
    else await ack({ response_action: "errors", errors: { ...answered.faults } });
  };
