import { wallClock } from "../../src/clock.ts";
import type { Context } from "../../src/casework/context.ts";
import type { Lease } from "../../src/ports.ts";

export type Watched = {
  readonly context: Context;
  /** The ids that somebody asked to send, in order. */
  readonly asked: string[];
  /** How often somebody looked for what is due. */
  readonly looks: () => number;
};

type With = {
  readonly lease?: (id: string) => Promise<Lease>;
  readonly due?: () => Promise<readonly { readonly id: string; readonly lane: "urgent" | "normal" }[]>;
};

/** As much of a context as jobs touch: everything is done already, and each question is written down. */
export const watchedContext = (using: With = {}): Watched => {
  const asked: string[] = [];
  let looks = 0;
  const outbox = {
    lease: (id: string): Promise<Lease> => {
      asked.push(id);
      return using.lease?.(id) ?? Promise.resolve({ state: "done" });
    },
    due: () => {
      looks += 1;
      return using.due?.() ?? Promise.resolve([]);
    },
    forgetRequests: () => Promise.resolve(0),
  };
  const forget = new Proxy({}, { get: () => () => Promise.resolve(0) });
  const context = {
    clock: wallClock,
    outbox,
    timers: {
      isOpen: () => Promise.resolve(true),
      due: () => Promise.resolve([]),
      open: () => Promise.resolve([]),
    },
    alarms: { wake: () => undefined, wakeTimers: () => undefined },
    cases: forget,
    people: forget,
  };
  return { context: context as unknown as Context, asked, looks: () => looks };
};
