export type Loop = {
  /** Asks for a round now, or for another one right after the one that runs. */
  readonly now: () => void;
  /** Waits for the round that runs, and starts no other. */
  readonly close: () => Promise<void>;
};

type State = {
  closing: boolean;
  again: boolean;
  timer?: NodeJS.Timeout;
  running?: Promise<void> | undefined;
};

/** Does a piece of work that never throws at once, or after the first pause, and again so long after it ended. */
export const startLoop = (
  work: () => Promise<void>,
  pause: number,
  begins: "now" | "later" = "now",
): Loop => {
  const state: State = { closing: false, again: false };
  const round = async (): Promise<void> => {
    await work();
    state.running = undefined;
    if (state.closing) return;
    state.timer = setTimeout(start, state.again ? 0 : pause);
    state.again = false;
  };
  const start = (): void => {
    clearTimeout(state.timer);
    state.running = round();
  };
  const now = (): void => {
    if (state.running !== undefined) state.again = true;
    else if (!state.closing) start();
  };
  const close = async (): Promise<void> => {
    state.closing = true;
    clearTimeout(state.timer);
    await state.running;
  };
  if (begins === "now") start();
  else state.timer = setTimeout(start, pause);
  return { now, close };
};
