import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { renderManifest } from "../../src/slack/render-manifest.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

const sources = ["src", "handlers", "jobs"].flatMap((folder) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => ({ file: `${folder}/${file}`, source: readFileSync(`${root}${folder}/${file}`, "utf8") })),
);

/**
 * Every way by which a document could get into Slack: a method of its API by name or as a member of a client, the helper
 * of its library, a block or an element that shows or takes a file, a picture of Slack's, a remote file.
 */
const waysIn: readonly RegExp[] = [
  /\bfiles\s*\??\.\s*\w+\s*\(/,
  /["'`]files[.:]\w+/,
  /\bfiles?_?[uU]pload/,
  /\bcompleteUploadExternal|\bgetUploadURLExternal/,
  /\btype:\s*["'`]file["'`]/,
  /["'`]file_input["'`]/,
  /\bslack_file\b/,
  /["'`]remote_files[.:]/,
  /\bfilesUploadV2\b/,
];

/** Members of that name that are something else: what was read from our own data files, and plain lists. */
const ofOurOwn = /\bfiles\s*\??\.\s*(?:map|filter|flatMap|some|get|toSorted|find)\s*\(/g;

const found = (source: string): readonly string[] => {
  const read = source.replaceAll(ofOurOwn, "");
  return waysIn.flatMap((way) => way.exec(read)?.[0] ?? []);
};

describe("a document about a child goes by e-mail, never as a Slack file", () => {
  test("nothing that the bot runs has a way to put a file into Slack, or to ask for one", () => {
    expect(sources.length).toBeGreaterThan(300);
    const hits = sources.flatMap(({ file, source }) => found(source).map((what) => `${file}: ${what}`));
    expect(hits).toEqual([]);
  });

  test.each([
    "await client.files.uploadV2({ channel_id, file })",
    "client.files?.completeUploadExternal(x)",
    'client.apiCall("files.getUploadURLExternal")',
    "await client.filesUploadV2({})",
    'const block = { type: "file", external_id: id, source: "remote" };',
    'const element = { type: "file_input" };',
    "image: { slack_file: { url } }",
    'scopes: ["files:write"]',
    'scopes: ["remote_files:share"]',
  ])("it would be seen: %s", (source) => {
    expect(found(source)).not.toEqual([]);
  });

  test("no manifest asks for a scope of files", () => {
    const written = readFileSync(`${root}manifest.json`, "utf8");
    for (const manifest of [
      written,
      JSON.stringify(
        renderManifest(JSON.parse(written), {
          installation: "council",
          baseUrl: "https://tandem.council.example",
        }),
      ),
    ])
      expect(manifest).not.toMatch(/files:|remote_files|file_shared|file_/);
  });
});
