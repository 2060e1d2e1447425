const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b);

/** The value that so large a part of all values does not exceed. */
export const percentile = (values: readonly number[], part: number): number => {
  const value = sorted(values)[Math.min(values.length - 1, Math.ceil(values.length * part) - 1)];
  if (value === undefined) throw new RangeError("nothing was measured");
  return value;
};

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Runs work `count` times, so many at once, and answers how long each took and how long all of them, in milliseconds. */
export const timed = async (
  count: number,
  atOnce: number,
  work: (index: number) => Promise<void>,
): Promise<{ readonly each: readonly number[]; readonly all: number }> => {
  const each: number[] = [];
  let next = 0;
  const began = performance.now();
  const lane = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      const start = performance.now();
      await work(index);
      each.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return { each, all: performance.now() - began };
};
