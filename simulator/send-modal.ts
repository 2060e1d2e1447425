import { actionPart, findElement, type ElementChoice } from "./action-part.ts";
import { applySubmission, type Applied } from "./apply-submission.ts";
import { checkInClient, type ClientProblem } from "./client-checks.ts";
import { stateFrom } from "./element-state.ts";
import { objectsAt, textAt, type JsonObject } from "./json.ts";
import { clearStack, closeView, topOf, touch, viewWithState } from "./modal-stacks.ts";
import { NotThere } from "./not-there.ts";
import { newTs, sendInteraction, type OriginatorOptions } from "./originator-context.ts";
import { actorId, interactionPart, type Actor } from "./payload-parts.ts";
import type { Answer } from "./send-request.ts";
import { stateKey } from "./state-values.ts";
import { issueTrigger } from "./trigger-ids.ts";

/** The view on top of the user's modals. Throws when none is open. */
export function visibleView({ workspace }: OriginatorOptions, user: Actor): JsonObject {
  const top = topOf(workspace.simulation.modals, actorId(user));
  if (!top) throw new NotThere(`${actorId(user)} has no modal open`);
  return viewWithState(top);
}

export type PressInModal = ElementChoice & { readonly user: Actor };

/** Presses a button, or chooses in a menu, of the modal; a choice becomes part of its state. */
export function sendPressInModal(options: OriginatorOptions, press: PressInModal): Promise<Answer> {
  const { seed, simulation } = options.workspace;
  const found = findElement(objectsAt(visibleView(options, press.user), "blocks"), press);
  if (press.selected !== undefined && found.element["type"] !== "overflow") {
    const key = stateKey(textAt(found.block, "block_id"), press.actionId);
    touch(simulation.modals, actorId(press.user), new Map([[key, stateFrom(found.element, press.selected)]]));
  }
  const view = visibleView(options, press.user);
  return sendInteraction(options, {
    type: "block_actions",
    ...interactionPart(seed, press.user),
    container: { type: "view", view_id: view["id"] },
    trigger_id: issueTrigger(simulation.triggers, actorId(press.user), textAt(view, "id")),
    view,
    actions: [actionPart(found, press, newTs(options))],
  });
}

export type Submit = { readonly user: Actor };

/** The bot's answer, and what became of the form. Nothing was sent when `blockedByClient` is not empty. */
export type SubmitAnswer = Answer & Applied & { readonly blockedByClient: readonly ClientProblem[] };

const unsent: Answer = {
  status: 0,
  body: "",
  ms: 0,
  timedOut: false,
  sentBody: "",
  headers: {},
  eventually: Promise.resolve({ status: 0, body: "" }),
};

export type SubmitHow = {
  /** Sends it even though Slack's client would not. */
  readonly force?: boolean;
  /** Sends the same form a second time while the first is under way; what is answered to that changes nothing. */
  readonly twice?: boolean;
};

/** Submits the visible view. */
export async function sendSubmit(
  options: OriginatorOptions,
  { user }: Submit,
  { force = false, twice = false }: SubmitHow = {},
): Promise<SubmitAnswer> {
  const view = visibleView(options, user);
  const blockedByClient = force ? [] : checkInClient(view);
  const untouched = { errors: {}, refusedBySlack: [], blockedByClient };
  if (blockedByClient.length > 0) return { ...unsent, ...untouched };
  const { simulation } = options.workspace;
  const [answer] = await Promise.all([
    sendSubmission(options, user, view),
    ...(twice ? [sendSubmission(options, user, view)] : []),
  ]);
  if (answer.status !== 200) return { ...answer, ...untouched };
  return {
    ...answer,
    ...untouched,
    ...applySubmission(simulation, { userId: actorId(user), view }, answer.body),
  };
}

function sendSubmission(options: OriginatorOptions, user: Actor, view: JsonObject): Promise<Answer> {
  const { seed, simulation } = options.workspace;
  return sendInteraction(options, {
    type: "view_submission",
    ...interactionPart(seed, user),
    trigger_id: issueTrigger(simulation.triggers, actorId(user), textAt(view, "id")),
    view,
  });
}

export type CloseModal = {
  readonly user: Actor;
  /** The cross in the corner closes the whole stack; Cancel only the visible view. */
  readonly all?: boolean;
};

/** Closes the modal; undefined when the bot did not ask to be told. */
export async function sendCloseModal(
  options: OriginatorOptions,
  close: CloseModal,
): Promise<Answer | undefined> {
  const { seed, simulation } = options.workspace;
  const userId = actorId(close.user);
  const view = visibleView(options, close.user);
  const closesAll = close.all === true || view["clear_on_close"] === true;
  if (closesAll) clearStack(simulation.modals, userId);
  else closeView(simulation.modals, userId, view["id"]);
  if (view["notify_on_close"] !== true) return undefined;
  return sendInteraction(options, {
    type: "view_closed",
    ...interactionPart(seed, close.user),
    view,
    is_cleared: closesAll,
  });
}
