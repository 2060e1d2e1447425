/**
 * What the page and its server say to each other: JSON over loopback HTTP. The page draws a whole `PageState` at a time
 * and asks for it again whenever the stream of changes says that something changed.
 *
 * GET  /                    the page
 * GET  /api/state?as=KEY    PageState as one person sees it
 * GET  /api/conversation?as=KEY&id=CHANNEL   ConversationState; marks it read for that person
 * GET  /api/calls?after=N   InspectorEntry[], oldest first
 * GET  /api/mail-file?mail=N&file=N   a file that came with a mail
 * GET  /api/changes         server-sent events: `changed`, data = PageVersion
 * POST /api/act             Act in, ActAnswer out
 * POST /api/clock           Skip in, SkipAnswer out
 * POST /api/reset           starts the world anew
 * A fault answers 4xx or 5xx with `{ "error": "what to do now" }`.
 */
export type Block = Readonly<Record<string, unknown>>;

export type PageVersion = { readonly version: number };

/** Somebody whom the page can act as. `key` is the area's name for the person. */
export type Actable = {
  readonly key: string;
  readonly name: string;
  /** In plain words: 'Duty social worker, Children's Duty Team'. */
  readonly job: string;
  readonly installation: string;
  readonly user: string;
  /** Unread messages in this person's channels and direct messages. */
  readonly unread: number;
};

export type Organisation = { readonly installation: string; readonly name: string };

export type ConversationSummary = {
  readonly id: string;
  readonly kind: "channel" | "direct";
  /** Without the '#'. */
  readonly name: string;
  readonly unread: number;
};

export type PageMessage = {
  readonly ts: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Who wrote it, as Slack would show it. */
  readonly author: string;
  readonly fromBot: boolean;
  readonly edited: boolean;
  /** Duty time at which it arrived, in words: 'Fri 18:40 BST'. */
  readonly when: string;
  /** Only this person sees it, and Slack does not keep it. */
  readonly ephemeral: boolean;
  readonly threadTs?: string;
};

export type ConversationState = {
  readonly id: string;
  readonly name: string;
  readonly messages: readonly PageMessage[];
};

export type ModalState = {
  /** Slack's view as sent by the bot: title, submit, close, blocks, private_metadata and so on. */
  readonly view: Block;
  /** Depth of the stack, 1 for a single window. */
  readonly depth: number;
  /** Faults of the last submission, by block id, in words for the person. */
  readonly errors: Readonly<Record<string, string>>;
};

export type DutyClock = {
  readonly iso: string;
  /** 'Fri 28 Aug 2026, 16:25 BST'. */
  readonly says: string;
  /** The next instant at which a team of the area closes. */
  readonly nextClosing?: { readonly iso: string; readonly says: string; readonly who: string };
  /** True while a skip is under way. */
  readonly moving: boolean;
};

/** An e-mail as it reached its mailbox. */
export type PageMail = {
  /** 1 for the first that arrived. */
  readonly number: number;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Duty time at which it arrived, in words. */
  readonly when: string;
  readonly files: readonly { readonly name: string; readonly href: string }[];
};

export type PageMails = {
  /** The newest first. */
  readonly received: readonly PageMail[];
  /** What opens locked files; nothing where no mailbox gets any. */
  readonly passphrase?: string;
};

export type PageState = PageVersion & {
  readonly clock: DutyClock;
  readonly organisations: readonly Organisation[];
  readonly people: readonly Actable[];
  readonly as: Actable;
  readonly conversations: readonly ConversationSummary[];
  readonly commands: readonly { readonly command: string; readonly hint: string }[];
  readonly mails: PageMails;
  readonly modal?: ModalState;
  readonly home?: Block;
};

/** A value as Slack's own client holds it while a form is filled in. */
export type InputValue = string | readonly string[] | null;

export type Act = { readonly as: string } & (
  | { readonly kind: "slash"; readonly channel: string; readonly command: string; readonly text: string }
  | {
      readonly kind: "press";
      readonly channel: string;
      readonly ts: string;
      readonly actionId: string;
      readonly blockId: string;
      /** For a menu: the chosen values. */
      readonly selected?: InputValue;
      readonly twice?: boolean;
    }
  | {
      readonly kind: "press-in-modal";
      readonly actionId: string;
      readonly blockId: string;
      readonly selected?: InputValue;
    }
  /** `values` by action id, as entered; every input of the view is in it. */
  | {
      readonly kind: "submit";
      readonly values: Readonly<Record<string, InputValue>>;
      readonly twice?: boolean;
    }
  /** What was entered is kept while another element of the window is pressed. */
  | { readonly kind: "fill"; readonly values: Readonly<Record<string, InputValue>> }
  | { readonly kind: "close"; readonly all: boolean }
  | { readonly kind: "open-home" }
);

export type ActAnswer = {
  /** Slack's own words when it did not get an answer in time or could not use it: 'operation_timeout'. */
  readonly problem?: string;
  /** Field faults that Slack's client, or the bot, found: by block id. */
  readonly errors: Readonly<Record<string, string>>;
  readonly milliseconds: number;
};

export type Skip =
  | { readonly minutes: number }
  | { readonly to: "next closing" }
  /** An instant with its offset; never earlier than duty time now. */
  | { readonly to: { readonly iso: string } };

export type SkipAnswer = {
  readonly clock: DutyClock;
  /** The instants at which something fell due on the way, in order, in words. */
  readonly stoppedAt: readonly string[];
  /** Why the clock stands before the instant that was asked for, in words for the person. */
  readonly stoppedEarly?: string;
};

/** One exchange between Slack and the bot, either way. */
export type InspectorEntry = {
  readonly sequence: number;
  readonly direction: "to the bot" | "to Slack";
  readonly installation: string;
  /** 'chat.postMessage', 'view_submission', '/referral'. */
  readonly name: string;
  readonly when: string;
  readonly status: number;
  readonly milliseconds?: number;
  readonly request: unknown;
  readonly response: unknown;
  readonly fault?: string;
};
