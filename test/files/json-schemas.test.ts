import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { protocolFileSchema } from "../../src/domain/protocol/protocol-schema.ts";
import { jsonSchemas, type JsonSchema } from "../../src/files/json-schemas.ts";
import { faultInWords, parseYaml } from "../../src/files/read-yaml.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (file: string): string => readFileSync(`${root}${file}`, "utf8");

const inside = (schema: JsonSchema): readonly JsonSchema[] => [
  ...Object.values(schema.properties ?? {}),
  ...(schema.anyOf ?? []),
  ...(schema.oneOf ?? []),
  ...(schema.items === undefined ? [] : [schema.items]),
  ...(typeof schema.additionalProperties === "object" ? [schema.additionalProperties] : []),
];

/** Every key and every closed value that a file may hold. */
const wordsOf = (schema: JsonSchema & { readonly enum?: readonly string[] }): readonly string[] => [
  ...Object.keys(schema.properties ?? {}),
  ...(schema.enum ?? []),
  ...inside(schema).flatMap(wordsOf),
];

describe("the JSON Schemas that editors use", () => {
  it.each(Object.entries(jsonSchemas("ref")))(
    "docs/schemas/%s is what zod says now (if not: npm run tandem -- protocol schemas)",
    (name, schema) => {
      expect(JSON.parse(read(`docs/schemas/${name}`))).toEqual(schema);
    },
  );

  it("let a list of one stand without its brackets, and say how a length of time is written", () => {
    const written = JSON.stringify(jsonSchemas()["protocol.json"]);
    const crime = ["yes", "possible", "no", "not-known"];
    const one = { type: "string", enum: crime };
    expect(written).toContain(
      `"crime":${JSON.stringify({ anyOf: [one, { type: "array", minItems: 1, items: one }] })}`,
    );
    expect(written).toContain("(minute|hour|working day|calendar day|month)s?$");
  });

  it.each([
    ["protocols", "protocol.json"],
    ["areas", "area.json"],
  ])("are named by the first line of every file in %s", (folder, schema) => {
    for (const file of readdirSync(`${root}${folder}`))
      expect(`${file} ${read(`${folder}/${file}`).split("\n")[0] ?? ""}`).toBe(
        `${file} # yaml-language-server: $schema=../docs/schemas/${schema}`,
      );
  });
});

describe("docs/protocol-language.md", () => {
  const page = read("docs/protocol-language.md");
  const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = ""]) => text);

  it("has every word of the language", () => {
    const words = new Set(wordsOf(jsonSchemas()["protocol.json"]));
    const known = new Set(page.split(/[^a-zA-Z-]+/));
    expect([...words].filter((word) => !known.has(word) && !page.includes(word))).toEqual([]);
  });

  it.each(blocks)("has examples that are sound: %#", (block) => {
    const file = block.startsWith("protocol:")
      ? block
      : `protocol: sample\ntitle: Sample\nsources: [{ title: Sample, edition: first }]\n${block}`;
    const result = parseYaml(file, protocolFileSchema, "example");
    expect(result.ok ? [] : result.faults.map(faultInWords)).toEqual([]);
  });

  it("has every form of a due time, each sound", () => {
    const [, text = ""] = /```yaml due\n([\s\S]*?)```/.exec(page) ?? [];
    const dues = parse(text) as readonly unknown[];
    const due = protocolFileSchema.shape.clocks.unwrap().element.shape.due;
    expect(dues).toHaveLength(8);
    for (const one of dues) expect(due.safeParse(one).error).toBeUndefined();
  });
});
