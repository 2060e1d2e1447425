import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { identify } from "../../src/casework/identify.ts";
import { readTypedRef } from "../../src/casework/read-case.ts";
import { commands } from "../../src/slack/action-ids.ts";
import { refusedView, ringInstead, waitingView } from "../../src/slack/forms/plain-views.ts";
import { wordsOf, type Boundary } from "../boundary.ts";
import { whoTyped } from "../requester.ts";
import { withinTimeBox } from "../time-box.ts";

type Identified = Extract<Awaited<ReturnType<typeof identify>>, { ok: true }>;
type Typed = SlackCommandMiddlewareArgs & AllMiddlewareArgs;

/** Draws what a command shows to a person, or says why not. */
type Draw = (
  boundary: Boundary,
  viewer: Identified["viewer"],
  text: string,
) => Promise<{ readonly ok: true; readonly view: ModalView } | NotDrawn>;

/** Why not, and the case that was asked for. */
type NotDrawn = { readonly ok: false; readonly says: string; readonly about?: string };

const notReachable = "Tandem cannot reach its records just now.";

const drawn = async (
  boundary: Boundary,
  command: Typed["command"],
  title: string,
  draw: Draw,
): Promise<ModalView> => {
  const who = whoTyped(boundary.installation, command);
  const about = command.command === commands.caseCard ? readTypedRef(command.text) : undefined;
  const identified = await identify(boundary.services.context, who, command.command, about);
  if (!identified.ok) return ringInstead(title, identified.says, identified.telephones);
  const result = await draw(boundary, identified.viewer, command.text);
  const { telephones } = boundary;
  return result.ok ? result.view : refusedView({ ...result, title, telephones });
};

/** A command that shows something: a waiting window at once, because a trigger lives three seconds, then what is asked for. */
export const openWindow =
  (title: string, draw: Draw) =>
  (boundary: Boundary) =>
  async ({ ack, command, client, respond }: Typed): Promise<void> => {
    await ack();
    const { telephones } = boundary;
    const onFault = (fault: unknown) => boundary.fault(fault, `${title} command`);
    const inWords = (fault: unknown) => ringInstead(title, wordsOf(fault), telephones);
    const opening = client.views.open({ trigger_id: command.trigger_id, view: waitingView(title) });
    const [opened, view] = await Promise.all([
      withinTimeBox(opening, onFault, 3_000),
      withinTimeBox(drawn(boundary, command, title, draw).catch(inWords), onFault),
    ]);
    const viewId = opened.done ? opened.value.view?.id : undefined;
    if (viewId === undefined) {
      const text = `The window could not be opened. Try again, or ring: ${telephones.join("; ")}. Immediate danger: ring 999.`;
      await respond({ response_type: "ephemeral", text });
      return;
    }
    const next = view.done ? view.value : ringInstead(title, notReachable, telephones);
    await client.views.update({ view_id: viewId, view: next });
  };
