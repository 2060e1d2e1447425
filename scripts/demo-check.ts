import type { Browser } from "playwright-core";
import { findChromium } from "./demo-check-chromium.ts";
import { wrongMessages } from "./demo-check-messages.ts";
import { takePicture } from "./demo-check-pictures.ts";
import { story } from "./demo-check-story.ts";
import { launchChromium, visit, type Visitor } from "./demo-check-visitor.ts";
import { startCheckedDemonstration, type CheckedDemonstration } from "./demo-check-world.ts";

const say = (line: string): void => console.log(line);

const inWords = (fault: unknown): string =>
  fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);

/** Plays the story until a step fails; answers what went wrong. */
const playAll = async (visitor: Visitor): Promise<readonly string[]> => {
  for (const { says, play } of story) {
    try {
      await play(visitor, takePicture);
      say(`  yes: ${says}`);
    } catch (fault) {
      return [`NO: ${says}\n${inWords(fault)}`];
    }
  }
  return [];
};

const checkIn = async (browser: Browser, demonstration: CheckedDemonstration): Promise<readonly string[]> => {
  const complaints: string[] = [];
  const visitor = await visit(browser, demonstration.url, complaints);
  const failed = await playAll(visitor);
  await visitor.leave();
  return [
    ...failed,
    ...complaints,
    ...demonstration.errors,
    ...(failed.length === 0 ? wrongMessages(demonstration.posted) : []),
  ];
};

const check = async (chromium: string): Promise<readonly string[]> => {
  const demonstration = await startCheckedDemonstration();
  try {
    const browser = await launchChromium(chromium);
    const wrong = await checkIn(browser, demonstration);
    await browser.close();
    return wrong;
  } finally {
    await demonstration.stop();
  }
};

/** A newcomer's way through the simulated workspace, in a real browser. Fails on anything that nobody expected. */
const main = async (): Promise<number> => {
  const chromium = await findChromium();
  if (!chromium.ok) {
    say(`demo:check SKIPPED, nothing was checked: ${chromium.because}.`);
    return 0;
  }
  const wrong = await check(chromium.path);
  for (const one of wrong) say(`  ${one}`);
  say(wrong.length === 0 ? "demo:check passed." : `demo:check FAILED: ${wrong.length} things went wrong.`);
  return wrong.length === 0 ? 0 : 1;
};

process.exitCode = await main();
