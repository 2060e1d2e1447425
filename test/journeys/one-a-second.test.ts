import { afterAll, beforeAll, expect, it } from "vitest";
import { overhear } from "../support/play.ts";
import { refer, socialWorker } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ stillTimers: true });
});
afterAll(() => stage.close());

it("a channel that gets many messages gets one a second by the alarm clock, and nobody is told that it fails", async () => {
  const ten = "2026-09-01T10:00:00+01:00";
  stage.at(ten);
  const refs: string[] = [];
  for (let count = 0; count < 8; count += 1)
    refs.push(await refer(stage, socialWorker, { suspect: ["in-custody"] }));
  const said = await overhear(stage, ten);
  expect(said.map(({ place }) => place)).not.toContain("C0OPERATORS");
  for (const ref of refs)
    expect(said.filter(({ place, text }) => place === "C0PREFER" && text.includes(ref))).toHaveLength(1);
  // Each alarm must ring again for a message that waited its turn, or the sweeper is left to send nearly all of them.
  const [beyondGrace] = (await stage.bot.services.metrics.beyondGrace.get()).values;
  expect(beyondGrace?.value ?? 0).toBeLessThan(refs.length / 2);
});
