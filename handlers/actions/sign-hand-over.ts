import type { AllMiddlewareArgs, BlockAction, SlackActionMiddlewareArgs } from "@slack/bolt";
import { identify } from "../../src/casework/identify.ts";
import { readHandOverValue, signHandOver } from "../../src/casework/sign-hand-over.ts";
import { couldNotConfirm, wordsOf, type Boundary } from "../boundary.ts";
import { whoActed } from "../requester.ts";
import { withinTimeBox } from "../time-box.ts";

const pressed = async (
  { services, installation }: Boundary,
  body: BlockAction,
): Promise<string | undefined> => {
  const identified = await identify(services.context, whoActed(installation, body), "message button");
  if (!identified.ok) return identified.says;
  const action = body.actions[0];
  const value = action?.type === "button" ? (action.value ?? "") : "";
  const asked = readHandOverValue(services.context, value);
  if (asked === undefined) return "This list is not known any more. Type /worklist to see what is open.";
  const done = await signHandOver(services.context, identified.viewer, asked);
  return done.ok ? undefined : done.says;
};

/** "I have read it and take it over". The list is edited by its own notice; only a refusal is answered here. */
export const handOverSigned =
  (boundary: Boundary) =>
  async ({
    ack,
    body,
    respond,
  }: SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs): Promise<void> => {
    let reference: string | undefined;
    const done = await withinTimeBox(pressed(boundary, body).catch(wordsOf), (fault) => {
      reference = boundary.fault(fault, "sign hand-over");
    });
    await ack();
    const says = done.done ? done.value : couldNotConfirm(boundary.telephones, reference);
    if (says !== undefined)
      await respond({ response_type: "ephemeral", replace_original: false, text: says });
  };
