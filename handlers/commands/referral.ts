import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from "@slack/bolt";
import { identify } from "../../src/casework/identify.ts";
import { prepareReferral } from "../../src/casework/prepare-referral.ts";
import { referralForm } from "../../src/slack/forms/referral-form.ts";
import { ringInstead, waitingView } from "../../src/slack/forms/plain-views.ts";
import type { Boundary } from "../boundary.ts";
import { whoTyped } from "../requester.ts";
import { withinTimeBox } from "../time-box.ts";

const title = "Make a referral";
const notReachable = "Tandem cannot reach its records. Nothing can be recorded just now.";

const formFor = async (
  { services, installation, telephones }: Boundary,
  command: SlackCommandMiddlewareArgs["command"],
) => {
  const identified = await identify(services.context, whoTyped(installation, command), "command");
  if (!identified.ok) return ringInstead(title, identified.says, identified.telephones);
  const prepared = prepareReferral(services.context, identified.viewer);
  if (!prepared.ok) return ringInstead(title, prepared.says, telephones);
  return referralForm({ ...prepared, typedAfterCommand: command.text.trim() !== "" });
};

/**
 * `/referral` opens the form at once. It takes no free text: what is typed after a command stays in histories and logs,
 * so it is neither read nor kept.
 */
export const referralCommand =
  (boundary: Boundary) =>
  async ({
    ack,
    command,
    client,
    respond,
  }: SlackCommandMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    await ack();
    const { telephones } = boundary;
    const opening = client.views.open({ trigger_id: command.trigger_id, view: waitingView(title) });
    const onFault = (fault: unknown) => boundary.fault(fault, "referral command");
    const [opened, form] = await Promise.all([
      withinTimeBox(opening, onFault, 3_000),
      withinTimeBox(formFor(boundary, command), onFault),
    ]);
    const viewId = opened.done ? opened.value.view?.id : undefined;
    if (viewId === undefined) {
      await respond({
        response_type: "ephemeral",
        text: `The form could not be opened. Try again, or ring: ${telephones.join("; ")}. Immediate danger: ring 999.`,
      });
      return;
    }
    await client.views.update({
      view_id: viewId,
      view: form.done ? form.value : ringInstead(title, notReachable, telephones),
    });
  };
