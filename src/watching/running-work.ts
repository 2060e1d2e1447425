/** Counts work that goes on after its request was answered, so that a stop can let it end. */
export const runningWork = () => {
  const running = new Set<Promise<unknown>>();
  return {
    track: async (work: Promise<void>): Promise<void> => {
      running.add(work);
      try {
        await work;
      } finally {
        running.delete(work);
      }
    },
    /** Waits until all of it has ended, or the time is up. */
    ended: async (withinMilliseconds: number): Promise<void> => {
      let timer: NodeJS.Timeout | undefined;
      const tooLate = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, withinMilliseconds);
      });
      await Promise.race([Promise.allSettled(running), tooLate]).finally(() => clearTimeout(timer));
    },
  };
};
export type RunningWork = ReturnType<typeof runningWork>;
