import { expect } from "vitest";
import type { FillValue } from "../../simulator/element-state.ts";
import { recordForm, windowOf } from "./act.ts";
import { closeWindows, textOf, type Sender } from "./refer.ts";
import type { Stage } from "./stage.ts";

const shown = (stage: Stage, { installation, user }: Sender) => stage.workspace(installation).modal(user);

/** The window that the bot last sent to Slack for an installation, byte for byte, without what Slack adds to it. */
export const viewSent = (stage: Stage, { installation }: Pick<Sender, "installation">): string => {
  const call = stage
    .workspace(installation)
    .calls()
    .findLast(({ method }) => method.startsWith("views."));
  const args: unknown = call?.args;
  const view: unknown = typeof args === "object" && args !== null ? Reflect.get(args, "view") : undefined;
  return typeof view === "string" ? view : JSON.stringify(view);
};

/** Types `/case REF`, and answers what the window says once it is there. */
export const openCard = async (stage: Stage, who: Sender, ref: string): Promise<string> => {
  await closeWindows(stage, who);
  const { user, channel } = who;
  await stage[who.installation].slash({ user, channel, command: "/case", text: ref });
  return windowOf(stage, who);
};

/** Types a command that shows something, and answers what the window says. */
export const openCommand = async (stage: Stage, who: Sender, command: string): Promise<string> => {
  await closeWindows(stage, who);
  await stage[who.installation].slash({ user: who.user, channel: who.channel, command });
  return windowOf(stage, who);
};

/** Presses a button of the visible window, and answers the next one once it is there. */
export const pressIn = async (stage: Stage, who: Sender, actionId: string): Promise<string> => {
  const before = textOf(shown(stage, who));
  await stage[who.installation].pressInModal({ user: who.user, actionId });
  await expect.poll(() => textOf(shown(stage, who)), { timeout: 5_000 }).not.toBe(before);
  return windowOf(stage, who);
};

/** Opens a form that stands behind a case card, pressing one button after the other, and answers what it says. */
export const openFromCard = async (
  stage: Stage,
  who: Sender,
  ref: string,
  ...presses: readonly string[]
): Promise<string> => {
  let says = await openCard(stage, who, ref);
  for (const actionId of presses) says = await pressIn(stage, who, actionId);
  return says;
};

/** Keeps somebody out of a case, as a person does it by hand: somebody in one's own Slack, or of the other agency. */
export const keepOut = async (
  stage: Stage,
  who: Sender,
  ref: string,
  whom: { readonly user: string } | { readonly person: string },
): Promise<void> => {
  await openFromCard(stage, who, ref, "open-more", "open-exclude");
  const values: Record<string, FillValue> =
    "user" in whom ? { whose: "own", user: whom.user } : { whose: "other", person: whom.person };
  await recordForm(stage, who, { ...values, reason: "plantedrelative of somebody there" });
  await stage.settled();
};

/** Names somebody of one's own agency in a case. */
export const nameInCase = async (
  stage: Stage,
  who: Sender,
  ref: string,
  { person, as }: { readonly person: string; readonly as: string },
): Promise<void> => {
  await openFromCard(stage, who, ref, "open-more", "open-people");
  await recordForm(stage, who, { what: "name", person, as });
  await stage.settled();
};
