import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { PageWorld } from "../simulator/page/page-world.ts";

const schema = z.object({
  features: z.object({
    slash_commands: z.array(z.object({ command: z.string(), usage_hint: z.string() })),
  }),
  settings: z.object({
    event_subscriptions: z.object({ bot_events: z.array(z.string()) }).optional(),
  }),
});

/** What the app's manifest lets people type, and of what it asks Slack to tell it. */
export const readPageManifest = (root: string): Pick<PageWorld, "commands" | "events"> => {
  const { features, settings } = schema.parse(
    JSON.parse(readFileSync(path.join(root, "manifest.json"), "utf8")),
  );
  return {
    commands: features.slash_commands.map(({ command, usage_hint: hint }) => ({ command, hint })),
    events: settings.event_subscriptions?.bot_events ?? [],
  };
};
