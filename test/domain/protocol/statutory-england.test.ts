import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkProtocol } from "../../../src/domain/protocol/check-protocol.ts";
import { flatten, type WrittenProtocol } from "../../../src/domain/protocol/flatten.ts";
import { protocolFileSchema, protocolSchema } from "../../../src/domain/protocol/protocol-schema.ts";
import { readYaml } from "../../../src/files/read-yaml.ts";
import { shipped } from "../example-case.ts";
import { dues, numbered, openRules, pickUpIn, referIn, rulesOf, stepIn, worldOf } from "./of-area.ts";

const folder = fileURLToPath(new URL("../../../protocols/", import.meta.url));

const files = readdirSync(folder).map((name) => {
  const read = readYaml(`${folder}${name}`, protocolFileSchema, name);
  if (!read.ok) throw new Error(`${name} does not parse`);
  return read;
});
const fileOf = (name: string) => {
  const found = files.find(({ value }) => value.protocol === name);
  if (found === undefined) throw new Error(`${name} does not ship`);
  return found.value;
};
const statutory = fileOf("statutory-england");
const local = fileOf("local-practice");
const written = new Map(files.map((one) => [one.value.protocol, one.written as WrittenProtocol]));

const required = { step: "assessment-decided", agency: "social-care", assessment: "required" } as const;

describe("the statutory layer", () => {
  it("and the local practice that an area may adopt encode all fifteen statutory rows between them", () => {
    const rows = new Set([...rulesOf(statutory, "STAT"), ...rulesOf(local, "STAT")]);
    expect([...rows].toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }))).toEqual(
      numbered("STAT", 15),
    );
  });

  it("holds what the law and national guidance say, and leaves what boards write to the other file", () => {
    expect(rulesOf(statutory, "STAT")).toEqual([
      "STAT-1",
      "STAT-2",
      "STAT-4",
      "STAT-12",
      "STAT-13",
      "STAT-14",
      "STAT-15",
    ]);
    for (const { source } of [...local.clocks, ...local.tasks, ...local.requires])
      expect(source).toContain("local practice");
  });

  it("is no protocol that an area works by, and neither is local practice, which nobody adopts by default", () => {
    expect([statutory, local].map(({ layer, routes }) => [layer, routes])).toEqual([
      [true, []],
      [true, []],
    ]);
    expect(shipped.protocols.has("statutory-england")).toBe(false);
    expect(shipped.protocols.has("local-practice")).toBe(false);
    expect(files.filter(({ value }) => value.extends?.includes("local-practice"))).toEqual([]);
  });

  it("can be joined by all of local practice in a protocol that adopts it", () => {
    const bexley = written.get("bexley");
    const adopting = { ...bexley, extends: ["statutory-england", "local-practice"] };
    const whole = flatten("bexley", new Map([...written, ["bexley", adopting]]));
    if (!whole.ok) throw new Error(whole.says);
    const protocol = protocolSchema.parse(whole.written);
    expect(checkProtocol(protocol)).toEqual([]);
    expect(rulesOf(protocol, "STAT")).toContain("STAT-7");
  });

  it("gives way to a protocol's own minimum for a strategy discussion (STAT-4)", () => {
    const minimum = (area: string) =>
      worldOf(area).protocol.gates.filter(({ refuses }) => refuses === "strategy-discussion-held");
    expect(minimum("samplebury").map(({ rule }) => rule)).toEqual(["STAT-4"]);
    expect(minimum("mockley").map(({ rule }) => rule)).toEqual(["S3-12"]);
  });
});

describe("what a referral needs is settled within one working day (STAT-1)", () => {
  it.each([
    ["Friday at 15:00 before the bank holiday", "2026-08-28 15:00", "Tue 1 Sep 2026 17:00 BST"],
    ["Saturday", "2026-08-29 12:00", "Tue 1 Sep 2026 17:00 BST"],
    ["the bank holiday itself", "2026-08-31 12:00", "Tue 1 Sep 2026 17:00 BST"],
    ["Thursday at night, so on a Friday", "2026-08-27 23:00", "Fri 28 Aug 2026 16:30 BST"],
    ["Christmas Eve, over Christmas and its substitute day", "2026-12-24 10:00", "Tue 29 Dec 2026 17:00 GMT"],
  ])("from %s", (_name, entered, due) => {
    const opened = referIn(worldOf("samplebury"), { from: "police", entered });
    expect(dues(opened)).toContain(`STAT-1 social-care.worker ${due}`);
  });
});

