/** One thing that was looked at; what to do when it is not sound. */
export type Line = {
  readonly ok: boolean;
  readonly says: string;
  readonly next?: string;
  /** To be seen to, and no reason not to run. */
  readonly isWarning?: true;
};

export const line = (ok: boolean, says: string, next: string): Line => ({
  ok,
  says,
  ...(ok ? {} : { next }),
});

/** Something that should be seen to in good time, when it is not so; the bot runs all the same. */
export const advice = (isSo: boolean, says: string, next: string): Line =>
  isSo ? line(true, says, "") : { ok: true, says, next, isWarning: true };

/** A look that throws is one that failed; the words of its fault may hold values and are not shown. */
export const looked = async (says: string, next: string, look: () => Promise<boolean>): Promise<Line> =>
  line(await look().catch(() => false), says, next);

export const inWords = ({ ok, says, next, isWarning }: Line): string => {
  const more = `\n      ${next ?? ""}`;
  if (isWarning === true) return `warn  ${says}${more}`;
  return ok ? `ok    ${says}` : `FAIL  ${says}${more}`;
};
