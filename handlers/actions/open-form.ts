import type { AllMiddlewareArgs, BlockAction, SlackActionMiddlewareArgs } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { identify } from "../../src/casework/identify.ts";
import type { CaseValue } from "../../src/casework/case-value.ts";
import { answerView, refusedView, ringInstead, waitingView } from "../../src/slack/forms/plain-views.ts";
import { wordsOf, type Boundary } from "../boundary.ts";
import { caseIn, refIn } from "../case-value.ts";
import { whoActed } from "../requester.ts";
import { withinTimeBox } from "../time-box.ts";

type Identified = Extract<Awaited<ReturnType<typeof identify>>, { ok: true }>;

type Drawn = { readonly ok: true; readonly view: ModalView } | { readonly ok: false; readonly says: string };

/** Draws the form for a case and a person who may fill it in, or says why not. */
export type Draw = (boundary: Boundary, viewer: Identified["viewer"], about: CaseValue) => Promise<Drawn>;

/** The same by what the button carries, for a form that is about no case. */
type DrawPlain = (boundary: Boundary, viewer: Identified["viewer"], body: BlockAction) => Promise<Drawn>;

const drawn = async (
  boundary: Boundary,
  body: BlockAction,
  title: string,
  draw: Draw,
): Promise<ModalView> => {
  const who = whoActed(boundary.installation, body);
  const identified = await identify(boundary.services.context, who, title, refIn(body));
  if (!identified.ok) return ringInstead(title, identified.says, identified.telephones);
  const about = caseIn(body);
  const result = await draw(boundary, identified.viewer, about);
  const { telephones } = boundary;
  return result.ok ? result.view : refusedView({ title, says: result.says, telephones, about: about.ref });
};

const drawnPlain = async (boundary: Boundary, body: BlockAction, title: string, draw: DrawPlain) => {
  const identified = await identify(boundary.services.context, whoActed(boundary.installation, body), title);
  if (!identified.ok) return ringInstead(title, identified.says, identified.telephones);
  const result = await draw(boundary, identified.viewer, body);
  return result.ok ? result.view : answerView(title, result.says);
};

type Below = BlockAction["view"];
type Shown = { readonly trigger_id: string; readonly view: ModalView };

/** Slack lays no more than three windows on one another. */
const isThird = (below: NonNullable<Below>): boolean =>
  below.previous_view_id !== null && below.previous_view_id !== below.root_view_id;

const show = (client: AllMiddlewareArgs["client"], below: Below, shown: Shown) => {
  if (below === undefined) return client.views.open(shown);
  return isThird(below)
    ? client.views.update({ view_id: below.id, view: shown.view })
    : client.views.push(shown);
};

type DrawAll = (boundary: Boundary, body: BlockAction) => Promise<ModalView>;

const opening =
  (title: string, draw: DrawAll) =>
  (boundary: Boundary) =>
  async ({
    ack,
    body,
    client,
  }: SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs): Promise<void> => {
    await ack();
    const shown = { trigger_id: body.trigger_id, view: waitingView(title) };
    const onFault = (fault: unknown) => boundary.fault(fault, title);
    const inWords = (fault: unknown) => ringInstead(title, wordsOf(fault), boundary.telephones);
    const [opened, view] = await Promise.all([
      show(client, body.view, shown),
      withinTimeBox(draw(boundary, body).catch(inWords), onFault),
    ]);
    const unreachable = "Tandem cannot reach its records just now. Nothing was recorded.";
    const next = view.done ? view.value : ringInstead(title, unreachable, boundary.telephones);
    const viewId = opened.view?.id;
    if (viewId !== undefined) await client.views.update({ view_id: viewId, view: next });
  };

/**
 * A button that opens a form about a case: a waiting window at once, because a trigger lives three seconds, then the
 * form. From inside a window the new one is laid on top of it; on the third, it takes its place.
 */
export const openForm = (title: string, draw: Draw) =>
  opening(title, (boundary, body) => drawn(boundary, body, title, draw));

/** A button that opens a form that is about no case. */
export const openPlainForm = (title: string, draw: DrawPlain) =>
  opening(title, (boundary, body) => drawnPlain(boundary, body, title, draw));
