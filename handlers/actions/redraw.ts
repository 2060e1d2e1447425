import type { AllMiddlewareArgs, BlockAction, SlackActionMiddlewareArgs } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { identify } from "../../src/casework/identify.ts";
import { refusedView, ringInstead } from "../../src/slack/forms/plain-views.ts";
import { couldNotConfirm, wordsOf, type Boundary } from "../boundary.ts";
import { refIn } from "../case-value.ts";
import { whoActed } from "../requester.ts";
import { withinTimeBox } from "../time-box.ts";

type Identified = Extract<Awaited<ReturnType<typeof identify>>, { ok: true }>;

/** Does what a button of a window asks for, and draws the window as it is afterwards, or says why not. */
type Draw = (
  boundary: Boundary,
  viewer: Identified["viewer"],
  body: BlockAction,
) => Promise<{ readonly ok: true; readonly view: ModalView } | NotDrawn>;

/** Why not, and the case that the button was about. */
type NotDrawn = { readonly ok: false; readonly says: string; readonly about?: string };

type Redrawing = {
  readonly title: string;
  /** Whether the button records something, so that a failure must say that it may not be recorded. */
  readonly records?: true;
  readonly draw: Draw;
};

const drawn = async (
  boundary: Boundary,
  body: BlockAction,
  { title, draw }: Redrawing,
): Promise<ModalView> => {
  const who = whoActed(boundary.installation, body);
  const identified = await identify(boundary.services.context, who, title, refIn(body));
  if (!identified.ok) return ringInstead(title, identified.says, identified.telephones);
  const result = await draw(boundary, identified.viewer, body);
  const { telephones } = boundary;
  return result.ok ? result.view : refusedView({ ...result, title, telephones });
};

/** A button that changes the window it stands in. */
export const redraw =
  (redrawing: Redrawing) =>
  (boundary: Boundary) =>
  async ({
    ack,
    body,
    client,
  }: SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs): Promise<void> => {
    await ack();
    if (body.view === undefined) return;
    const { title, records } = redrawing;
    const { telephones } = boundary;
    let reference: string | undefined;
    const inWords = (fault: unknown) => ringInstead(title, wordsOf(fault), telephones);
    const view = await withinTimeBox(drawn(boundary, body, redrawing).catch(inWords), (fault) => {
      reference = boundary.fault(fault, title);
    });
    const failed =
      records === true ? couldNotConfirm(telephones, reference) : "Tandem cannot reach its records just now.";
    const next = view.done ? view.value : ringInstead(title, failed, telephones);
    await client.views.update({ view_id: body.view.id, view: next });
  };
