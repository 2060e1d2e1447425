import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { identify, ringing } from "../../src/casework/identify.ts";
import { wordsOf, type Boundary } from "../boundary.ts";
import { whoActed } from "../requester.ts";
import { withinTimeBox } from "../time-box.ts";

type Identified = Extract<Awaited<ReturnType<typeof identify>>, { ok: true }>;
type Faults = Readonly<Record<string, string>>;
type Outcome = { readonly faults: Faults } | { readonly view: ModalView };
type Sent = (boundary: Boundary, viewer: Identified["viewer"], body: ViewSubmitAction) => Promise<Outcome>;
type Form = { readonly title: string; readonly firstField: string };

const notConfirmed = "We could not confirm that this is recorded. Send it again: it is never recorded twice.";

/** A form that is about no case is sent: its answer takes its place, or what is wrong stands at its field. */
export const submitPlainForm =
  ({ title, firstField }: Form, sent: Sent) =>
  (boundary: Boundary) =>
  async ({ ack, body }: SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs): Promise<void> => {
    const refused = (says: string): Outcome => ({ faults: { [firstField]: says } });
    const work = async (): Promise<Outcome> => {
      const who = whoActed(boundary.installation, body);
      const identified = await identify(boundary.services.context, who, title);
      return identified.ok ? sent(boundary, identified.viewer, body) : refused(ringing(identified));
    };
    const inWords = (fault: unknown): Outcome => refused(wordsOf(fault));
    const done = await withinTimeBox(work().catch(inWords), (fault) => boundary.fault(fault, title));
    const outcome = done.done ? done.value : refused(notConfirmed);
    await ack(
      "faults" in outcome
        ? { response_action: "errors", errors: { ...outcome.faults } }
        : { response_action: "update", view: outcome.view },
    );
  };
