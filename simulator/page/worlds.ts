import type { PageWorld } from "./page-world.ts";
import { openSession, type Session } from "./session.ts";

/** The world that is open, and the way to a new one. Whoever asks while one opens, waits for it. */
export type Worlds = {
  readonly current: () => Promise<Session>;
  /** Ends the world and opens another. */
  readonly reset: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

type Keeping = {
  readonly open: () => Promise<PageWorld>;
  readonly watching: Parameters<typeof openSession>[1];
};

export function keepWorlds({ open, watching }: Keeping): Worlds {
  const next = async (): Promise<Session> => openSession(await open(), watching);
  const after = async (ended: Promise<void>): Promise<Session> => {
    await ended;
    watching.inspector.forget();
    return next();
  };
  let current = next();
  const end = (): Promise<void> =>
    current.then(
      ({ world }) => world.stop(),
      // One that could not be opened has nothing to end; whoever asked for it was told why.
      () => undefined,
    );
  return {
    current: () => current,
    reset: async () => {
      const ended = end();
      current = after(ended);
      await current;
      watching.changed();
    },
    stop: end,
  };
}
