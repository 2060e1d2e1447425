import { fillModal, type Fill } from "./fill-modal.ts";
import type { JsonObject } from "./json.ts";
import { sendAgain, sendRaw, type OriginatorOptions, type RawRequest } from "./originator-context.ts";
import type { Actor } from "./payload-parts.ts";
import { sendAppHomeOpened, sendEvent, sendEventUntilAnswered, type EventRequest } from "./send-event.ts";
import {
  sendCloseModal,
  sendPressInModal,
  sendSubmit,
  visibleView,
  type CloseModal,
  type PressInModal,
  type Submit,
  type SubmitAnswer,
  type SubmitHow,
} from "./send-modal.ts";
import { sendPress, type Press } from "./send-press.ts";
import type { Answer } from "./send-request.ts";
import { sendSlash, type Slash } from "./send-slash.ts";

/** What people do in the workspace, sent to the bot as Slack sends it. */
export type Originator = {
  readonly slash: (slash: Slash) => Promise<Answer>;
  readonly press: (press: Press) => Promise<Answer>;
  readonly pressInModal: (press: PressInModal) => Promise<Answer>;
  /** The visible view with its state. */
  readonly view: (user: Actor) => JsonObject;
  readonly fill: (fill: Fill) => void;
  readonly submit: (submit: Submit, how?: SubmitHow) => Promise<SubmitAnswer>;
  readonly closeModal: (close: CloseModal) => Promise<Answer | undefined>;
  readonly appHomeOpened: (opened: {
    readonly user: Actor;
    readonly tab?: "home" | "messages";
  }) => Promise<Answer>;
  readonly event: (event: EventRequest) => Promise<Answer>;
  /** Delivers an event as often as Slack does until it is answered; `waits` in milliseconds instead of Slack's own. */
  readonly eventUntilAnswered: (event: JsonObject, waits?: readonly number[]) => Promise<readonly Answer[]>;
  /** Anything at all: malformed, unsigned, from the future, from another workspace. */
  readonly raw: (raw: RawRequest) => Promise<Answer>;
  /** The same bytes and headers once more. */
  readonly replay: (previous: Answer) => Promise<Answer>;
};

/** People and their clicks, for one workspace and one address of the bot. */
export function createOriginator(options: OriginatorOptions): Originator {
  return {
    slash: (slash) => sendSlash(options, slash),
    press: (press) => sendPress(options, press),
    pressInModal: (press) => sendPressInModal(options, press),
    view: (user) => visibleView(options, user),
    fill: (fill) => fillModal(options, fill),
    submit: (submit, how) => sendSubmit(options, submit, how),
    closeModal: (close) => sendCloseModal(options, close),
    appHomeOpened: (opened) => sendAppHomeOpened(options, opened),
    event: (event) => sendEvent(options, event),
    eventUntilAnswered: (event, waits) => sendEventUntilAnswered(options, { event }, waits),
    raw: (raw) => sendRaw(options, raw),
    replay: (previous) => sendAgain(options, previous),
  };
}
