import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { onlyMessage } from "../support/act.ts";
import { deskOfficer, refer, socialWorker, textOf, type Sender } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ stillTimers: true });
});
afterEach(() => stage.nothingUnread());
afterAll(() => stage.close());

type Place = readonly ["council" | "police", string];
const dutyTeam: readonly Place[] = [["council", "C0CDUTY"]];
const outOfHoursService: readonly Place[] = [["council", "C0CNIGHT"]];
const childReferralTeam: readonly Place[] = [["police", "C0PREFER"]];
const operationsRoomAndSergeant: readonly Place[] = [
  ["police", "C0PCONTROL"],
  ["police", "U0PSERGEANT"],
];

const routeOf = async (ref: string) => {
  const [found] = await stage.query(
    sql`SELECT header::json ->> 'rule' AS rule FROM events WHERE type = 'RouteTaken' AND stream = ${`case/${ref}`}`,
    { rule: z.string() },
  );
  return found?.rule;
};

const expectItGoesTo = async (
  sender: Sender,
  at: string,
  places: readonly Place[],
  rule: string,
): Promise<string> => {
  stage.at(at);
  const ref = await refer(stage, sender);
  let shown = "";
  for (const [installation, place] of places) {
    const post = await onlyMessage(stage, installation, place);
    expect(post.text).toContain(ref);
    shown += textOf(post.blocks);
  }
  const told = await onlyMessage(stage, sender.installation, sender.user);
  expect(told.text).toContain(`Recorded: ${ref}`);
  expect(await routeOf(ref)).toBe(rule);
  return shown;
};

describe("a referral from social care to the police, by the clock of the child referral team", () => {
  it.each([
    ["on a Tuesday morning", "2026-09-01T10:00:00+01:00"],
    ["at 08:30:00, when it opens", "2026-09-01T08:30:00+01:00"],
    ["at 16:59:59, a second before it closes", "2026-09-01T16:59:59+01:00"],
    ["on a Friday at 16:29:59", "2026-08-28T16:29:59+01:00"],
    ["in winter at 16:59:59 GMT", "2026-12-01T16:59:59+00:00"],
    ["on Christmas Eve at 14:59:59", "2026-12-24T14:59:59+00:00"],
  ])("goes to the child referral team %s (S2-15)", async (_when, at) => {
    await expectItGoesTo(socialWorker, at, childReferralTeam, "S2-15");
  });

  it.each([
    ["at 08:29:59, a second before it opens", "2026-09-01T08:29:59+01:00"],
    ["at 17:00:00, when it closes", "2026-09-01T17:00:00+01:00"],
    ["on a Friday at 16:30:00", "2026-08-28T16:30:00+01:00"],
    ["on the bank holiday at 11:00", "2026-08-31T11:00:00+01:00"],
    ["on Christmas Eve at 15:00, when it closes early", "2026-12-24T15:00:00+00:00"],
    ["in the hour that happens twice, at 01:30 GMT", "2026-10-25T01:30:00+00:00"],
  ])("goes to the operations room and the sergeant on call %s (S2-17)", async (_when, at) => {
    await expectItGoesTo(socialWorker, at, operationsRoomAndSergeant, "S2-17");
  });
});

describe("a referral from the police to social care, by the clock of the duty team", () => {
  it.each([
    ["on a Tuesday morning", "2026-09-01T10:00:00+01:00", "Tue 1 Sep 2026 17:00 BST"],
    ["at 08:30:00, when it opens", "2026-09-01T08:30:00+01:00", "Tue 1 Sep 2026 17:00 BST"],
    ["at 16:59:59, a second before it closes", "2026-09-01T16:59:59+01:00", "Tue 1 Sep 2026 17:00 BST"],
    ["on a Friday at 16:29:59", "2026-08-28T16:29:59+01:00", "Fri 28 Aug 2026 16:30 BST"],
  ])("goes to the duty team %s, due when that working day closes (S2-14, S2-12)", async (_when, at, due) => {
    expect(await expectItGoesTo(deskOfficer, at, dutyTeam, "S2-14")).toContain(`Due ${due}`);
  });

  it.each([
    ["at 08:29:59, a second before it opens", "2026-09-01T08:29:59+01:00", "Tue 1 Sep 2026 08:29 BST"],
    ["at 17:00:00, when it closes", "2026-09-01T17:00:00+01:00", "Tue 1 Sep 2026 17:00 BST"],
    ["on a Friday at 16:30:00", "2026-08-28T16:30:00+01:00", "Fri 28 Aug 2026 16:30 BST"],
    ["on the bank holiday at 11:00", "2026-08-31T11:00:00+01:00", "Mon 31 Aug 2026 11:00 BST"],
    ["in the night that the clocks go back", "2026-10-25T01:30:00+00:00", "Sun 25 Oct 2026 01:30 GMT"],
  ])("goes to the out of hours service %s, due now (S2-16, S2-12)", async (_when, at, due) => {
    expect(await expectItGoesTo(deskOfficer, at, outOfHoursService, "S2-16")).toContain(`Due ${due}`);
  });
});
