import type { Mailbox } from "../mailbox.ts";
import type { Originator } from "../originator.ts";
import type { Workspace } from "../workspace.ts";
import type { Actable, DutyClock, PageState, Skip, SkipAnswer } from "./contract.ts";

/** Somebody whom the page can act as, and the channels that this person sees. */
export type PagePerson = Omit<Actable, "unread"> & { readonly channels: readonly string[] };

/** Duty time, which the page shows and moves. It is the bot's clock: nothing of the simulator's own runs by it. */
export type PageClock = {
  readonly now: () => DutyClock;
  /** Duty time at an instant of machine time, in words. */
  readonly saysAt: (machineMilliseconds: number) => string;
  /** Throws Refused for an instant in the past. */
  readonly skip: (skip: Skip) => Promise<SkipAnswer>;
  /** Calls `listener` whenever what the clock says has changed. */
  readonly onChange: (listener: () => void) => void;
};

/** Everything that the page shows: workspaces, people and a bot that runs in them. A reset ends it and opens another. */
export type PageWorld = {
  readonly workspaces: ReadonlyMap<string, Workspace>;
  readonly originators: ReadonlyMap<string, Originator>;
  readonly people: readonly PagePerson[];
  readonly commands: PageState["commands"];
  /** The events that the app's manifest subscribes to: Slack sends no others. */
  readonly events: readonly string[];
  readonly clock: PageClock;
  /** Where every e-mail of the bot arrives, and what opens the locked files among them. */
  readonly mail: { readonly mailbox: Mailbox; readonly passphrase?: string };
  readonly stop: () => Promise<void>;
};
