import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { caseEventSchemas } from "../../src/domain/case/event-schemas.ts";
import type { CaseEvent } from "../../src/domain/case/case-event.ts";
import { foldCase } from "../../src/domain/case/fold.ts";
import { eventSchemas, readHeader } from "../../src/domain/read-event.ts";

type Fixture = {
  readonly type: string;
  readonly version: number;
  readonly header: unknown;
  readonly body?: unknown;
};

const folder = fileURLToPath(new URL("../fixtures/events/", import.meta.url));
const fixtures = readdirSync(folder).map((file) => ({
  file,
  ...(JSON.parse(readFileSync(`${folder}${file}`, "utf8")) as Fixture),
}));
const known = Object.entries(eventSchemas).flatMap(([type, versions]) =>
  Object.keys(versions).map((version) => `${type}.v${version}.json`),
);

describe("every event ever released", () => {
  it("has its example, and no example is left without its event", () => {
    expect(fixtures.map(({ file }) => file).toSorted()).toEqual(known.toSorted());
  });

  it.each(fixtures)(
    "$file is read by its own schema, header and body",
    ({ file, type, version, header, body }) => {
      expect(file).toBe(`${type}.v${version}.json`);
      expect(readHeader(type, version, header)).toMatchObject({ ok: true });
      const schemas = eventSchemas[type]?.[version];
      expect(schemas?.body.safeParse(body).error).toBeUndefined();
    },
  );

  it.each(fixtures.filter(({ type }) => type in caseEventSchemas))("$file folds", ({ type, header }) => {
    const opening = fixtures.find((one) => one.type === "ReferralRecorded");
    const route = fixtures.find((one) => one.type === "RouteTaken");
    const events = [opening, route, ...(type === "ReferralRecorded" ? [] : [{ type, header }])];
    expect(foldCase(events as unknown as CaseEvent[])?.ref).toBe("K7M2-9QXD");
  });

  it("a version that this build does not know is refused, never guessed", () => {
    const newer = { type: "PickedUp", version: 2 };
    expect(readHeader(newer.type, newer.version, {})).toEqual({
      ok: false,
      because: "PickedUp version 2 is not known to this build",
    });
    for (const type of ["CaseReopened", "toString", "__proto__"])
      expect(readHeader(type, 1, {}).ok).toBe(false);
  });

  it("a header with a word more than its schema knows is refused", () => {
    const picked = fixtures.find(({ type }) => type === "PickedUp");
    const header = { ...(picked?.header as object), childsName: "Fictional Child" };
    expect(() => readHeader("PickedUp", 1, header)).toThrow("childsName");
  });
});

type Def = {
  readonly type: string;
  readonly checks?: readonly unknown[];
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly in?: z.ZodType;
  readonly catchall?: z.ZodType;
};

const closed = new Set(["enum", "literal", "boolean", "number"]);
const isPattern = (check: unknown): boolean =>
  (check as { _zod: { def: { format?: string } } })._zod.def.format === "regex";

const innerOf = (def: Def): readonly z.ZodType[] =>
  [def.element, def.innerType, def.in, ...(def.options ?? [])].filter((one) => one !== undefined);

const loose = (def: Def, key: string): readonly string[] =>
  (def.catchall?.def as unknown as Def | undefined)?.type === "never" ? [] : [`${key}: not strict`];

const openFields = (def: Def): readonly string[] =>
  Object.entries(def.shape ?? {}).flatMap(([name, one]) => openText(one, name));

/** The key of every place in a schema where any words at all could be written; "?" for a kind that is not understood. */
const openText = (schema: z.ZodType, key: string): readonly string[] => {
  const def = schema.def as unknown as Def;
  const inner = innerOf(def);
  if (def.type === "object") return [...loose(def, key), ...openFields(def)];
  if (def.type === "string") return (def.checks ?? []).some(isPattern) ? [] : [key];
  if (closed.has(def.type)) return [];
  return inner.length === 0 ? [`${key}: ?${def.type}`] : inner.flatMap((one) => openText(one, key));
};

/** Where open text may stand in the clear, and what stands there instead of words about a child. */
const mayStandOpen: Readonly<Record<string, string>> = {
  by: "a registered worker, or tandem",
  person: "a registered worker",
  accountable: "registered workers",
  readers: "registered workers",
  note: "a random id",
  departure: "a random id",
  presumption: "a presumption of the protocol",
  installation: "a Slack workspace of ours",
  team: "a Slack workspace id",
  user: "a Slack user id",
  channel: "a Slack channel id",
  ref: "the Tandem ref",
  area: "an area of ours",
  areaHash: "a hash",
  protocolHash: "a hash",
  textHash: "a hash",
  submission: "a random id",
  deadline: "a random id",
  attended: "random ids",
  notice: "a random id",
  timer: "a random id",
  invitee: "a random id",
  meeting: "a random id",
  record: "the number of a discussion in its case, or a random id",
  draft: "a random id",
  replaces: "random ids",
  action: "a random id",
  recipient: "a random id",
  subject: "an agency, the number of a hop, or a random id",
  edits: "a random id",
  providerId: "the id that Slack gave",
  clock: "a clock of the protocol",
  kind: "the kind of a notice",
  because:
    "a derivation that the rules wrote, of dates, rules and teams; of an erasure, its administrative reason",
  error: "the name of a fault of Slack's, or ours",
  date: "a local date",
  time: "a local time",
  rule: "how the calendar read it",
  zone: "a time zone",
  calendarVersion: "a version",
};

describe("the clear header of every event of a case", () => {
  const headers = Object.keys(caseEventSchemas).flatMap((type) =>
    Object.values(eventSchemas[type] ?? {}).map(({ header }) => ({ type, header })),
  );

  it.each(headers)("of $type has no place where a name could be written", ({ header }) => {
    expect(openText(header, "header").filter((key) => !(key in mayStandOpen))).toEqual([]);
  });

  it("keeps its list of exceptions as short as what is used", () => {
    const used = new Set(headers.flatMap(({ header }) => openText(header, "header")));
    expect(Object.keys(mayStandOpen).filter((key) => !used.has(key))).toEqual([]);
  });

  it("would be caught if a place for free text were added", () => {
    const withNote = caseEventSchemas.PickedUp[1].header.extend({
      note: caseEventSchemas.StepRecorded[1].body.shape.note.optional(),
    });
    expect(openText(withNote, "header")).toContain("note");
  });

  it("holds none of the words of the examples' bodies", () => {
    for (const { header } of fixtures) expect(JSON.stringify(header)).not.toContain("Fictional");
  });
});
