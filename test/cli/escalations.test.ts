import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { escalationsCommand } from "../../src/cli/escalations.ts";
import type { NewCaseEvent } from "../../src/domain/case/case-event.ts";
import { plusMilliseconds, millisecondsIn, type Instant } from "../../src/domain/instant.ts";
import { UserError } from "../../src/errors.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { openStore, type TestStore } from "../support/open-store.ts";
import { sampleArea, sampleCase, tuesday } from "../support/sample-case.ts";

let store: TestStore;
let drop: () => Promise<void>;

const taken = (
  step: "disagreement-raised" | "disagreement-settled",
  agency: "social-care" | "police",
  at: Instant,
): NewCaseEvent => ({
  type: "StepTaken",
  version: 1,
  header: {
    by: "somebody",
    at,
    enteredAt: at,
    agency,
    step,
    facts: {},
    present: [],
    agreed: [],
    overrides: [],
  },
  sealed: { compartment: "shared", body: { note: "plantedreason", answers: [] } },
});

const aCase = async (...events: readonly NewCaseEvent[]): Promise<void> => {
  const { created, commit } = sampleCase();
  await store.cases.open(created, { ...commit, events: [...commit.events, ...events] });
};

beforeAll(async () => {
  const { url, drop: dropIt } = await freshDatabase();
  drop = dropIt;
  store = await openStore(url);
  await store.people.register(sampleArea.value, tuesday);
  const twoDaysOn = plusMilliseconds(tuesday, 48 * millisecondsIn.hour);
  await aCase();
  await aCase(
    taken("disagreement-raised", "police", tuesday),
    taken("disagreement-settled", "police", twoDaysOn),
  );
  await aCase(taken("disagreement-raised", "social-care", tuesday));
});
afterAll(async () => {
  await store.database.close();
  await drop();
});

const asked = (...words: readonly string[]) => escalationsCommand(store.context, words);

describe("tandem escalations (F22)", () => {
  it("counts by agency and area what was raised, settled and is open, with the median days, and reads no sealed word", async () => {
    expect(
      await asked("--area", sampleArea.value.area, "--from", "2026-09-01", "--to", "2026-09-01"),
    ).toEqual([
      `${sampleArea.value.area}, the police: raised 1, settled 1, open 0, median 2 days`,
      `${sampleArea.value.area}, social care: raised 1, settled 0, open 1, median none settled`,
    ]);
  });

  it("counts nothing of another time or another area", async () => {
    const nobody = ["Nobody disagreed in that time."];
    expect(await asked("--from", "2026-09-02", "--to", "2026-09-30")).toEqual(nobody);
    expect(await asked("--area", "testford", "--from", "2026-09-01", "--to", "2026-09-30")).toEqual(nobody);
  });

  it.each([
    [[]],
    [["--from", "2026-09-01"]],
    [["--from", "yesterday", "--to", "2026-09-01"]],
    [["--since", "x"]],
  ])("says how to ask when it is asked %j", async (words) => {
    await expect(asked(...words)).rejects.toThrow(UserError);
  });
});
