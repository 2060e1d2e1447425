import { sql } from "drizzle-orm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { clocksOf, onlyMessage, pickUp } from "../support/act.ts";
import { advance } from "../support/advance.ts";
import { lines, overhear, play, shownIn, whyDone, type Said } from "../support/play.ts";
import { deskOfficer, nightWorker, operator, refer, socialWorker } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

// A whole weekend is played, every timer at the instant at which it is due.
vi.setConfig({ testTimeout: 120_000 });

const area = "Exampleshire (fictional)";

let stage: Stage;
afterEach(() => stage.close());

const reminders = (all: readonly string[]): readonly string[] =>
  all.filter((line) => / (Reminder|Overdue): | \d+ reminders\. /.test(line));

describe("over the August bank holiday weekend of 2026, Friday evening to Tuesday morning", () => {
  it("nobody off shift is reminded of a standard case: whoever is on duty is, saying why, and the rest waits for Tuesday", async () => {
    stage = await openStage();
    const friday = "2026-08-28T15:00:00+01:00";
    stage.at(friday);
    const ref = await refer(stage, socialWorker);
    const post = await onlyMessage(stage, "police", "C0PREFER");
    expect(await pickUp(stage, deskOfficer, post)).toBe("");
    await overhear(stage, friday);
    // The checks of both agencies (S2-18) fall due while everybody is there: that is another story.
    await advance(stage, "2026-08-28T16:15:00+01:00");
    await overhear(stage, friday);
    const weekend: Said[] = [];
    for (const [before, end] of [
      ["2026-08-29T02:59:00+01:00", "2026-08-29T03:01:00+01:00"],
      ["2026-08-29T12:59:00+01:00", "2026-08-29T13:01:00+01:00"],
      ["2026-08-29T14:59:00+01:00", "2026-08-29T15:16:00+01:00"],
      ["2026-08-31T11:00:00+01:00", "2026-09-01T08:29:00+01:00"],
    ] as const) {
      await advance(stage, before);
      weekend.push(...(await overhear(stage, before)), ...(await play(stage, end)));
    }
    const due = "Due Sat 29 Aug 2026 15:00 BST.";
    expect(reminders(lines(weekend))).toEqual([
      `Sat 29 Aug 2026 03:00 BST C0CNIGHT Reminder: ${ref}, ${area}. ${due}`,
      `Sat 29 Aug 2026 13:00 BST C0CNIGHT Reminder: ${ref}, ${area}. ${due}`,
      `Sat 29 Aug 2026 15:00 BST C0CNIGHT Reminder: ${ref}, ${area}. ${due}`,
      `Sat 29 Aug 2026 15:15 BST C0CNIGHT Overdue: ${ref}, ${area}. Was due Sat 29 Aug 2026 15:00 BST.`,
    ]);
    const night = shownIn(weekend, "C0CNIGHT");
    const until = "off shift until Tue 1 Sep 2026 08:30 BST, so the team on duty is told.";
    expect(night).toContain(`You are told because the person who has it is ${until}`);
    expect(night).toContain(`You are told because the manager is ${until}`);
    expect(weekend.filter(({ place }) => place !== "C0CNIGHT")).toEqual([]);

    const tuesday = await play(stage, "2026-09-01T08:31:00+01:00");
    expect(reminders(lines(tuesday))).toEqual([
      `Tue 1 Sep 2026 08:30 BST U0CMANAGER Overdue: ${ref}, ${area}. Was due Sat 29 Aug 2026 15:00 BST.`,
      `Tue 1 Sep 2026 08:30 BST U0CWORKER Reminder: ${ref}, ${area}. Due Tue 1 Sep 2026 17:00 BST.`,
      `Tue 1 Sep 2026 08:30 BST U0PDESK Reminder: ${ref}, ${area}. Due Tue 1 Sep 2026 17:00 BST.`,
    ]);
    expect(await whyDone(stage, ref, "reminder")).toContain("told: on shift");
  });
});

const ruleOf = async (ref: string): Promise<string | undefined> => {
  const [found] = await stage.query(
    sql`SELECT header::json ->> 'rule' AS rule FROM events WHERE type = 'RouteTaken' AND stream = ${`case/${ref}`}`,
    { rule: z.string() },
  );
  return found?.rule;
};

describe("from Maundy Thursday to the Tuesday after Easter 2026", () => {
  it("every referral goes out of hours, a day is 24 hours, and one working day ends with the first that comes", async () => {
    stage = await openStage({ stillTimers: true });
    for (const [at, day, nextDay] of [
      ["2026-04-02T17:00:00+01:00", "Fri 03 Apr 17:00:00", "Tue 07 Apr 17:00:00"],
      ["2026-04-03T11:00:00+01:00", "Sat 04 Apr 11:00:00", "Tue 07 Apr 17:00:00"],
      ["2026-04-05T11:00:00+01:00", "Mon 06 Apr 11:00:00", "Tue 07 Apr 17:00:00"],
      ["2026-04-06T11:00:00+01:00", "Tue 07 Apr 11:00:00", "Tue 07 Apr 17:00:00"],
      ["2026-04-07T08:29:00+01:00", "Wed 08 Apr 08:29:00", "Wed 08 Apr 17:00:00"],
    ] as const) {
      stage.at(at);
      const fromSocialCare = await refer(stage, nightWorker);
      expect(await ruleOf(fromSocialCare)).toBe("S2-17");
      const clocks = (await clocksOf(stage, fromSocialCare)).map(({ rule, due }) => `${rule} ${due}`);
      expect(clocks).toEqual([`S2-11 ${day}`, `S2-9 ${nextDay}`, `STAT-1 ${nextDay}`]);
      const fromPolice = await refer(stage, operator);
      expect(await ruleOf(fromPolice)).toBe("S2-16");
      const said = await overhear(stage, at);
      expect(said.map(({ place }) => place)).toEqual([
        "C0CNIGHT",
        "C0PCONTROL",
        "U0CNIGHT",
        "U0PCONTROL",
        "U0PSERGEANT",
      ]);
    }
  });
});
