export type Line = {
  /** Does the work when all that was asked for before has ended, well or not. */
  readonly queue: <T>(work: () => Promise<T>) => Promise<T>;
  readonly isBusy: () => boolean;
  /** Resolves when everything that was asked for has ended. */
  readonly ended: () => Promise<unknown>;
};

/** Does one thing after the other, in the order in which they were asked for. */
export const oneAfterTheOther = (): Line => {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  const queue = async <T>(work: () => Promise<T>): Promise<T> => {
    waiting += 1;
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      waiting -= 1;
    }
  };
  return { queue, isBusy: () => waiting > 0, ended: () => last };
};
