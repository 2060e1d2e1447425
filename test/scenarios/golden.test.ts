import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { playStory } from "../../src/replay/play-story.ts";
import { printTimeline } from "../../src/replay/print-timeline.ts";
import { storyFrom } from "../../src/replay/read-story.ts";
import { packageRoot, referenceOrFault } from "../../src/run.ts";

const here = path.dirname(fileURLToPath(import.meta.url));
const files = referenceOrFault(packageRoot);
const named = (ending: string): readonly string[] =>
  readdirSync(here)
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length));
const stories = named(".yaml");
const pages = named(".txt");

/*
 * Each story stands beside what Tandem makes of it. A page that is wrong is put right in the story or in Tandem; where it
 * is right after a change, `npx vitest run --project integration test/scenarios -u` writes the pages again.
 */
describe("the stories", () => {
  test("every story has its page, and every page its story", () => {
    expect(pages).toEqual(stories);
    expect(stories.length).toBeGreaterThanOrEqual(15);
  });

  test.each(stories)("%s goes as its page says", { timeout: 120_000 }, async (name) => {
    const { story, area } = storyFrom(path.join(here, `${name}.yaml`), files);
    expect(name.slice(name.indexOf("-") + 1)).toBe(story.story);
    const timeline = printTimeline(await playStory({ story, area, files }));
    await expect(timeline).toMatchFileSnapshot(path.join(here, `${name}.txt`));
  });
});
