import { afterEach, expect, it, vi } from "vitest";
import { advance } from "../support/advance.ts";
import { lines, overhear, play, shownIn } from "../support/play.ts";
import { deskOfficer, refer } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

// Duty time moves in many steps, and each waits for what its timers send.
vi.setConfig({ testTimeout: 90_000 });

const area = "Exampleshire (fictional)";

let stage: Stage;
afterEach(() => stage.close());

it("what the police owe by the close of day is overdue to both agencies: to who is there now, and to who was not when back", async () => {
  stage = await openStage();
  stage.at("2026-09-01T10:00:00+01:00");
  // Nobody in social care takes it, so the police have not let social care know (S2-12). Whom the ladder tells meanwhile
  // is another story.
  const ref = await refer(stage, deskOfficer);
  await advance(stage, "2026-09-01T15:59:00+01:00");
  await overhear(stage, "2026-09-01T15:59:00+01:00");
  const evening = await play(stage, "2026-09-01T17:16:00+01:00");
  await advance(stage, "2026-09-02T08:29:00+01:00");
  await overhear(stage, "2026-09-02T08:29:00+01:00");
  const morning = await play(stage, "2026-09-02T08:31:00+01:00");

  const reminders = lines([...evening, ...morning]).filter((line) =>
    / (Reminder|Overdue): .*17:00/.test(line),
  );
  const due = "Due Tue 1 Sep 2026 17:00 BST.";
  const overdue = `Overdue: ${ref}, ${area}. Was due Tue 1 Sep 2026 17:00 BST.`;
  expect(reminders).toEqual([
    `Tue 1 Sep 2026 16:00 BST U0PDESK Reminder: ${ref}, ${area}. ${due}`,
    `Tue 1 Sep 2026 17:00 BST C0PCONTROL Reminder: ${ref}, ${area}. ${due}`,
    `Tue 1 Sep 2026 17:15 BST C0CNIGHT ${overdue}`,
    `Tue 1 Sep 2026 17:15 BST U0PINSPECTOR ${overdue}`,
    `Wed 2 Sep 2026 08:30 BST U0CMANAGER ${overdue}`,
  ]);
  const until = "off shift until Wed 2 Sep 2026 08:30 BST, so the team on duty is told.";
  expect(shownIn(evening, "C0PCONTROL")).toContain(`You are told because the person who has it is ${until}`);
  expect(shownIn(evening, "C0CNIGHT")).toContain(`You are told because the manager is ${until}`);
});
