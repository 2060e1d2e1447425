import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from "@slack/bolt";
import { z } from "zod";
import { identify, ringing } from "../../src/casework/identify.ts";
import { readAnswers } from "../../src/casework/read-answers.ts";
import { refer, type Referred } from "../../src/casework/refer.ts";
import { recordedView } from "../../src/slack/forms/plain-views.ts";
import { referralFields } from "../../src/slack/forms/referral-fields.ts";
import { couldNotConfirm, type Boundary } from "../boundary.ts";
import { submissionKey, whoActed } from "../requester.ts";
import { withinTimeBox } from "../time-box.ts";
import { faultsOfMissing } from "../asked.ts";
import { blockOfDetail, faultsByBlock, referralAnswers } from "./referral-answers.ts";

const choice = z.object({ value: z.string(), label: z.string() });

/** What the form carries from when it was drawn: nothing that anybody answered. */
export const formModelSchema = z.object({
  submission: z.string().min(1),
  directions: z.array(choice),
  inspectors: z.array(z.string()),
  asked: z
    .array(z.object({ field: z.string(), rule: z.string(), where: z.string().exactOptional() }))
    .default([]),
  today: z.string(),
  timeNow: z.string(),
  typedAfterCommand: z.boolean(),
});

export type Sending = {
  readonly who: ReturnType<typeof whoActed>;
  readonly referring: Parameters<typeof refer>[2];
};

/** Identifies the sender and records the referral. A person who is not registered records nothing. */
export const sendReferral = async (
  { services }: Boundary,
  { who, referring }: Sending,
): Promise<Referred> => {
  const identified = await identify(services.context, who, "referral form");
  if (!identified.ok) return { ok: false, says: ringing(identified) };
  return refer(services.context, identified.viewer, referring);
};

/** What is missing on its own field; whatever else stands in the way beside the number to ring back on. */
const faultsOf = ({ missing, says }: Extract<Referred, { ok: false }>): Record<string, string> =>
  missing === undefined ? { [referralFields.callback]: says } : faultsOfMissing(missing, blockOfDetail);

/** The referral form is sent: commit, then answer with the reference; or the telephone number, with nothing lost. */
export const referralSubmitted =
  (boundary: Boundary) =>
  async ({
    ack,
    body,
    view,
  }: SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs): Promise<void> => {
    const { services, installation, telephones } = boundary;
    const who = whoActed(installation, body);
    const { submission } = formModelSchema.parse(JSON.parse(view.private_metadata));
    const answers = referralAnswers(view.state.values, { installation, team: who.team });
    const read = readAnswers(answers, { urgent: false, now: services.context.clock.dutyNow() });
    if (!read.ok) {
      await ack({ response_action: "errors", errors: faultsByBlock(read.faults) });
      return;
    }
    const referring = { ...read.referring, submission, request: submissionKey(installation, body) };
    let reference: string | undefined;
    const sent = await withinTimeBox(sendReferral(boundary, { who, referring }), (fault) => {
      reference = boundary.fault(fault, "referral form");
    });
    if (sent.done && sent.value.ok) {
      await ack({ response_action: "update", view: recordedView(sent.value) });
      return;
    }
    const refused = sent.done && !sent.value.ok ? sent.value : undefined;
    const notConfirmed = { ok: false, says: couldNotConfirm(telephones, reference) } as const;
    await ack({ response_action: "errors", errors: faultsOf(refused ?? notConfirmed) });
  };
