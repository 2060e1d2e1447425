import type { ConversationState, InspectorEntry, PageState } from "../contract.ts";
import type { Entered } from "./modal/entered-values.ts";

export type Notice = { readonly tone: "problem" | "plain"; readonly text: string };

export type Beside = "inspector" | "mail";

/** Everything that the page draws. */
export type Snapshot = {
  /** Undefined until the server has answered once. */
  readonly state: PageState | undefined;
  /** As whom the visitor acts; undefined lets the server choose. */
  readonly as: string | undefined;
  /** What each person has open: a conversation's id, or `home`. */
  readonly openOf: Readonly<Record<string, string>>;
  readonly conversation: ConversationState | undefined;
  readonly calls: readonly InspectorEntry[];
  readonly notice: Notice | undefined;
  /** How many things that a person did are on their way to the bot. */
  readonly underway: number;
  /** Presses and submissions are sent twice, as Slack's own do when somebody is impatient. */
  readonly twice: boolean;
  /** What stands beside the conversation. */
  readonly beside: Beside | undefined;
  /** What fell due during the last skip; undefined before the first. */
  readonly stoppedAt: readonly string[] | undefined;
  /** What was entered in each window, by its id: kept while others are on top of it, and when its bot changes it. */
  readonly entered: Readonly<Record<string, Entered>>;
  /** Submissions that came back with faults, counted, so that the same fault twice is noticed twice. */
  readonly faulted: number;
};

export const emptySnapshot: Snapshot = {
  state: undefined,
  as: undefined,
  openOf: {},
  conversation: undefined,
  calls: [],
  notice: undefined,
  underway: 0,
  twice: false,
  beside: undefined,
  stoppedAt: undefined,
  entered: {},
  faulted: 0,
};

export const home = "home";

/** What somebody has open: what they opened last, else the first channel that opening does not mark as read. */
export const openedBy = (state: PageState, openOf: Readonly<Record<string, string>>): string | undefined => {
  const before = openOf[state.as.key];
  const isThere = before === home || state.conversations.some(({ id }) => id === before);
  if (before !== undefined && isThere) return before;
  return state.conversations.find(({ kind, unread }) => kind === "channel" && unread === 0)?.id;
};

const callsKept = 300;

/** Adds what is new, and forgets what is oldest. */
export const withCalls = (
  known: readonly InspectorEntry[],
  added: readonly InspectorEntry[],
): readonly InspectorEntry[] => {
  const last = known.at(-1)?.sequence ?? 0;
  return [...known, ...added.filter(({ sequence }) => sequence > last)].slice(-callsKept);
};
