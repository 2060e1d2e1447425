import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { loadReferenceFiles } from "../../src/files/load-reference.ts";

const shipped = fileURLToPath(new URL("../..", import.meta.url));
const protocolFile = "protocols/leicester-leicestershire-rutland.yaml";
const areaFile = "areas/exampleshire.yaml";
const made: string[] = [];

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

type Change = readonly [file: string, from: string, to: string];

/** A copy of the shipped files with some words changed, and where each change stands. */
const changed = (...changes: readonly Change[]) => {
  const root = mkdtempSync(path.join(tmpdir(), "tandem-files-"));
  made.push(root);
  for (const one of ["protocols", "areas", "authority.yaml"])
    cpSync(path.join(shipped, one), path.join(root, one), { recursive: true });
  for (const [file, from, to] of changes) {
    const text = readFileSync(path.join(root, file), "utf8");
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
    writeFileSync(path.join(root, file), text.replace(from, to));
  }
  const lineOf = (file: string, words: string) =>
    readFileSync(path.join(root, file), "utf8")
      .split("\n")
      .findIndex((line) => line.includes(words)) + 1;
  const loaded = loadReferenceFiles(root);
  return { faults: loaded.ok ? [] : loaded.faults, lineOf };
};

const withoutStart: Change = [protocolFile, "    startsWith: { on: referral-recorded, by: police }\n", ""];

describe("the files that ship", () => {
  it("have no fault", () => {
    expect(changed().faults).toEqual([]);
  });
});

