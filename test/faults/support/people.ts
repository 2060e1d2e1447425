import { setTimeout as wait } from "node:timers/promises";
import type { FillValue } from "../../../simulator/element-state.ts";
import type { Message } from "../../../simulator/message.ts";
import { refPattern, textOf, type Sender } from "../../support/refer.ts";
import { usualAnswers } from "../../support/stage.ts";
import type { MortalBot } from "./mortal-bot.ts";
import type { World } from "./world.ts";

/** What a person has at hand: Slack as they see it, and whatever bot answers at this moment. */
export type Desk = {
  readonly world: World;
  readonly bot: Pick<MortalBot, "people" | "isDead">;
  /** Referrals that somebody was shown as recorded. */
  readonly acknowledged: Set<string>;
};

/** What a person does until they know that it is done. Whoever is told nothing tries again, as people do. */
export type Step = {
  readonly name: string;
  readonly does: (desk: Desk) => Promise<void>;
  readonly knows: (desk: Desk) => Promise<boolean>;
};

const patience = 2_900;

/** Waits until something is seen in Slack, the bot dies, or a person's patience ends. */
const seen = async ({ bot }: Desk, isSo: () => boolean | Promise<boolean>): Promise<boolean> => {
  const end = performance.now() + patience;
  while (performance.now() < end && !bot.isDead()) {
    if (await isSo()) return true;
    await wait(3);
  }
  return isSo();
};

const windowText = ({ world }: Desk, { installation, user }: Who): string =>
  textOf(world.workspace(installation).modal(user) ?? {});
const windowIs = (desk: Desk, { installation, user }: Who): unknown =>
  desk.world.workspace(installation).modal(user)?.["callback_id"];

type Who = Pick<Sender, "installation" | "user">;

const closeWindows = async ({ world, bot }: Desk, { installation, user }: Who): Promise<void> => {
  if (world.workspace(installation).modal(user) !== undefined)
    await bot.people(installation).closeModal({ user, all: true });
};

/** Has one form open: what was typed before the fault is still there, and is sent again. */
const fillAndSend = async (desk: Desk, who: Who, values: Record<string, FillValue>): Promise<string> => {
  const originator = desk.bot.people(who.installation);
  originator.fill({ user: who.user, values });
  const answer = await originator.submit({ user: who.user });
  if (answer.blockedByClient.length > 0) throw new Error(`a form could not be sent: ${textOf(answer)}`);
  return textOf(answer.errors);
};

const note = (desk: Desk, who: Who): boolean => {
  const text = windowText(desk, who);
  const ref = refPattern.exec(text)?.[0];
  if (!/Recorded\.|This form was recorded already/.test(text) || ref === undefined) return false;
  desk.acknowledged.add(ref);
  return true;
};

/** Types the command, fills in the form and sends it. A window that is still open is sent again as it is. */
export const refers = (sender: Sender, answers: Record<string, FillValue> = {}): Step => ({
  name: "refers",
  knows: (desk) => Promise.resolve(note(desk, sender)),
  does: async (desk) => {
    const { user, channel, installation } = sender;
    if (windowIs(desk, sender) !== "referral") {
      await closeWindows(desk, sender);
      await desk.bot.people(installation).slash({ user, command: "/referral", channel });
      if (!(await seen(desk, () => windowIs(desk, sender) === "referral"))) return;
    }
    await fillAndSend(desk, sender, { ...usualAnswers, ...answers });
    note(desk, sender);
  },
});

/** The newest message in a place that carries a button. */
const messageWith = async (
  desk: Desk,
  { installation, channel }: Sender,
  actionId: string,
): Promise<Message | undefined> => {
  const workspace = desk.world.workspace(installation);
  const messages = channel.startsWith("U")
    ? await workspace.directMessages(channel)
    : await workspace.messages(channel);
  return messages.findLast(({ blocks }) => textOf(blocks).includes(`"${actionId}"`));
};

