import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { renderManifest } from "../../src/slack/render-manifest.ts";

const manifest: unknown = JSON.parse(readFileSync(new URL("../../manifest.json", import.meta.url), "utf8"));
const rendered = (baseUrl: string, installation = "council") =>
  renderManifest(manifest, { installation, baseUrl }) as {
    features: { slash_commands: { url: string }[] };
    settings: { interactivity: { request_url: string } };
  };

test.each([
  ["https://tandem.example.org", "https://tandem.example.org/slack/council/events"],
  ["https://tandem.example.org/", "https://tandem.example.org/slack/council/events"],
  ["https://example.org:8443/bots/tandem//", "https://example.org:8443/bots/tandem/slack/council/events"],
])("every address of an installation at %s is %s", (baseUrl, url) => {
  const { features, settings } = rendered(baseUrl);
  expect([...new Set(features.slash_commands.map((one) => one.url))]).toEqual([url]);
  expect(settings.interactivity.request_url).toBe(url);
});

test("no placeholder is left, and nothing else is changed", () => {
  const text = JSON.stringify(rendered("https://tandem.example.org", "police"));
  expect(text).not.toMatch(/INSTALLATION|\.invalid/);
  const back = text.replaceAll(
    "https://tandem.example.org/slack/police/",
    "https://tandem.invalid/slack/INSTALLATION/",
  );
  expect(JSON.parse(back)).toEqual(manifest);
});

test.each([
  ["http://tandem.example.org", "council"],
  ["tandem.example.org", "council"],
  ["https://", "council"],
  ["https://tandem.example.org?x=1", "council"],
  ["https://tandem.example.org/#x", "council"],
  ["https://tandem example.org", "council"],
  ["https://tandem.example.org", ""],
  ["https://tandem.example.org", "Council"],
  ["https://tandem.example.org", "council/../police"],
])("%j for %j is refused in words", (baseUrl, installation) => {
  expect(() => rendered(baseUrl, installation)).toThrow(UserError);
});
