import { existsSync, readFileSync } from "node:fs";

/** Slack's published data, where a checkout has it beside it. It is never part of this repository. */
const repository = new URL("../../", import.meta.url);
const folder = new URL("../shared/slack/", repository);

export const slackDataIsThere = existsSync(folder);
if (!slackDataIsThere) console.info("Skipped: Slack's published data is not beside this checkout.");

const read = (name: string): unknown => {
  const file = new URL(name, folder);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
};

export type Method = {
  readonly scope?: { readonly bot?: readonly string[] };
  readonly errors?: Readonly<Record<string, unknown>>;
  readonly args: {
    readonly required: readonly string[];
    readonly properties: Readonly<Record<string, unknown>>;
  };
};

/** What Slack documents of a method; undefined for one that it does not know. */
export const methodOf = (name: string): Method | undefined =>
  read(`methods/${name}.json`) as Method | undefined;

export const manifestSchema = (): unknown => read("manifest.schema.2.0.0.json");

/** One of Slack's own payloads, its values blanked. */
export const sampleOf = (name: string): unknown => read(`samples/${name}Payload.json`);
