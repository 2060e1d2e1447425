import { setTimeout as pause } from "node:timers/promises";
import type { Message } from "../simulator/message.ts";
import type { Originator } from "../simulator/originator.ts";
import type { Workspace } from "../simulator/workspace.ts";
import type { SimulatedBot } from "./simulated-bot.ts";

const patience = 15_000;

const eventually = async <T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
): Promise<T> => {
  for (let waited = 0; waited < patience; waited += 50) {
    const found = await look();
    if (found !== undefined) return found;
    await pause(50);
  }
  throw new Error(`the demonstration waited in vain for ${what}`);
};

const of = <T>(all: ReadonlyMap<string, T>, name: string): T => {
  const found = all.get(name);
  if (found === undefined) throw new Error(`there is no installation ${name}`);
  return found;
};

const sender = { user: "U0CWORKER", channel: "C0CDUTY" };

const fillAndSend = async (council: Originator, workspace: Workspace): Promise<void> => {
  await eventually("the form", () =>
    JSON.stringify(workspace.modal(sender.user) ?? "").includes('"callback"') ? true : undefined,
  );
  council.fill({
    user: sender.user,
    values: {
      about: "no",
      "immediate-risk": "yes",
      callback: "01632 960111",
      crime: "possible",
      child: "Demo Child (fictional)",
      concerns: "A fictional concern, for the demonstration.",
    },
  });
  const sent = await council.submit({ user: sender.user });
  if (Object.keys(sent.errors).length > 0)
    throw new Error(`the form was refused: ${JSON.stringify(sent.errors)}`);
};

type Posted = { readonly message: Message; readonly user: string };

const deskPost = (police: Workspace): Promise<Posted> =>
  eventually("the post", async () => {
    const [inHours] = await police.messages("C0PREFER");
    const [outOfHours] = await police.messages("C0PCONTROL");
    if (inHours !== undefined) return { message: inHours, user: "U0PDESK" };
    return outOfHours === undefined ? undefined : { message: outOfHours, user: "U0PCONTROL" };
  });

/**
 * Plays the main job once through signed HTTP, exactly as Slack would send it: a social worker types /referral, fills in
 * the form and sends it; the police desk on duty presses "I'm dealing with this"; the sender is told.
 */
export const playOneReferral = async (
  simulated: SimulatedBot,
  print: (line: string) => void,
): Promise<void> => {
  const council = of(simulated.workspaces, "council");
  const police = of(simulated.workspaces, "police");
  const asCouncil = of(simulated.originators, "council");
  print("\nThe demo social worker types /referral, fills in the form and presses Send referral.");
  await asCouncil.slash({ ...sender, command: "/referral" });
  await fillAndSend(asCouncil, council);
  const { message, user } = await deskPost(police);
  await eventually("the sender's message", async () => (await council.directMessages(sender.user)).at(0));
  const name = police.seed.people.find(({ id }) => id === user)?.realName ?? user;
  print(`\n${name} presses "I'm dealing with this".`);
  await of(simulated.originators, "police").press({
    user,
    channel: message.channel,
    ts: message.ts,
    actionId: "pick-up",
  });
  await eventually("the answer to the sender", async () => (await council.directMessages(sender.user)).at(1));
  await eventually("the edited post", async () =>
    (await police.messages(message.channel)).find(({ isEdited }) => isEdited),
  );
};
