import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { formatInstant } from "../../src/domain/calendar/format-instant.ts";
import { explain } from "../../src/domain/protocol/explain.ts";
import { chooseRoute } from "../../src/domain/routing/choose-route.ts";
import { protocolWarnings } from "../../src/cli/protocol-warnings.ts";
import { loadProtocol } from "../../src/files/load-protocol.ts";
import { loadReferenceFiles } from "../../src/files/load-reference.ts";
import { faultInWords } from "../../src/files/read-yaml.ts";
import { at, calendar } from "../domain/calendar/example-team.ts";
import { refer } from "../domain/example-case.ts";

const shipped = fileURLToPath(new URL("../..", import.meta.url));
const sixth = path.join(shipped, "test/fixtures/sixth-protocol");
const root = mkdtempSync(path.join(tmpdir(), "tandem-sixth-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
for (const one of ["protocols", "areas", "authority.yaml"])
  cpSync(path.join(shipped, one), path.join(root, one), { recursive: true });
cpSync(sixth, root, { recursive: true });

const loaded = loadReferenceFiles(root);
if (!loaded.ok) throw new Error(loaded.faults.map(faultInWords).join("\n"));
const area = loaded.files.areas.get("sampleford")?.value;
const protocol = loaded.files.protocols.get("sampleford")?.value;
if (area === undefined || protocol === undefined) throw new Error("the sixth protocol is not there");
const world = { area, protocol, calendar };

const hopsAt = (from: "police" | "social-care", when: string) =>
  chooseRoute(world, { from, facts: {}, mayTell: () => true }, at(when)).hops.map(({ slot }) => slot);

describe("a sixth protocol, of YAML alone", () => {
  it("is sound, warns of nothing, and can be explained", () => {
    const one = loadProtocol(path.join(root, "protocols/sampleford.yaml"));
    if (!one.ok) throw new Error(one.faults.map(faultInWords).join("\n"));
    expect(protocolWarnings(one, at("2026-09-01 10:00"))).toEqual([]);
    expect(explain(one.protocol)).toContain("### LOCAL-904: The two agencies talk a possible offence over");
  });

  it("leads a referral where its own text says, by its own hours", () => {
    expect(hopsAt("police", "2026-09-01 17:29")).toEqual(["social-care.front-door"]);
    expect(hopsAt("police", "2026-09-01 17:30")).toEqual(["social-care.night-line"]);
    expect(hopsAt("social-care", "2026-09-06 03:00")).toEqual(["police.desk"]);
  });

  it("runs its own clocks on a real referral, and those of the layer that it extends", () => {
    const { state } = refer({ from: "police", entered: "2026-08-28 18:00", world });
    const dues = Object.fromEntries(state.deadlines.map(({ rule, dueAt }) => [rule, formatInstant(dueAt)]));
    expect(dues).toMatchObject({
      "LOCAL-904": "Sat 29 Aug 2026 00:00 BST",
      // Received out of hours on Friday: it counts from Tuesday, because Monday is a bank holiday.
      "LOCAL-905": "Thu 3 Sep 2026 17:30 BST",
    });
    expect(Object.keys(dues)).toContain("STAT-1");
    expect(state.hops.map(({ slot }) => slot)).toEqual(["social-care.night-line"]);
  });
});
