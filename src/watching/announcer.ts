import { announceState, type State } from "../casework/announce-state.ts";
import type { Services } from "../services.ts";

/** Says how the service is, and keeps what is to be said until the database has taken it: a fault loses no alarm. */
export const announcer = ({ sweeper, log }: Pick<Services, "sweeper" | "log">) => {
  const waiting = new Map<string, State>();
  return {
    say: (state: State): void => {
      waiting.set(`${state.what} ${state.about ?? ""}`, state);
    },
    sayAll: async (): Promise<void> => {
      for (const [key, state] of waiting) {
        const told = await announceState(sweeper, state);
        if (waiting.get(key) === state) waiting.delete(key);
        if (told > 0) log.warn({ ...state, told }, "operators told");
      }
    },
  };
};
export type Announcer = ReturnType<typeof announcer>;
