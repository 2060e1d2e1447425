import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { coverage, coverageInWords, notYet } from "../../../src/domain/protocol/coverage.ts";
import { protocolFileSchema, type ProtocolFile } from "../../../src/domain/protocol/protocol-schema.ts";
import { rulesToCover } from "../../../src/domain/protocol/rules-to-cover.ts";
import { readProtocolFiles } from "../../../src/files/load-protocol.ts";
import { testsOfRules } from "../../../src/files/tests-of-rules.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const covered = coverage(readProtocolFiles(root), testsOfRules(root));

/** How long the list was when it was first written down. A line may only be taken away, and this with it. */
const linesAtMost = 0;
const listed = readFileSync(`${root}test/fixtures/not-yet.txt`, "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"));

const written = (rest: object): ReadonlyMap<string, ProtocolFile> =>
  new Map([
    [
      "sample.yaml",
      protocolFileSchema.parse({
        protocol: "sample",
        title: "Sample",
        sources: [{ title: "Sample", edition: "first" }],
        ...rest,
      }),
    ],
  ]);
const entry = (rule: string) => ({ rule, source: "page 1", says: "Somebody does something" });
const ofSample = (rule: string, rest: object) =>
  coverage(written(rest), () => []).find((one) => one.rule === rule);

describe("every rule of the five protocols and of the statutory layer", () => {
  it("is one of 112 of the seeds and 15 of the layer, each once", () => {
    const rules = rulesToCover.map(({ rule }) => rule);
    expect(new Set(rules).size).toBe(127);
    expect(rules.filter((rule) => rule.startsWith("STAT-"))).toHaveLength(15);
    expect(rules.slice(0, 2)).toEqual(["S0-1", "S0-2"]);
    expect(rules).toEqual(expect.arrayContaining(["S0-17", "S1-23", "S2-27", "S3-0", "S3-27", "S4-17"]));
  });

  it("is in a protocol's file", () => {
    expect(covered.filter(({ places }) => places.length === 0).map(({ rule }) => rule)).toEqual([]);
  });

  it("is kept, or stands on the list of what is not kept yet, which only shrinks", () => {
    expect(notYet(covered)).toEqual(listed);
    expect(listed.length).toBeLessThanOrEqual(linesAtMost);
  });

  it("is not turned into guidance when it asks for more", () => {
    const duties = covered.filter(({ asks }) => asks !== "I");
    expect(duties.filter(({ kinds }) => kinds.every((kind) => kind === "guidance"))).toEqual([]);
  });

  it("that is enforced or reminded of is named by a test", () => {
    const kept = covered.filter(({ kinds }) => kinds.includes("enforced") || kinds.includes("reminded"));
    expect(
      kept.filter(({ rule, tests }) => !listed.includes(rule) && tests.length === 0).map(({ rule }) => rule),
    ).toEqual([]);
  });
});

describe("the table of coverage", () => {
  it("says where a rule lives, what is made of it, and what it waits for", () => {
    const gate = {
      id: "no-closing",
      refuses: "case-closed",
      by: "either agency",
      until: { step: "outcome-notified" },
      emergency: "acting now, reason afterwards",
      notYet: "closing a case",
    };
    const row = ofSample("S0-7", { gates: [{ ...entry("S0-7"), ...gate }] });
    expect(row?.kinds).toEqual(["not yet"]);
    expect(coverageInWords(row === undefined ? [] : [row])).toContain(
      "| S0-7 | sample.yaml: gates no-closing (waits for closing a case) | not yet | none names it |",
    );
  });

  it("counts a rule as not yet kept while any part of it waits", () => {
    const alsoHeld = [{ ...entry("S2-4"), kind: "guidance", where: "the form" }];
    const waits = { id: "a-decider", what: "who leads it", who: ["social-care.worker"] };
    const deciders = [{ ...entry("S2-4"), ...waits, notYet: "enquiries and outcomes" }];
    const row = ofSample("S2-4", { alsoHeld, deciders });
    expect(row?.kinds).toEqual(["not yet", "guidance"]);
    expect(notYet(row === undefined ? [] : [row])).toEqual(["S2-4"]);
  });

  it("finds a rule that only starts a clock again, or lifts a gate", () => {
    const again = covered.find(({ rule }) => rule === "S2-22");
    expect(again?.places.map(({ list, id }) => `${list} ${id ?? ""}`)).toContain("clocks first-discussion");
    expect(covered.find(({ rule }) => rule === "S0-17")?.places).not.toEqual([]);
  });

  it("finds the tests that name a rule, and not those that name another of the same beginning", () => {
    const find = testsOfRules(root);
    expect(find("S2-17")).toContain("domain/routing/choose-route.test.ts");
    expect(find("S2-99")).toEqual([]);
    expect(find("S2-1").filter((file) => file.includes("choose-route"))).toEqual([]);
  });
});
