import { afterEach, describe, expect, it, vi } from "vitest";
import { clocksOf, onlyMessage, pickUp } from "../support/act.ts";
import { advance } from "../support/advance.ts";
import { lines, overhear, play, shownIn } from "../support/play.ts";
import { nightWorker, refer, sergeant } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

// Each rung is played at the instant at which it is due.
vi.setConfig({ testTimeout: 90_000 });

const area = "Exampleshire (fictional)";
const urgent = { suspect: ["in-custody"] };

let stage: Stage;
afterEach(() => stage.close());

const ladder = (ref: string) => ({
  post: (minutes: number) =>
    `Urgent referral from social care ${ref}, ${area}, suspect in custody. Nobody has it yet, after ${minutes} minutes.`,
  waiting: (minutes: number) => `Nobody has ${ref} yet, after ${minutes} minutes.`,
  ring: (minutes: number) =>
    `Ring the force operations room now on 01632 960202. Nobody has ${ref} after ${minutes} minutes, and everybody on the list was told.`,
});

const dueOf = async (ref: string): Promise<readonly string[]> =>
  (await clocksOf(stage, ref)).map(({ rule, due }) => `${rule} ${due}`);

describe("the night on which the clocks go back", () => {
  it("an urgent ladder goes on by the minutes that pass, and each message says which of the two hours it means", async () => {
    stage = await openStage();
    const from = "2026-10-25T01:50:00+01:00";
    stage.at(from);
    const ref = await refer(stage, nightWorker, urgent);
    const first = await overhear(stage, from);
    // 24 hours that pass, and one working day that ends when the team closes: in winter time both.
    expect(await dueOf(ref)).toEqual([
      "S2-11 Mon 26 Oct 00:50:00",
      "S2-9 Mon 26 Oct 17:00:00",
      "STAT-1 Mon 26 Oct 17:00:00",
    ]);
    expect(shownIn(first, "U0PSERGEANT")).toContain("Due Mon 26 Oct 2026 00:50 GMT");
    const said = await play(stage, "2026-10-25T01:16:00+00:00");
    const { post, waiting, ring } = ladder(ref);
    expect(lines(said)).toEqual([
      `Sun 25 Oct 2026 01:55 BST U0CNIGHT ${waiting(5)}`,
      `Sun 25 Oct 2026 01:55 BST U0PSERGEANT ${post(5)}`,
      `Sun 25 Oct 2026 01:00 GMT U0CNIGHT ${waiting(10)}`,
      `Sun 25 Oct 2026 01:00 GMT U0PSERGEANT ${post(10)}`,
      `Sun 25 Oct 2026 01:05 GMT U0CNIGHT ${ring(15)}`,
      `Sun 25 Oct 2026 01:05 GMT U0PINSPECTOR ${ring(15)}`,
      `Sun 25 Oct 2026 01:05 GMT U0PINSPECTOR ${post(15)}`,
      `Sun 25 Oct 2026 01:10 GMT U0CNIGHT ${ring(20)}`,
      `Sun 25 Oct 2026 01:15 GMT U0CNIGHT ${ring(25)}`,
      `Sun 25 Oct 2026 01:15 GMT U0PINSPECTOR ${post(25)}`,
    ]);
  });

  it("half past one comes twice, and who had it since when can be told apart", async () => {
    stage = await openStage({ stillTimers: true });
    const had: string[] = [];
    for (const at of ["2026-10-25T01:30:00+01:00", "2026-10-25T01:30:00+00:00"]) {
      stage.at(at);
      await refer(stage, nightWorker);
      const post = await onlyMessage(stage, "police", "U0PSERGEANT");
      await overhear(stage, at);
      expect(await pickUp(stage, sergeant, post)).toBe("");
      had.push((await onlyMessage(stage, "council", "U0CNIGHT")).text);
    }
    expect(had[0]).toContain("since Sun 25 Oct 2026 01:30 BST.");
    expect(had[1]).toContain("since Sun 25 Oct 2026 01:30 GMT.");
  });
});

describe("the night on which the clocks go forward", () => {
  it("an urgent ladder goes on by the minutes that pass, though the hour after one is not there", async () => {
    stage = await openStage();
    const from = "2026-03-29T00:50:00+00:00";
    stage.at(from);
    const ref = await refer(stage, nightWorker, urgent);
    const first = await overhear(stage, from);
    expect(await dueOf(ref)).toEqual([
      "S2-11 Mon 30 Mar 01:50:00",
      "S2-9 Mon 30 Mar 17:00:00",
      "STAT-1 Mon 30 Mar 17:00:00",
    ]);
    expect(shownIn(first, "U0PSERGEANT")).toContain("Due Mon 30 Mar 2026 01:50 BST");
    const said = await play(stage, "2026-03-29T02:06:00+01:00");
    const { post, waiting, ring } = ladder(ref);
    expect(lines(said)).toEqual([
      `Sun 29 Mar 2026 00:55 GMT U0CNIGHT ${waiting(5)}`,
      `Sun 29 Mar 2026 00:55 GMT U0PSERGEANT ${post(5)}`,
      `Sun 29 Mar 2026 02:00 BST U0CNIGHT ${waiting(10)}`,
      `Sun 29 Mar 2026 02:00 BST U0PSERGEANT ${post(10)}`,
      `Sun 29 Mar 2026 02:05 BST U0CNIGHT ${ring(15)}`,
      `Sun 29 Mar 2026 02:05 BST U0PINSPECTOR ${ring(15)}`,
      `Sun 29 Mar 2026 02:05 BST U0PINSPECTOR ${post(15)}`,
    ]);
  });
});

describe("a duty of 24 hours that runs over a change of the clocks", () => {
  it.each([
    ["go back", "2026-10-24T12:00:00+01:00", "2026-10-25T08:59:00+00:00", "2026-10-25T11:16:00+00:00"],
    ["go forward", "2026-03-28T12:00:00+00:00", "2026-03-29T10:59:00+01:00", "2026-03-29T13:16:00+01:00"],
  ])(
    "is reminded of two hours before, at the end and as overdue, when so many hours have passed (they %s)",
    async (_which, from, before, end) => {
      stage = await openStage();
      stage.at(from);
      const ref = await refer(stage, nightWorker, urgent);
      const post = await onlyMessage(stage, "police", "U0PSERGEANT");
      expect(await pickUp(stage, sergeant, post)).toBe("");
      await advance(stage, before);
      await overhear(stage, before);
      const [two, due, quarter] = from.startsWith("2026-10")
        ? ["Sun 25 Oct 2026 09:00 GMT", "Sun 25 Oct 2026 11:00 GMT", "Sun 25 Oct 2026 11:15 GMT"]
        : ["Sun 29 Mar 2026 11:00 BST", "Sun 29 Mar 2026 13:00 BST", "Sun 29 Mar 2026 13:15 BST"];
      const reminded = lines(await play(stage, end)).filter((line) =>
        /C0?NIGHT (Reminder|Overdue): /.test(line),
      );
      expect(reminded).toEqual([
        `${two} U0CNIGHT Reminder: ${ref}, ${area}. Due ${due}.`,
        `${due} U0CNIGHT Reminder: ${ref}, ${area}. Due ${due}.`,
        `${quarter} C0CNIGHT Overdue: ${ref}, ${area}. Was due ${due}.`,
      ]);
    },
  );
});