/** Presses "I'm dealing with this" for as long as a post offers it. */
export const picksUp = (who: Sender): Step => ({
  name: "picks up",
  knows: async (desk) => (await messageWith(desk, who, "pick-up")) === undefined,
  does: async (desk) => {
    const message = await messageWith(desk, who, "pick-up");
    if (message === undefined) return;
    const { channel, ts } = message;
    await desk.bot.people(who.installation).press({ user: who.user, channel, ts, actionId: "pick-up" });
  },
});

type Form = {
  readonly name: string;
  readonly who: Sender;
  readonly actionId: string;
  readonly callback: string;
  readonly values: Record<string, FillValue>;
  /** The screen that comes first, where the form has two. */
  readonly first?: { readonly callback: string; readonly values: Record<string, FillValue> };
  /** How the button is reached that opens the form, when it is not on a message. */
  readonly reach?: (desk: Desk) => Promise<boolean>;
};

const opened = async (desk: Desk, form: Form): Promise<boolean> => {
  const { who, callback, first } = form;
  const isOpen = () => windowIs(desk, who) === callback;
  if (isOpen()) return true;
  if (first === undefined) return reached(desk, form, callback);
  if (!(await reached(desk, form, first.callback))) return false;
  await fillAndSend(desk, who, first.values);
  return seen(desk, isOpen);
};

const reached = async (desk: Desk, { who, actionId, reach }: Form, callback: string): Promise<boolean> => {
  const { installation, user } = who;
  const isOpen = () => windowIs(desk, who) === callback;
  if (isOpen()) return true;
  await closeWindows(desk, who);
  if (reach !== undefined) {
    if (!(await reach(desk))) return false;
    await desk.bot.people(installation).pressInModal({ user, actionId });
  } else {
    const message = await messageWith(desk, who, actionId);
    if (message === undefined) return false;
    const { channel, ts } = message;
    await desk.bot.people(installation).press({ user, channel, ts, actionId });
  }
  return seen(desk, isOpen);
};

const recorded = "Recorded. You can close this";
/** What a person is told who sends a form again that did its work and could not say so. */
const alreadySo = "This was recorded already";

/** Opens a form about a case, fills it in and sends it, until the window says that it is recorded. */
export const records = (form: Form): Step => {
  const told = new WeakMap<World, string>();
  return {
    name: form.name,
    knows: (desk) =>
      Promise.resolve(
        (told.get(desk.world) ?? "").includes(alreadySo) || windowText(desk, form.who).includes(recorded),
      ),
    does: async (desk) => {
      if (await opened(desk, form)) told.set(desk.world, await fillAndSend(desk, form.who, form.values));
    },
  };
};

/** Does something that opens a window, and answers whether it came to show what it should. */
export const shows = async (
  desk: Desk,
  who: Who,
  says: string,
  open: (desk: Desk) => Promise<void>,
): Promise<boolean> => {
  await open(desk);
  return seen(desk, () => windowText(desk, who).includes(says));
};

/** Opens a window that only shows something. */
export const reads = (
  name: string,
  who: Sender,
  says: string,
  open: (desk: Desk) => Promise<void>,
): Step => ({
  name,
  knows: (desk) => Promise.resolve(windowText(desk, who).includes(says)),
  does: async (desk) => {
    await closeWindows(desk, who);
    await shows(desk, who, says, open);
  },
});

/** Types a command that opens a window, and waits until a button is in it. */
export const typed =
  (who: Sender, command: string, text: string, shows: string) =>
  async (desk: Desk): Promise<boolean> => {
    const { user, channel, installation } = who;
    await desk.bot.people(installation).slash({ user, channel, command, text });
    return seen(desk, () => windowText(desk, who).includes(shows));
  };

/** Presses a button of the newest message that carries it. */
export const pressed =
  (who: Sender, actionId: string) =>
  async (desk: Desk): Promise<void> => {
    const message = await messageWith(desk, who, actionId);
    if (message === undefined) return;
    const { channel, ts } = message;
    await desk.bot.people(who.installation).press({ user: who.user, channel, ts, actionId });
  };

/** A person's windows are closed between one piece of work and the next. */
export const tidiesUp = async (desk: Desk): Promise<void> => {
  for (const { seed } of desk.world.workspaces)
    for (const { id } of seed.people)
      await closeWindows(desk, { installation: seed.installation as Who["installation"], user: id });
};
