import { setTimeout as wait } from "node:timers/promises";
import { areaCount, numbered } from "./many-areas.ts";
import { sendReferrals } from "./referrals.ts";
import { servicesFor, type Serving } from "./services.ts";
import type { Slack } from "./slack.ts";

const between = 80;
const patience = 60_000;

const arrived = async (slack: Slack, channel: string): Promise<number> => {
  for (let waited = 0; waited < patience; waited += 5) {
    const found = slack.heard.find((one) => one.channel === channel);
    if (found !== undefined) return found.at;
    await wait(5);
  }
  throw new Error(`nothing came to ${channel}`);
};

/**
 * From when a burst begins: one urgent referral after the other, each from another area and so to a channel that has had
 * no message yet. Answers how long after its commit each was posted to the police's team, in milliseconds.
 */
export const urgentPings = async (
  serving: Serving,
  slack: Slack,
  begins: number,
): Promise<readonly number[]> => {
  const services = await servicesFor(serving);
  try {
    const send = await sendReferrals(services.context);
    await wait(Math.max(0, begins - Date.now()));
    const pings: Promise<number>[] = [];
    for (let index = 0; index < areaCount; index += 1) {
      await send(index, true);
      const committed = performance.now();
      pings.push(arrived(slack, numbered("C0PREFER", index)).then((at) => at - committed));
      await wait(between);
    }
    return await Promise.all(pings);
  } finally {
    await services.close();
  }
};
