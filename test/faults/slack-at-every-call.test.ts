import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { FaultHandle, FaultSpec } from "../../simulator/faults.ts";
import { journeys } from "./support/journeys.ts";
import { dryRun, type Fault, type Journey } from "./support/story.ts";
import { tryingIn } from "./support/try-each.ts";
import { openWorlds, type Worlds } from "./support/world.ts";

// A journey is told again for every call to Slack in it, and for everything that Slack can answer instead.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 90_000 });

const tryEach = tryingIn("Slack");
let worlds: Worlds;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

type Site = { readonly installation: string; readonly at: number; readonly method: string };
type Answer = { readonly kind: string; readonly spec: readonly FaultSpec[] };

const once = { method: "*", times: 1 } as const;
const quick: readonly Answer[] = [
  { kind: "429 with Retry-After", spec: [{ ...once, kind: "rate-limited", retryAfterSeconds: 20 }] },
  { kind: "500", spec: [{ ...once, kind: "server-error" }] },
];
const lost: Answer = { kind: "done, and the answer lost", spec: [{ ...once, kind: "lost" }] };
/** Nobody can tell whether it was done, so that it is done again, and says so. */
const unseen: Answer = {
  kind: "done, the answer lost, and no history to look in",
  spec: [
    { ...once, kind: "lost" },
    { method: "conversations.history", times: 9, kind: "error", error: "missing_scope" },
  ],
};
/** Longer than a call to Slack may take (`clientOptions`): the bot has stopped listening by then. */
const slow: Answer = {
  kind: "done, and answered too late",
  spec: [{ ...once, kind: "slow", delayMs: 11_000 }],
};

/** Lies in wait behind the call before the one that is to go wrong. */
const answered = ({ installation, at, method }: Site, { kind, spec }: Answer): Fault => {
  let handle: FaultHandle | undefined;
  return {
    site: `${installation} ${method}, call ${at}`,
    kind,
    hasStruck: () => handle?.remaining() === 0,
    set: (world) => {
      const workspace = world.workspace(installation);
      let seen = 0;
      const wait = (): void => {
        seen += 1;
        if (seen === at) [handle] = spec.map(workspace.fault);
      };
      wait();
      return workspace.onCall(wait);
    },
  };
};

/** Every call to Slack that a journey makes, in order. */
const sitesOf = async (journey: Journey) => {
  const sites: Site[] = [];
  const without = await dryRun(worlds, journey, (world) => {
    const ends = world.workspaces.map(({ seed, onCall }) => {
      let at = 0;
      return onCall(({ method }) => {
        at += 1;
        sites.push({ installation: seed.installation, at, method });
      });
    });
    return () => ends.forEach((end) => end());
  });
  return { sites, without };
};

const named = journeys.map((journey) => [journey.name, journey] as const);
/** These wait eleven seconds a call: those in which every kind of call is made. */
const patient = named.filter(([name]) => ["a referral is sent", "it is handed back"].includes(name));

describe("whatever Slack answers to a call, nothing is lost", () => {
  it.each(named)("while %s", async (_name, journey) => {
    const { sites, without } = await sitesOf(journey);
    expect(sites.length, "calls to Slack found").toBeGreaterThan(0);
    const faults = sites.flatMap((site) => {
      const isPost = site.method === "chat.postMessage";
      // A window that does not open is asked for again by whoever waits for it, whatever kept it away.
      const answers = site.method.startsWith("views.")
        ? [lost]
        : [...quick, lost, ...(isPost ? [unseen] : [])];
      return answers.map((answer) => answered(site, answer));
    });
    expect(await tryEach({ worlds, journey, faults, without, atOnce: 8 })).toEqual([]);
  });

  it.each(patient)("also when it answers too late to be heard, while %s", async (_name, journey) => {
    const { sites, without } = await sitesOf(journey);
    const faults = sites.map((site) => answered(site, slow));
    expect(await tryEach({ worlds, journey, faults, without, atOnce: 8 })).toEqual([]);
  });
});
