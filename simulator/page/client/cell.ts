/** A value that React can watch. */
export type Cell<T> = {
  readonly get: () => T;
  readonly change: (part: Partial<T>) => void;
  readonly subscribe: (listener: () => void) => () => void;
};

export const createCell = <T extends object>(start: T): Cell<T> => {
  let value = start;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    change: (part) => {
      value = { ...value, ...part };
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
