import type { Act } from "../contract.ts";

type WithoutAs<T> = T extends unknown ? Omit<T, "as"> : never;

/** What a person does, without saying who: the page knows. */
export type Doing = WithoutAs<Act>;

/** What Slack's own client shows when the bot did not answer as it must. */
export const problemInWords = (doing: Doing, problem: string): string => {
  if (doing.kind === "slash") return `Slack shows: ${doing.command} failed with the error "${problem}"`;
  if (doing.kind === "submit")
    return `Slack shows: We had some trouble connecting. Try again? (${problem}) The form is still open.`;
  return `Slack shows: This app is not responding (${problem}).`;
};
