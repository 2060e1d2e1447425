import { afterAll, beforeAll, expect, it } from "vitest";
import { openWindow, pickUp } from "../support/act.ts";
import { tracesIn } from "../support/planted.ts";
import { deskOfficer, refer, socialWorker } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";
import { ask, metric } from "./ask.ts";
import { runningClock } from "./running-clock.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ clock: runningClock().clock });
});
afterAll(() => stage.close());

it("the metrics count what the bot does, by closed words alone", async () => {
  const urgent = await refer(stage, socialWorker, { "immediate-risk": "yes" });
  const ref = await refer(stage, socialWorker);
  await stage.settled();
  const posts = await stage.unread("police", "C0PREFER");
  const post = posts.find(({ text }) => text.includes(ref));
  expect(posts.map(({ text }) => text)).toEqual([
    expect.stringContaining(urgent),
    expect.stringContaining(ref),
  ]);
  if (post === undefined) throw new Error("the referral did not reach its team");
  await pickUp(stage, deskOfficer, post);
  expect(await openWindow(stage, deskOfficer, post, "read-referral")).toContain("Planted");
  await stage.settled();
  await stage.unread("council", "U0CWORKER");

  expect(await metric(stage, 'tandem_referrals_recorded{area="exampleshire",urgency="urgent"}')).toBe(1);
  expect(await metric(stage, 'tandem_referrals_recorded{area="exampleshire",urgency="standard"}')).toBe(1);
  expect(await metric(stage, 'tandem_delivery_outcomes_total{outcome="sent"}')).toBeGreaterThanOrEqual(5);
  expect(await metric(stage, 'tandem_outbox_messages{state="sent"}')).toBeGreaterThanOrEqual(5);
  expect(await metric(stage, "tandem_sweeps_total")).toBeGreaterThan(0);
  expect(await metric(stage, "tandem_redis_up")).toBe(1);
  expect(await metric(stage, "tandem_database_up")).toBe(1);
  expect(await metric(stage, "tandem_timers_overdue")).toBe(0);

  const { body } = await ask(stage, "/metrics");
  expect(tracesIn(body)).toEqual([]);
  for (const personal of [ref, urgent, "U0CWORKER", "U0PDESK", "C0PREFER", "Demo", "01632"])
    expect(body).not.toContain(personal);
});

it("a request that is refused is counted by its reason", async () => {
  const refused = await fetch(`http://127.0.0.1:${stage.bot.port}/slack/council/events`, {
    method: "POST",
    body: "text=Plantedforename",
  });
  expect(refused.status).toBe(401);
  const { body } = await ask(stage, "/metrics");
  expect(body).toMatch(/^tandem_requests_refused_total\{reason="[a-z-]+"\} 1$/m);
  expect(tracesIn(body)).toEqual([]);
});
