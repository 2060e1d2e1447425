import { afterEach, expect, test } from "vitest";
import { reconcile } from "../../src/casework/reconcile.ts";
import type { Browser } from "./browser.ts";
import { openDemonstration, type Demonstration } from "./page-world.ts";

let demonstration: Demonstration | undefined;

afterEach(() => demonstration?.close());

const referred = async (opened: Demonstration): Promise<Browser> => {
  demonstration = opened;
  const { browser } = opened;
  const as = "duty-social-worker";
  await browser.act({ as, kind: "slash", channel: "C0CDUTY", command: "/referral", text: "" });
  const shown = async () => JSON.stringify((await browser.state(as)).modal ?? "none");
  await expect.poll(shown, { timeout: 5_000 }).toContain('"callback"');
  const values = { about: "no", "immediate-risk": "yes", callback: "01632 960111" };
  expect((await browser.act({ as, kind: "submit", values })).errors).toEqual({});
  expect(await shown()).toContain("Recorded");
  return browser;
};

const fridayAt = (time: string) => `2026-08-28T${time}+01:00`;

test("after a skip every alarm rings when its timer falls due by the moved clock", async () => {
  const opened = await openDemonstration(fridayAt("18:00:00"));
  const browser = await referred(opened);
  await browser.skip({ minutes: 6 });
  const services = opened.worlds[0]?.simulated.bot.services;
  if (services?.redis.alarmCheck === undefined) throw new Error("there is no alarm clock to look at");
  const { clock, timers } = services.context;
  expect((await timers.open("", 10)).length).toBeGreaterThan(0);
  expect(await reconcile(services.context, services.redis.alarmCheck)).toEqual({ ghosts: 0, added: 0 });
  expect(Math.abs(Date.parse(clock.machineNow()) - Date.now())).toBeLessThan(1_000);
});

test("without any Redis the rungs ring in the same order", async () => {
  const browser = await referred(await openDemonstration(fridayAt("18:00:00"), { withoutRedis: true }));
  const { clock, stoppedAt } = await browser.skip({ to: { iso: fridayAt("18:16:00") } });
  expect(clock.says).toBe("Fri 28 Aug 2026, 18:16 BST");
  expect(stoppedAt).toEqual(["Fri 18:05 BST", "Fri 18:10 BST", "Fri 18:15 BST"]);
  const posts = (await browser.calls()).filter(({ name }) => name === "chat.postMessage");
  const toInspector = posts.filter(({ request }) => JSON.stringify(request).includes('"U0PINSPECTOR"'));
  expect(toInspector.map(({ when }) => when)[0]).toBe("Fri 18:15 BST");
});

test("a skip with too much on the way ends where it is, says so, and can be asked for again", async () => {
  const browser = await referred(await openDemonstration(fridayAt("18:00:00"), { skipWithin: 0 }));
  const { clock, stoppedEarly } = await browser.skip({ minutes: 60 });
  expect(stoppedEarly).toContain("skip again");
  expect(clock.iso < "2026-08-28T18:00:00.000Z").toBe(true);
  expect(clock.moving).toBe(false);
});

test("everybody of both organisations can be tried, with what they do in plain words", async () => {
  demonstration = await openDemonstration(fridayAt("10:00:00"));
  const { people, organisations } = await demonstration.browser.state("conference-chair");
  expect(organisations.map(({ installation }) => installation)).toEqual(["council", "police"]);
  expect(people.map(({ key, job }) => `${key}: ${job}`)).toEqual([
    "duty-social-worker: Duty worker, Children's Duty Team",
    "second-social-worker: Duty worker, Children's Duty Team",
    "night-social-worker: Out-of-hours worker, Out of Hours Service",
    "team-manager: Manager, Tandem administrator, Children's Duty Team",
    "conference-chair: Conference chair",
    "referral-desk-officer: Duty worker, Child Referral Team",
    "second-desk-officer: Duty worker, Child Referral Team",
    "control-room-operator: Control room operator, Force Operations Room",
    "sergeant-on-call: Detective sergeant, takes turns as detective sergeant on call",
    "inspector-for-the-area: Detective inspector, manager, Tandem administrator, takes turns as area detective inspector",
    "stranger-council: Not registered with Tandem",
    "stranger-police: Not registered with Tandem",
  ]);
});
