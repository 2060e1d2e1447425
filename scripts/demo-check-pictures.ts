import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Locator } from "playwright-core";
import { packageRoot } from "../src/run.ts";
import type { Visitor } from "./demo-check-visitor.ts";

/** Takes a picture for docs/screenshots: of the page as it is, or of one part of it. */
export type Picture = (visitor: Visitor, name: string, part?: Locator) => Promise<void>;

const folder = path.join(packageRoot, "docs/screenshots");

/** Pictures stay in the history for good, so that they may not be large: of a wide page the upper part says enough. */
const largest = 150_000;
const upperPart = { x: 0, y: 0, width: 1280, height: 460 };

export const takePicture: Picture = async ({ page }, name, part) => {
  const isWide = page.viewportSize()?.width === upperPart.width;
  const still = { animations: "disabled", caret: "hide" } as const;
  const bytes = await (part === undefined
    ? page.screenshot(isWide ? { ...still, clip: upperPart } : still)
    : part.screenshot(still));
  if (bytes.length > largest) throw new Error(`${name}.png would be ${bytes.length} bytes`);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${name}.png`), bytes);
};