describe("a file with a fault is refused, with path and line", () => {
  it.each<[string, Change, string, string, string]>([
    [
      "a word that is not of the language",
      [
        protocolFile,
        "    metBy: { step: acknowledged,",
        "    remind: never\n    metBy: { step: acknowledged,",
      ],
      "remind: never",
      "clocks.3.remind",
      "not a word",
    ],
    [
      "a rule without its source",
      [protocolFile, "    source: section 4, bullet 4\n", ""],
      "- rule: S2-14",
      "routes.0.source",
      "expected string",
    ],
    [
      "45 days that are neither working nor calendar days",
      [protocolFile, "within: 45 calendar days", "within: 45 days"],
      "within: 45 days",
      "clocks.1.due.within",
      "is not a length of time",
    ],
    [
      "a clock that nothing starts",
      withoutStart,
      "- id: tell-social-care",
      "clocks.3.startsWith",
      "expected object",
    ],
    [
      "an id used twice",
      [protocolFile, "id: tell-social-care", "id: first-discussion"],
      "unused",
      "clocks.3.id",
      "used more than once",
    ],
    [
      "a rule encoded twice",
      [protocolFile, "rule: S2-16", "rule: S2-14"],
      "unused",
      "routes.1.rule",
      "encoded more than once",
    ],
    [
      "a hop to nowhere",
      [protocolFile, "hops: [social-care.out-of-hours]", "hops: [social-care.night-desk]"],
      "night-desk",
      "routes.1.hops.0",
      "not one of this protocol's slots",
    ],
    [
      "a step that this build cannot record",
      [protocolFile, "step: assessment-completed", "step: conference-starts"],
      "id: assessment-complete",
      "clocks.1",
      "S2-10 would be loaded and not kept",
    ],
    [
      "a task that nothing starts",
      [protocolFile, "    startsWith: { on: acknowledged, once: true }\n", ""],
      "- id: check-records",
      "tasks.0",
      "nothing starts",
    ],
    [
      "no route for the rest of the day",
      [protocolFile, "during: out of hours", "during: office hours"],
      "rule: S2-14",
      "routes.0",
      "rest of the day",
    ],
    [
      "two halves of the day by different teams",
      [
        protocolFile,
        "hoursOf: social-care.duty-team\n    hops: [social-care.out-of-hours]",
        "hoursOf: police.child-referral-team\n    hops: [social-care.out-of-hours]",
      ],
      "hoursOf: social-care.duty-team",
      "routes.0.hoursOf",
      "hours of another team",
    ],
    [
      "a slot that nobody fills",
      [areaFile, "  police.operations-room:\n    kind: team", "  police.control-room:\n    kind: team"],
      "slots:",
      "slots",
      "is not filled",
    ],
    [
      "hours that overlap",
      [
        areaFile,
        'mon: [{ open: "08:30", close: "17:00" }]',
        'mon: [{ open: "08:30", close: "17:00" }, { open: "16:00", close: "18:00" }]',
      ],
      "mon:",
      "slots.social-care.duty-team.hours.mon",
      "overlap",
    ],
    [
      "a person on the rota whom nobody knows",
      [
        areaFile,
        "person: inspector-for-the-area }\n    safeDefault: { says",
        "person: nobody-known }\n    safeDefault: { says",
      ],
      "nobody-known",
      "slots.police.area-detective-inspector.onCall.0.person",
      "not one of this area's people",
    ],
    [
      "a person of the other agency on the rota",
      [
        areaFile,
        "person: inspector-for-the-area }\n    safeDefault: { says",
        "person: team-manager }\n    safeDefault: { says",
      ],
      "person: team-manager }",
      "slots.police.area-detective-inspector.onCall.0.person",
      "is of social care",
    ],
    [
      "a rung to nowhere",
      [
        areaFile,
        "{ tell: police.detective-sergeant, after: 5, repeatEvery: 5 }",
        "{ tell: police.night-desk, after: 5 }",
      ],
      "night-desk",
      "ladders.police.urgent.1.tell",
      "not a slot of this area",
    ],
    [
      "a protocol that is not there",
      [areaFile, "protocol: leicester-leicestershire-rutland", "protocol: elsewhere"],
      "protocol: elsewhere",
      "protocol",
      "there is no protocol",
    ],
    [
      "a verb without a row",
      ["authority.yaml", "reassess-risk:", "reassess-danger:"],
      "unused",
      "reassess-risk",
      "",
    ],
    [
      "a misspelt role",
      ["authority.yaml", "control-room", "controlroom"],
      "unused",
      "refer.allow.1.roles.1",
      "",
    ],
  ])("%s", (...[, change, words, where, says]) => {
    const { faults, lineOf } = changed(change);
    const fault = faults.find((one) => one.path === where && one.says.includes(says));
    expect(faults.map((one) => `${one.path}: ${one.says}`).join("\n")).toContain(where);
    expect(fault).toBeDefined();
    expect(fault?.file).toBe(change[0]);
    expect(fault?.line).toBe(words === "unused" ? fault?.line : lineOf(change[0], words));
    expect(fault?.line).toBeGreaterThan(0);
  });

  it("reports the faults of every file at once", () => {
    const { faults } = changed(
      [protocolFile, "within: 24 hours", "within: 24 moons"],
      withoutStart,
      [
        areaFile,
        "{ tell: police.detective-sergeant, after: 5, repeatEvery: 5 }",
        "{ tell: nowhere, after: 5 }",
      ],
      ["authority.yaml", "says: Any registered worker", "said: Any registered worker"],
    );
    expect(new Set(faults.map(({ file }) => file))).toEqual(
      new Set([protocolFile, areaFile, "authority.yaml"]),
    );
    expect(faults.filter(({ file }) => file === protocolFile).length).toBeGreaterThanOrEqual(2);
  });

  it("says every kind of fault of one protocol and its area together", () => {
    const { faults } = changed(
      [
        protocolFile,
        "    metBy: { step: acknowledged,",
        "    remind: never\n    metBy: { step: acknowledged,",
      ],
      [protocolFile, "    source: section 4, bullet 4\n", ""],
      withoutStart,
      [
        areaFile,
        'mon: [{ open: "08:30", close: "17:00" }]',
        'mon: [{ open: "08:30", close: "17:00" }, { open: "16:00", close: "18:00" }]',
      ],
    );
    const paths = faults.map(({ path: where }) => where);
    expect(paths).toEqual(
      expect.arrayContaining([
        "clocks.3.remind",
        "routes.0.source",
        "clocks.3.startsWith",
        "slots.social-care.duty-team.hours.mon",
      ]),
    );
  });

  it("refuses protocols that extend each other in a circle, and one that is not there", () => {
    const circle = changed(["protocols/statutory-england.yaml", "extends: [tandem]", "extends: [wakefield]"]);
    expect(circle.faults.map(({ path: where, says }) => `${where}: ${says}`)).toContain(
      "extends: it extends itself: wakefield, west-yorkshire, statutory-england, wakefield",
    );
    const missing = changed(["protocols/wakefield.yaml", "extends: [west-yorkshire]", "extends: [nowhere]"]);
    expect(missing.faults.map(({ says }) => says)).toContain('there is no protocol "nowhere"');
    expect(missing.faults.every(({ line }) => line > 0)).toBe(true);
  });

  it("says where the YAML itself cannot be read", () => {
    const { faults } = changed([areaFile, "fictional: true", "fictional: [true"]);
    expect(faults[0]).toMatchObject({ file: areaFile });
    expect(faults[0]?.line).toBeGreaterThan(1);
  });
});
