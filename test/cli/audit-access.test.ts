import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditAccess } from "../../src/cli/audit-access.ts";
import { UserError } from "../../src/errors.ts";
import { packageRoot, referenceOrFault } from "../../src/run.ts";
import { createAccessStore } from "../../src/store/access-store.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { openStore, type TestStore } from "../support/open-store.ts";
import { reading } from "../support/reading.ts";
import { sampleArea, sampleCase, tuesday, viewerOf } from "../support/sample-case.ts";
import { environment, runTandem } from "./run-process.ts";

const files = referenceOrFault(packageRoot);
const worker = viewerOf("duty-social-worker");
const colleague = viewerOf("second-social-worker");

let store: TestStore;
let url: string;
let drop: () => Promise<void>;
let ref: string;
beforeAll(async () => {
  ({ url, drop } = await freshDatabase());
  store = await openStore(url);
  await store.people.register(sampleArea.value, tuesday);
  const { created, commit } = sampleCase();
  await store.cases.open(created, commit);
  ({ ref } = created);
  await createAccessStore(store.context).cardShown(worker, { ref: created.ref, at: tuesday });
  await store.cases.openBodies(...reading(worker, created.ref, tuesday));
  const refusal = { ref: created.ref, verb: "read-referral", because: ["excluded"], at: tuesday };
  await store.cases.recordRefusal(colleague, refusal);
  await store.cases.recordRefusal(colleague, { ...refusal, ref: sampleCase().created.ref });
});
afterAll(async () => {
  await store.database.close();
  await drop();
});

const audit = (...words: readonly string[]) => auditAccess(store.context, files, words);
const expected = () => [
  "Tue 1 Sep 2026 10:00 BST  Demo Social Worker saw how the case stands (test)",
  "Tue 1 Sep 2026 10:00 BST  Demo Social Worker opened what was written: what both agencies share (test)",
  "Tue 1 Sep 2026 10:00 BST  Demo Second Social Worker was refused: read referral (test)",
];

describe("tandem audit access", () => {
  it("says who opened a case, when, where and what, and who was refused", async () => {
    expect(await audit(ref)).toEqual(expected());
    expect(await audit(ref.replace("-", "").toLowerCase())).toEqual(expected());
  });

  it("says the same as JSON, with the reasons and ids that the lines leave out", async () => {
    const [text = ""] = await audit(ref, "--json");
    const shown = JSON.parse(text) as readonly Record<string, unknown>[];
    expect(shown.map(({ what, by }) => [what, by])).toEqual([
      ["card-shown", "duty-social-worker"],
      ["opened", "duty-social-worker"],
      ["refused", "second-social-worker"],
    ]);
    expect(shown[1]).toMatchObject({ compartments: ["shared"], at: tuesday });
    expect(shown[2]).toMatchObject({ verb: "read-referral", because: ["excluded"] });
  });

  it("writes nothing down: the record is the same after it", async () => {
    expect(await audit(ref)).toEqual(await audit(ref));
  });

  it("refuses what is no reference, and says what there is of a case that is not there", async () => {
    await expect(audit()).rejects.toThrow(UserError);
    await expect(audit("K7M2-9QXX")).rejects.toThrow("Usage");
    await expect(audit(ref, "more")).rejects.toThrow("Usage");
    await expect(audit(sampleCase().created.ref)).rejects.toThrow(/^There is no case \S+\.$/);
  });

  it("is a command of its own", async () => {
    const { code, output } = await runTandem(["audit", "access", ref], environment({ DATABASE_URL: url }));
    expect(output.trimEnd().split("\n")).toEqual(expected());
    expect(code).toBe(0);
  });
});