describe("an assessment is finished within 45 working days of the referral (STAT-2)", () => {
  const opened = referIn(worldOf("samplebury"), { from: "police", entered: "2026-08-28 15:00" });

  it("by the close of the forty-fifth, whenever it was decided to make one", () => {
    const decided = stepIn(opened, required, "2026-09-01 11:00");
    expect(dues(decided)).toContain("STAT-2 social-care.worker Mon 2 Nov 2026 17:00 GMT");
  });

  it("only if one is made, and until social care says that it is finished", () => {
    const none = stepIn(opened, { ...required, assessment: "not-required" }, "2026-09-01 11:00");
    expect(openRules(none)).not.toContain("STAT-2");
    const decided = stepIn(opened, required, "2026-09-01 11:00");
    const finished = (agency: "social-care" | "police") =>
      openRules(stepIn(decided, { step: "assessment-completed", agency }, "2026-10-01 11:00"));
    expect(finished("police")).toContain("STAT-2");
    expect(finished("social-care")).not.toContain("STAT-2");
  });
});

describe("the designated officer has an allegation within one working day (STAT-14)", () => {
  const extending = [...shipped.areas.values()].filter(({ value }) =>
    shipped.protocols.get(value.protocol)?.value.clocks.some(({ rule }) => rule === "STAT-14"),
  );
  const areas = extending.map(({ value }) => value.area);
  const about = (area: string, from: "social-care" | "police") =>
    referIn(worldOf(area), {
      from,
      facts: { allegationAboutProfessional: "yes" },
      entered: "2026-08-28 15:00",
    });

  it("in both areas of these files at least", () => {
    expect(areas).toEqual(expect.arrayContaining(["samplebury", "mockley"]));
  });

  it.each(areas.flatMap((area) => [[area, "social-care"] as const, [area, "police"] as const]))(
    "in %s, referred by %s: until that officer has it, and nobody else in their place",
    (area, from) => {
      const opened = about(area, from);
      expect(dues(opened)).toContain("STAT-14 social-care.designated-officer Tue 1 Sep 2026 17:00 BST");
      const slots = opened.state.hops.map(({ slot }) => slot);
      const officer = slots.indexOf("social-care.designated-officer");
      const [inspector] = opened.state.hops;
      const withInspector = pickUpIn(opened, 0, inspector?.person ?? "nobody", "2026-08-28 15:05");
      expect(openRules(withInspector)).toContain("STAT-14");
      const withOfficer = pickUpIn(opened, officer, "somebody", "2026-08-28 15:30");
      expect(openRules(withOfficer)).not.toContain("STAT-14");
    },
  );

  it("counts from when it was learned, so that entering it late buys no time", () => {
    const late = referIn(worldOf("samplebury"), {
      from: "police",
      facts: { allegationAboutProfessional: "not-known" },
      entered: "2026-08-28 15:00",
      learned: "2026-08-26 15:00",
    });
    expect(dues(late)).toContain("STAT-14 social-care.designated-officer Thu 27 Aug 2026 17:00 BST");
  });

  it("has no clock when the allegation is about nobody of that kind", () => {
    const other = referIn(worldOf("samplebury"), { from: "police", entered: "2026-08-28 15:00" });
    expect(openRules(other)).not.toContain("STAT-14");
  });
});

describe("protection that ends by itself (STAT-12, STAT-13)", () => {
  it("has its deadline from when it began: nothing of the layer's clocks waits any more", () => {
    expect(statutory.clocks.filter(({ notYet }) => notYet !== undefined)).toEqual([]);
    expect(statutory.clocks.find(({ rule }) => rule === "STAT-12")?.due).toMatchObject({
      within: { count: 72, unit: "hours" },
    });
    const opened = referIn(worldOf("exampleshire"), { from: "police", entered: "2026-09-01 10:00" });
    const protectedNow = stepIn(
      opened,
      { step: "police-protection-started", agency: "police" },
      "2026-09-01 12:00",
    );
    expect(dues(protectedNow)).toContain("STAT-12 police.officer Fri 4 Sep 2026 12:00 BST");
    const order = stepIn(
      opened,
      { step: "protection-order-made", agency: "social-care" },
      "2026-09-01 12:00",
    );
    expect(dues(order).some((line) => line.startsWith("STAT-13"))).toBe(true);
  });
});
