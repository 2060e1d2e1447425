import type { ApiCall } from "../simulator/journal.ts";
import type { Workspace } from "../simulator/workspace.ts";

type Block = {
  readonly type: string;
  readonly text?: { readonly text: string };
  readonly elements?: readonly { readonly text?: { readonly text: string } }[];
};

const inBlock = ({ type, text, elements }: Block): readonly string[] => {
  if (text !== undefined) return text.text.split("\n");
  return type === "actions" ? [(elements ?? []).map((one) => `[ ${one.text?.text ?? ""} ]`).join("  ")] : [];
};

const blocksOf = (args: ApiCall["args"]): readonly Block[] => {
  const blocks = args["blocks"];
  const parsed: unknown = typeof blocks === "string" ? JSON.parse(blocks) : blocks;
  return Array.isArray(parsed) ? (parsed as readonly Block[]) : [];
};

const placeName = ({ seed }: Workspace, place: unknown): string => {
  const channel = seed.channels.find(({ id }) => id === place);
  const person = seed.people.find(({ id }) => id === place);
  if (channel !== undefined) return `#${channel.name}`;
  return person === undefined ? "a direct message" : `a direct message to ${person.realName}`;
};

const said: Readonly<Record<string, string>> = {
  "chat.postMessage": "posts in",
  "chat.update": "edits a post in",
};

/** Prints every message that the bot sends, as the people of a workspace would see it. */
export const printMessages = (workspace: Workspace, print: (line: string) => void): void => {
  workspace.onCall(({ method, args, response }) => {
    const does = said[method];
    if (does === undefined || response["ok"] !== true) return;
    print("");
    print(`  Tandem ${does} ${placeName(workspace, args["channel"])} of ${workspace.seed.name}:`);
    for (const line of blocksOf(args).flatMap(inBlock)) print(`    | ${line.replaceAll("*", "")}`);
  });
};
