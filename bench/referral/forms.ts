import { setTimeout as wait } from "node:timers/promises";
import { createOriginator } from "../../simulator/originator.ts";
import { interactionPart } from "../../simulator/payload-parts.ts";
import { issueTrigger } from "../../simulator/trigger-ids.ts";
import type { Workspace } from "../../simulator/workspace.ts";

const senders = ["U0CWORKER", "U0CSECOND", "U0CNIGHT"] as const;

/** What the form says: fictional, and as long as such things are. */
const answers = {
  about: "no",
  "immediate-risk": "no",
  callback: "01632 960111",
  crime: "possible",
  child: "Demo Child (fictional)",
  "date-of-birth": "2019-03-14",
  "where-now": "at a fictional address, with a fictional relative",
  "childs-words": "Fictional words, in the child's own manner of speaking, about what happened at home.",
  concerns: "A fictional concern: what was seen, by whom and when, in two or three sentences. ".repeat(4),
  "person-alleged": "Demo Person (fictional)",
  source: "A fictional school",
} as const;

const untilDrawn = async (workspace: Workspace, user: string): Promise<void> => {
  for (let waited = 0; waited < 5_000; waited += 5) {
    if (JSON.stringify(workspace.modal(user) ?? "").includes('"callback"')) return;
    await wait(5);
  }
  throw new Error("the form was not drawn");
};

/** One form as Slack would send it: the view that the bot drew, with what was typed in it. */
const openOne = async (workspace: Workspace, eventsUrl: string, user: string): Promise<string> => {
  const originator = createOriginator({ workspace, eventsUrl, now: () => Date.now() });
  const { seed, simulation } = workspace;
  await originator.slash({ user, command: "/referral", channel: "C0CDUTY" });
  await untilDrawn(workspace, user);
  originator.fill({ user, values: answers });
  const view = originator.view(user);
  const payload = {
    type: "view_submission",
    ...interactionPart(seed, user),
    trigger_id: issueTrigger(simulation.triggers, user, String(view["id"])),
    view,
    response_urls: [],
  };
  await originator.closeModal({ user, all: true });
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
};

/** Has people open that many referral forms and fill them in; none is sent yet. Answers the bodies of the requests. */
export const openForms = async (
  workspace: Workspace,
  eventsUrl: string,
  count: number,
): Promise<readonly string[]> => {
  const bodies: string[] = [];
  await Promise.all(
    senders.map(async (user, lane) => {
      for (let index = lane; index < count; index += senders.length)
        bodies.push(await openOne(workspace, eventsUrl, user));
    }),
  );
  return bodies;
};
