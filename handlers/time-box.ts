export type TimeBoxed<T> = { readonly done: true; readonly value: T } | { readonly done: false };

/** How long a person's request may take before they are told to use the telephone instead, in milliseconds. */
export const timeBox = 2_000;

/**
 * Waits for work no longer than the time box. The work itself goes on: a commit that comes late is told to the sender
 * by its own notice. A fault counts as not done, and is handed to `onFault` whenever it comes.
 */
export const withinTimeBox = async <T>(
  work: Promise<T>,
  onFault: (fault: unknown) => void,
  milliseconds = timeBox,
): Promise<TimeBoxed<T>> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<TimeBoxed<T>>((resolve) => {
    timer = setTimeout(() => resolve({ done: false }), milliseconds);
  });
  const finished = work.then(
    (value): TimeBoxed<T> => ({ done: true, value }),
    (fault: unknown): TimeBoxed<T> => {
      onFault(fault);
      return { done: false };
    },
  );
  const first = await Promise.race([finished, tooLate]);
  clearTimeout(timer);
  return first;
};
