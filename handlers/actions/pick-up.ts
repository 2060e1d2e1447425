import type { AllMiddlewareArgs, BlockAction, SlackActionMiddlewareArgs } from "@slack/bolt";
import { identify } from "../../src/casework/identify.ts";
import { pickUp } from "../../src/casework/pick-up.ts";
import { couldNotConfirm, wordsOf, type Boundary } from "../boundary.ts";
import { caseIn } from "../case-value.ts";
import { pressKey, whoActed } from "../requester.ts";
import { withinTimeBox } from "../time-box.ts";

const pressed = async (
  { services, installation }: Boundary,
  body: BlockAction,
): Promise<string | undefined> => {
  const identified = await identify(services.context, whoActed(installation, body), "message button");
  if (!identified.ok) return identified.says;
  const { ref, hop = 0 } = caseIn(body);
  const done = await pickUp(services.context, identified.viewer, {
    ref,
    hop,
    request: pressKey(installation, body),
  });
  return done.ok ? undefined : done.says;
};

/** "I'm dealing with this". The post is edited by its own notice; only a refusal is answered here, to the presser alone. */
export const pickUpPressed =
  (boundary: Boundary) =>
  async ({
    ack,
    body,
    respond,
  }: SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs): Promise<void> => {
    let reference: string | undefined;
    const done = await withinTimeBox(pressed(boundary, body).catch(wordsOf), (fault) => {
      reference = boundary.fault(fault, "pick up");
    });
    await ack();
    const says = done.done ? done.value : couldNotConfirm(boundary.telephones, reference);
    if (says !== undefined)
      await respond({ response_type: "ephemeral", replace_original: false, text: says });
  };
