import type { AllMiddlewareArgs, BlockAction, SlackActionMiddlewareArgs } from "@slack/bolt";
import { escapeMarkup, paragraph } from "../src/slack/elements.ts";
import { openAnyway } from "../src/slack/forms/plain-views.ts";
import { couldNotConfirm, wordsOf, type Boundary } from "./boundary.ts";
import { withinTimeBox } from "./time-box.ts";

/** What the presser alone is told, and the case that the button was about. */
type Told = { readonly says: string; readonly about?: string };

/** Does what a press asks for, and answers what the presser alone is told; undefined when the message itself will say it. */
export type Pressed = (boundary: Boundary, body: BlockAction) => Promise<Told | undefined>;

const inWords = (fault: unknown): Told => ({ says: wordsOf(fault) });

/** The text alone, or with it the way out for somebody who is told that there is nothing for them. */
const shown = (told: Told) => {
  const further = openAnyway(told);
  return further.length === 0
    ? { text: told.says }
    : { text: told.says, blocks: [paragraph(escapeMarkup(told.says)), ...further] };
};

/** A button of a message. The message is edited by its own notice; only a refusal or a doubt is answered here. */
export const answerPress =
  (boundary: Boundary, where: string, pressed: Pressed) =>
  async ({
    ack,
    body,
    respond,
  }: SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs): Promise<void> => {
    let reference: string | undefined;
    const done = await withinTimeBox(pressed(boundary, body).catch(inWords), (fault) => {
      reference = boundary.fault(fault, where);
    });
    await ack();
    const told = done.done ? done.value : { says: couldNotConfirm(boundary.telephones, reference) };
    if (told !== undefined)
      await respond({ response_type: "ephemeral", replace_original: false, ...shown(told) });
  };
