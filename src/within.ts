/** What somebody answers, or the other answer when they fail or take longer: whoever asks never hangs with it. */
export const within = <T, U>(work: Promise<T>, milliseconds: number, otherwise: U): Promise<T | U> => {
  let timer: NodeJS.Timeout | undefined;
  const silent = new Promise<U>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), milliseconds);
  });
  const answered = work.catch(() => otherwise);
  return Promise.race([answered, silent]).finally(() => clearTimeout(timer));
};
