import type { AllMiddlewareArgs, BlockAction, SlackActionMiddlewareArgs } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { readAnswers } from "../../src/casework/read-answers.ts";
import { recordedView } from "../../src/slack/forms/plain-views.ts";
import { referralForm } from "../../src/slack/forms/referral-form.ts";
import { couldNotConfirm, type Boundary } from "../boundary.ts";
import { pressKey, whoActed } from "../requester.ts";
import { withinTimeBox } from "../time-box.ts";
import { referralAnswers } from "../views/referral-answers.ts";
import { formModelSchema, sendReferral } from "../views/referral.ts";

type View = NonNullable<BlockAction["view"]>;

const answer = async (boundary: Boundary, body: BlockAction, view: View): Promise<ModalView> => {
  const { services, installation, telephones } = boundary;
  const model = formModelSchema.parse(JSON.parse(view.private_metadata));
  const who = whoActed(installation, body);
  const answers = referralAnswers(view.state.values, { installation, team: who.team });
  const read = readAnswers(answers, { urgent: true, now: services.context.clock.dutyNow() });
  if (!read.ok)
    return referralForm({ ...model, problem: `Not sent yet. ${Object.values(read.faults).join(" ")}` });
  const referring = {
    ...read.referring,
    submission: model.submission,
    request: pressKey(installation, body),
  };
  let reference: string | undefined;
  const sent = await withinTimeBox(sendReferral(boundary, { who, referring }), (fault) => {
    reference = boundary.fault(fault, "urgent referral");
  });
  if (sent.done && sent.value.ok) return recordedView(sent.value);
  const problem = sent.done && !sent.value.ok ? sent.value.says : couldNotConfirm(telephones, reference);
  return referralForm({ ...model, problem });
};

/** "Urgent: send with what I have": where it goes and a number to ring back are enough. What was typed stays in the form. */
export const sendUrgent =
  (boundary: Boundary) =>
  async ({
    ack,
    body,
    client,
  }: SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs): Promise<void> => {
    const { view } = body;
    if (view === undefined) {
      await ack();
      return;
    }
    const next = await answer(boundary, body, view);
    await ack();
    await client.views.update({ view_id: view.id, view: next });
  };
