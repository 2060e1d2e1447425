/** One thing that was looked at; what to do when it is not sound. */
export type Line = { readonly ok: boolean; readonly says: string; readonly next?: string };

export const line = (ok: boolean, says: string, next: string): Line => ({
  ok,
  says,
  ...(ok ? {} : { next }),
});

/** A look that throws is one that failed; the words of its fault may hold values and are not shown. */
export const looked = async (says: string, next: string, look: () => Promise<boolean>): Promise<Line> =>
  line(await look().catch(() => false), says, next);

export const inWords = ({ ok, says, next }: Line): string =>
  ok ? `ok    ${says}` : `FAIL  ${says}\n      ${next ?? ""}`;
