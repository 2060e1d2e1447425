import { existsSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

/**
 * Who may import whom. A layer is a folder (it ends with '/') or one file; what is not on its list is refused, with the
 * reason. Tests and scripts see everything and are not scanned. To let a layer use something new, add it here and say why.
 */
type Layer = {
  readonly is: readonly string[];
  /** Other layers that it may use. Itself it always may. */
  readonly uses: readonly string[];
  /** Layers of which it may name the types (`import type`), and run nothing. */
  readonly names?: readonly string[];
  /** npm packages and Node's own modules; '@scope/*' and 'node:*' stand for all of theirs. */
  readonly packages: readonly string[] | "any";
  readonly because: string;
};

const drivenSide = [
  "src/domain/",
  "src/ports.ts",
  "src/access-ports.ts",
  "src/desk-ports.ts",
  "src/review-ports.ts",
  "src/calendar-ports.ts",
  "src/people-ports.ts",
  "src/watch-ports.ts",
  "src/redaction-ports.ts",
  "src/mail-ports.ts",
  "src/errors.ts",
];
const passedIn = ["src/domain/", "src/ports.ts", "src/watch-ports.ts", "src/services.ts"];
const bot = ["src/", "handlers/", "jobs/"];

const layers: readonly Layer[] = [
  {
    is: ["src/domain/"],
    uses: [],
    packages: ["luxon", "zod", "date-holidays", "node:crypto"],
    because: "the domain is pure: values in, values out, so that a decision can be replayed years later",
  },
  {
    is: ["src/errors.ts"],
    uses: [],
    packages: [],
    because: "every layer throws and catches these, so they lean on nothing",
  },
  {
    is: ["src/within.ts"],
    uses: [],
    packages: [],
    because: "whoever asks somebody else waits no longer than this says, and it knows of nobody",
  },
  {
    is: [
      "src/ports.ts",
      "src/access-ports.ts",
      "src/desk-ports.ts",
      "src/review-ports.ts",
      "src/calendar-ports.ts",
      "src/people-ports.ts",
      "src/watch-ports.ts",
      "src/redaction-ports.ts",
      "src/mail-ports.ts",
    ],
    uses: ["src/domain/", "src/errors.ts"],
    packages: [],
    because:
      "a port says what casework needs in the domain's words; a driver's type here would tie all layers to it",
  },
  {
    is: ["src/casework/"],
    uses: [...drivenSide, "src/within.ts"],
    packages: ["zod", "node:crypto"],
    because: "what people can do talks to ports only, so that it runs without Slack, Redis or PostgreSQL",
  },
  {
    is: ["src/store/"],
    uses: drivenSide,
    packages: [
      "drizzle-orm",
      "pg",
      "@electric-sql/pglite",
      "zod",
      "node:crypto",
      "node:fs",
      "node:path",
      "node:url",
      "node:zlib",
    ],
    because:
      "the store knows PostgreSQL and nothing of Slack or the queue, so that a commit never waits for them",
  },
  {
    is: ["src/slack/"],
    uses: drivenSide,
    packages: ["@slack/*"],
    because: "Slack out renders models and calls one driver; it decides nothing and reads no database",
  },
  {
    is: ["src/mail/"],
    uses: drivenSide,
    packages: ["nodemailer", "mailparser", "pdfmake", "ics", "luxon", "node:*"],
    because: "mail out hands over what was composed and reads what mail servers report; it decides nothing",
  },
  {
    is: ["src/queue/"],
    uses: drivenSide,
    packages: ["bullmq", "ioredis"],
    because: "the queue carries ids only; whoever could reach the store from here would put state into Redis",
  },
  {
    is: ["src/http/"],
    uses: drivenSide,
    packages: ["node:http", "node:net", "node:crypto"],
    because: "the request gate checks signatures and health before anything of the case is touched",
  },
  {
    is: ["src/files/"],
    uses: drivenSide,
    packages: ["yaml", "zod", "node:fs", "node:fs/promises", "node:path", "node:url"],
    because: "protocols and areas are read from files in one place, so that the domain needs no file system",
  },
  {
    is: ["src/config.ts", "src/key-settings.ts", "src/mail-config.ts"],
    uses: ["src/errors.ts"],
    packages: ["zod", "node:*"],
    because: "the only reader of the environment must work before anything else does",
  },
  {
    is: ["src/clock.ts"],
    uses: ["src/domain/", "src/ports.ts"],
    packages: ["node:timers/promises"],
    because: "the only reader of the wall clock hands out instants and knows nothing else",
  },
  {
    is: ["src/log.ts"],
    uses: [],
    packages: ["pino"],
    because: "a log that knew cases could print them",
  },
  {
    is: ["handlers/"],
    uses: ["src/casework/", "src/slack/", "src/errors.ts"],
    names: passedIn,
    packages: ["@slack/bolt", "@slack/types", "zod"],
    because:
      "a handler parses what Slack sent, calls one casework verb and shows what it said; it decides nothing",
  },
  {
    is: ["jobs/"],
    uses: ["src/casework/", "src/errors.ts"],
    names: passedIn,
    packages: ["bullmq", "zod"],
    because: "a job is an alarm clock: one line that calls a verb, which reads the case again",
  },
  {
    is: ["simulator/"],
    uses: [],
    packages: "any",
    because: "a Slack that shared code with the bot would agree with its mistakes",
  },
  {
    is: ["src/replay/"],
    uses: bot,
    packages: ["drizzle-orm", "zod", "@slack/types", "node:crypto", "node:fs"],
    because:
      "a replay stands in for the world around the bot, so it sees all of it; of the world it reads a story's file",
  },
  {
    is: [
      "src/main.ts",
      "src/cli.ts",
      "src/run.ts",
      "src/mail-gaps.ts",
      "src/bot.ts",
      "src/services.ts",
      "src/readiness.ts",
      "src/watching/",
      "src/cli/",
      "src/activate-reference.ts",
    ],
    uses: bot,
    packages: "any",
    because: "they put the bot together, and the simulator (a devDependency) is no part of it",
  },
];

type Import = { readonly specifier: string; readonly isType: boolean };

const statement = /^[ \t]*(?:import|export)\b(?:[^"'`;]*?\bfrom)?\s*(["'])([^"'\n]+)\1/gm;
const call = /\b(?:import|require)\s*\(\s*([^)]*)/g;

const isInComment = (source: string, at: number): boolean =>
  /^\s*(?:\*|\/\*|\/\/)/.test(source.slice(source.lastIndexOf("\n", at) + 1, at + 1)) ||
  /\/\/[^"'`]*$/.test(source.slice(source.lastIndexOf("\n", at) + 1, at));

/** Every import of a source text: static, re-exported, for its effect, of types, dynamic. Leans towards too many. */
const importsOf = (source: string): readonly Import[] => {
  const statements = [...source.matchAll(statement)].map(([text, , specifier]) => ({
    specifier: specifier ?? "",
    isType: /^\s*(?:import|export)\s+type\b/.test(text),
  }));
  const calls = [...source.matchAll(call)]
    .filter((match) => !isInComment(source, match.index))
    .map((match) => ({ specifier: /^(["'`])([^"'`$]+)\1/.exec(match[1] ?? "")?.[2] ?? "", isType: false }));
  return [...statements, ...calls];
};

const belongsTo = (file: string, part: string): boolean =>
  part.endsWith("/") ? file.startsWith(part) : file === part;

const layerOf = (file: string): Layer | undefined =>
  layers.find(({ is }) => is.some((part) => belongsTo(file, part)));

const packageOf = (specifier: string): string => {
  if (specifier.startsWith("node:")) return specifier;
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
};

const mayUsePackage = (layer: Layer, specifier: string): boolean => {
  if (layer.packages === "any") return true;
  const name = packageOf(specifier);
  return layer.packages.some((listed) =>
    listed.endsWith("*") ? name.startsWith(listed.slice(0, -1)) : name === listed,
  );
};

const mayImport = (layer: Layer, file: string, { specifier, isType }: Import): boolean => {
  if (specifier === "") return false;
  if (!specifier.startsWith(".")) return mayUsePackage(layer, specifier);
  const target = posix.join(posix.dirname(file), specifier);
  const parts = [...layer.is, ...layer.uses, ...(isType ? (layer.names ?? []) : [])];
  return parts.some((part) => belongsTo(target, part));
};

/** What a file imports against the list, each with the reason; also a file that belongs to no layer. */
const violationsIn = (file: string, source: string): readonly string[] => {
  const layer = layerOf(file);
  if (layer === undefined) return [`${file} is in no layer: add it to the list in test/architecture.test.ts`];
  return importsOf(source)
    .filter((found) => !mayImport(layer, file, found))
    .map(({ specifier }) => `${file} imports ${specifier || "what cannot be read"}: ${layer.because}`);
};

const hasDefaultExport = (source: string): boolean =>
  /^[ \t]*export\s+default\b|^[ \t]*export\s*\{[^}]*\b(?:as\s+default|default\s*[,}])/m.test(source);

const registrars = ["handlers/index.ts", "jobs/index.ts"];

/** A barrel only passes on what other files export: it hides who uses what, and invites cycles. */
const isBarrel = (file: string, source: string): boolean => {
  if (registrars.includes(file)) return false;
  if (posix.basename(file) === "index.ts") return true;
  const withoutComments = source.replaceAll(/\/\*[\s\S]*?\*\/|^[ \t]*\/\/.*$/gm, "");
  const rest = withoutComments.replaceAll(/^[ \t]*export\b[^"'`;]*?\bfrom\s*["'][^"']+["'];?/gm, "");
  return rest.trim() === "" && rest !== withoutComments;
};

const root = fileURLToPath(new URL("..", import.meta.url));

const sourcesIn = (folder: string): readonly { readonly file: string; readonly source: string }[] =>
  (existsSync(`${root}${folder}`)
    ? readdirSync(`${root}${folder}`, { recursive: true, encoding: "utf8" })
    : []
  )
    .map((path) => posix.join(folder, path.replaceAll("\\", "/")))
    .filter((file) => /\.[cm]?tsx?$/.test(file) && !file.includes("node_modules/"))
    .map((file) => ({ file, source: readFileSync(`${root}${file}`, "utf8") }));

const product = ["src", "handlers", "jobs"].flatMap(sourcesIn);
const filesWhere = (isSo: (file: string, source: string) => boolean): readonly string[] =>
  product.filter(({ file, source }) => isSo(file, source)).map(({ file }) => file);

describe("the source keeps to its layers", () => {
  test("every import is on the list of its layer", () => {
    const violations = [...product, ...sourcesIn("simulator")].flatMap(({ file, source }) =>
      violationsIn(file, source),
    );
    expect(violations).toEqual([]);
  });

  test("no source file is longer than 200 lines", () => {
    expect(filesWhere((_file, source) => source.trimEnd().split("\n").length > 200)).toEqual([]);
  });

  test("nothing is exported by default", () => {
    expect(filesWhere((_file, source) => hasDefaultExport(source))).toEqual([]);
  });

  test("there are no barrels but the two registrars", () => {
    expect(filesWhere(isBarrel)).toEqual([]);
  });

  test("every layer on a list is a layer itself", () => {
    const known = [...layers.flatMap(({ is }) => is), ...bot];
    const listed = layers.flatMap(({ uses, names }) => [...uses, ...(names ?? [])]);
    expect(listed.filter((part) => !known.includes(part))).toEqual([]);
  });
});

describe("the checker catches what it is for", () => {
  test.each([
    ["the domain reading the store", "src/domain/due.ts", `import { rows } from "../store/rows.ts";`],
    ["the domain reading a file", "src/domain/due.ts", `import { readFileSync } from "node:fs";`],
    ["the domain throwing a user error", "src/domain/due.ts", `import { UserError } from "../errors.ts";`],
    ["casework calling Slack", "src/casework/refer.ts", `import { WebClient } from "@slack/web-api";`],
    ["casework naming a store type", "src/casework/refer.ts", `import type { Row } from "../store/row.ts";`],
    ["the store enqueuing", "src/store/outbox.ts", `import { add } from "../queue/add.ts";`],
    ["the store reading the configuration", "src/store/connect.ts", `import { config } from "../config.ts";`],
    ["Slack out using the store", "src/slack/client.ts", `import pg from "pg";`],
    ["the queue reading cases", "src/queue/add.ts", `import { caseOf } from "../casework/case-of.ts";`],
    [
      "a handler starting a job",
      "handlers/commands/due.ts",
      `import { remind } from "../../jobs/remind.ts";`,
    ],
    ["a job calling a handler", "jobs/remind.ts", `import { due } from "../handlers/commands/due.ts";`],
    ["a handler deciding", "handlers/commands/due.ts", `import { dueAt } from "../../src/domain/due.ts";`],
    ["a handler taking services", "handlers/views/a.ts", `import { services } from "../../src/services.ts";`],
    ["a job opening Redis", "jobs/remind.ts", `import { Redis } from "ioredis";`],
    ["the bot using the simulator", "src/main.ts", `import { slack } from "../simulator/main.ts";`],
    ["the simulator using the bot", "simulator/main.ts", `import { blocks } from "../src/slack/blocks.ts";`],
    ["the bot using a test helper", "src/main.ts", `import { fake } from "../test/support/fake.ts";`],
    ["a file in no layer", "src/helpers.ts", ""],
    ["a re-export", "src/domain/due.ts", `export { rows } from "../store/rows.ts";`],
    ["a star re-export", "src/domain/due.ts", `export * from "../store/rows.ts";`],
    ["an import for its effect", "src/domain/due.ts", `import "../store/rows.ts";`],
    ["a dynamic import", "src/domain/due.ts", `const rows = await import("../store/rows.ts");`],
    ["a dynamic import of what is computed", "src/domain/due.ts", "const rows = await import(path);"],
    ["a dynamic import from a template", "src/domain/due.ts", "await import(`../${name}.ts`);"],
    ["a type named in place", "src/domain/due.ts", `type Row = import("../store/rows.ts").Row;`],
    ["a require", "src/domain/due.ts", `const fs = require("node:fs");`],
    ["an import over several lines", "src/domain/due.ts", `import {\n  rows,\n} from\n  "../store/rows.ts";`],
    ["single quotes and no spaces", "src/domain/due.ts", `import{rows}from'../store/rows.ts'`],
    ["a folder with a similar name", "src/casework/a.ts", `import { a } from "../domain-rows/a.ts";`],
    ["a way round by the folder", "src/casework/a.ts", `import { a } from "../domain/../store/a.ts";`],
    ["a package with a similar name", "src/domain/due.ts", `import { z } from "zod-extra";`],
  ])("%s", (_what, file, source) => {
    expect(violationsIn(file, source)).toHaveLength(1);
  });

  test("a violation names the file, the import and the reason", () => {
    expect(violationsIn("src/casework/refer.ts", `import { Queue } from "bullmq";`)).toEqual([
      "src/casework/refer.ts imports bullmq: what people can do talks to ports only, " +
        "so that it runs without Slack, Redis or PostgreSQL",
    ]);
  });

  test.each([
    ["its own layer", "src/domain/case/fold.ts", `import { dueAt } from "../deadlines/due-at.ts";`],
    ["a listed layer", "src/casework/refer.ts", `import { dueAt } from "../domain/due-at.ts";`],
    ["a listed package", "src/domain/due-at.ts", `import { DateTime } from "luxon";`],
    ["part of a listed package", "src/store/a.ts", `import { pgTable } from "drizzle-orm/pg-core";`],
    ["any package of a listed scope", "src/slack/a.ts", `import { WebClient } from "@slack/web-api";`],
    ["the type of what it is handed", "handlers/a.ts", `import type { Services } from "../src/services.ts";`],
    ["the bot putting itself together", "src/main.ts", `import { listen } from "../handlers/index.ts";`],
    ["an import that is only spoken of", "src/domain/a.ts", ` * import("../store/a.ts") // import(x)`],
    ["text with the word from", "src/domain/a.ts", `export const from = "../store/a.ts";`],
  ])("it lets pass %s", (_what, file, source) => {
    expect(violationsIn(file, source)).toEqual([]);
  });

  test("a default export is seen in each of its spellings", () => {
    expect(hasDefaultExport("export default 1;")).toBe(true);
    expect(hasDefaultExport("const a = 1;\nexport { a as default };")).toBe(true);
    expect(hasDefaultExport(`export { default } from "./a.ts";`)).toBe(true);
    expect(hasDefaultExport("export const byDefault = 1;")).toBe(false);
  });

  test("a barrel is seen, and a registrar is none", () => {
    const passesOn = `// All of it.\nexport * from "./a.ts";\nexport {\n  b,\n} from "./b.ts";\n`;
    expect(isBarrel("src/domain/all.ts", passesOn)).toBe(true);
    expect(isBarrel("src/domain/index.ts", "export const a = 1;")).toBe(true);
    expect(isBarrel("src/domain/a.ts", `export { b } from "./b.ts";\nexport const a = 1;`)).toBe(false);
    expect(isBarrel("handlers/index.ts", passesOn)).toBe(false);
  });
});
