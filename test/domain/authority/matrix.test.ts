import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { roleSchema } from "../../../src/domain/area/area-schema.ts";
import {
  authoritySchema,
  verbSchema,
  type AuthorityRow,
} from "../../../src/domain/authority/authority-table.ts";
import { parseYaml } from "../../../src/files/read-yaml.ts";
import { shipped } from "../example-case.ts";
import { isInCase, matrixOf, situationsOf } from "./matrix.ts";

const table = shipped.authority;
const verbs = verbSchema.options;
const relations = authoritySchema.valueType.shape.allow.element.shape.relation.unwrap().options;
const fromRoot = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

describe("who may do what", () => {
  it("is exactly what the matrix of every verb, agency, role and relation says", async () => {
    // `npx vitest run test/domain/authority -u` writes it again: read what changed before it is kept.
    const matrix = verbs.map((verb) => matrixOf(table, verb)).join("\n\n");
    await expect(`${matrix}\n`).toMatchFileSnapshot(fromRoot("test/fixtures/authority-matrix.txt"));
  });
});

type Allowance = AuthorityRow["allow"][number];
type Change = readonly [what: string, row: AuthorityRow];

const without = <K extends keyof Allowance>(
  key: K,
  { [key]: _left, ...rest }: Allowance,
): Omit<Allowance, K> => rest;

const roleChanges = ({ roles }: Allowance): readonly (readonly [string, Allowance["roles"]])[] =>
  roleSchema.options.map((role) =>
    roles.includes(role)
      ? [`without ${role}`, roles.filter((one) => one !== role)]
      : [`with ${role}`, [...roles, role]],
  );

/** A verb that is not done in a case can only ask for a member: other relations are relations to a case. */
const relationsToTry = (row: AuthorityRow) => (isInCase(row) ? relations : (["member"] as const));

const relationChanges = (row: AuthorityRow, one: Allowance): readonly (readonly [string, Allowance])[] => [
  ...(one.relation === undefined ? [] : [["without a relation", without("relation", one)] as const]),
  ...relationsToTry(row)
    .filter((relation) => relation !== one.relation)
    .map((relation) => [`for ${relation}`, { ...one, relation }] as const),
];

const agencyChanges = (one: Allowance): readonly (readonly [string, Allowance])[] => [
  ...(one.agency === undefined ? [] : [["for any agency", without("agency", one)] as const]),
  ...(["social-care", "police"] as const)
    .filter((agency) => agency !== one.agency)
    .map((agency) => [`for ${agency} alone`, { ...one, agency }] as const),
];

const allowanceChanges = (row: AuthorityRow, one: Allowance, at: number): readonly Change[] => [
  [`allowance ${at} dropped`, { ...row, allow: row.allow.toSpliced(at, 1) }],
  ...[
    ...roleChanges(one).map(([what, roles]) => [what, { ...one, roles }] as const),
    ...relationChanges(row, one),
    ...agencyChanges(one),
  ].map(([what, changed]): Change => [
    `allowance ${at} ${what}`,
    { ...row, allow: row.allow.with(at, changed) },
  ]),
];

const restrictions = ["anyone allowed", "named only", "named or sender"] as const;

/** Every row that stands one slip of the pen away from a row. */
const changesOf = (row: AuthorityRow): readonly Change[] => [
  ...row.allow.flatMap((one, at) => allowanceChanges(row, one, at)),
  ...(isInCase(row) ? restrictions : [])
    .filter((restricted) => restricted !== row.restricted)
    .map((restricted): Change => [restricted, { ...row, restricted }]),
];

describe("the matrix", () => {
  it.each(verbs)("shows every slip in the row of %s", (verb) => {
    const row = table[verb];
    const before = matrixOf(table, verb);
    const unseen = changesOf(row).filter(
      ([, changed]) => matrixOf({ ...table, [verb]: changed }, verb, situationsOf(row)) === before,
    );
    expect(unseen.map(([what]) => what)).toEqual([]);
  });

  it("is not asked what being restricted means where there is no case", () => {
    const restricted = verbs.filter((verb) => !isInCase(table[verb])).map((verb) => table[verb].restricted);
    expect(new Set(restricted)).toEqual(new Set(["anyone allowed"]));
  });
});

/** What is refused before it is known what somebody wants: it is written down as a refusal, and no row is asked. */
const noVerb = "identify";
const naming = /\bverb: "([^"]+)"|\bcaseForForm\([^;]*?"([^"]+)"/g;
const casework = readdirSync(fromRoot("src/casework")).map((name) =>
  readFileSync(fromRoot(`src/casework/${name}`), "utf8"),
);

describe("the verbs of the table", () => {
  it.each(verbs)("must have a row for %s when the file is read", (verb) => {
    const text = readFileSync(fromRoot("authority.yaml"), "utf8");
    const { [verb]: _left, ...rest } = parse(text) as Record<string, unknown>;
    const read = parseYaml(JSON.stringify(rest), authoritySchema, "authority.yaml");
    expect(read.ok ? [] : read.faults.map(({ path }) => path)).toEqual([verb]);
    expect(parseYaml(text, authoritySchema, "authority.yaml").ok).toBe(true);
  });

  it("are exactly those that casework asks about", () => {
    const named = casework.flatMap((text) =>
      [...text.matchAll(naming)].flatMap((match) => match.slice(1).filter((verb) => verb !== undefined)),
    );
    expect(new Set(named)).toEqual(new Set([...verbs, noVerb]));
  });
});
