import type { AllMiddlewareArgs, BlockAction, SlackActionMiddlewareArgs } from "@slack/bolt";
import { couldNotConfirm, wordsOf, type Boundary } from "./boundary.ts";
import { withinTimeBox } from "./time-box.ts";

/** Does what a press asks for, and answers what the presser alone is told; undefined when the message itself will say it. */
export type Pressed = (boundary: Boundary, body: BlockAction) => Promise<string | undefined>;

/** A button of a message. The message is edited by its own notice; only a refusal or a doubt is answered here. */
export const answerPress =
  (boundary: Boundary, where: string, pressed: Pressed) =>
  async ({
    ack,
    body,
    respond,
  }: SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs): Promise<void> => {
    let reference: string | undefined;
    const done = await withinTimeBox(pressed(boundary, body).catch(wordsOf), (fault) => {
      reference = boundary.fault(fault, where);
    });
    await ack();
    const says = done.done ? done.value : couldNotConfirm(boundary.telephones, reference);
    if (says !== undefined)
      await respond({ response_type: "ephemeral", replace_original: false, text: says });
  };
