import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { onlyMessage, openWindow, recordForm } from "../support/act.ts";
import { lines, overhear, play, shownIn } from "../support/play.ts";
import { planted } from "../support/planted.ts";
import { nightWorker, refer, socialWorker } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

// Each update is played at the instant at which it is due.
vi.setConfig({ testTimeout: 90_000 });

const nine = "2026-09-01T21:00:00+01:00";

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  // The sender stayed until nine; by the rota their shift ended at 17:00.
  stage.at(nine);
});
afterEach(() => stage.close());

describe("a referral that nobody has when its sender's shift is over", () => {
  it("in a standard case is the news of whoever is on duty in the sender's agency, who can act on it, and not of a sleeper", async () => {
    const ref = await refer(stage, socialWorker);
    await overhear(stage, nine);
    const said = await play(stage, "2026-09-01T23:00:00+01:00");
    const ring = `Ring the force operations room now on 01632 960202. Nobody has ${ref} after 2 hours, and everybody on the list was told.`;
    expect(lines(said, "U0CWORKER", "C0CNIGHT")).toEqual([
      `Tue 1 Sep 2026 21:30 BST C0CNIGHT Nobody has ${ref} yet, after 30 minutes.`,
      `Tue 1 Sep 2026 22:00 BST C0CNIGHT Nobody has ${ref} yet, after 60 minutes.`,
      `Tue 1 Sep 2026 22:30 BST C0CNIGHT Nobody has ${ref} yet, after 90 minutes.`,
      `Tue 1 Sep 2026 23:00 BST C0CNIGHT ${ring}`,
    ]);
    expect(shownIn(said, "C0CNIGHT")).toContain(
      "You are told because whoever sent it is off shift and your team is on duty.",
    );
    // Whoever is on duty rings the room and then the sergeant, and writes down both: then nobody is told any more.
    const post = (await stage.workspace("council").messages("C0CNIGHT")).at(-1);
    if (post === undefined) throw new Error("the night team was not told");
    for (const _hop of ["operations room", "sergeant on call"]) {
      await openWindow(stage, nightWorker, post, "open-told-by-telephone");
      await recordForm(stage, nightWorker, { "to-whom": planted.toldTo });
    }
    await overhear(stage, nine);
    expect(lines(await play(stage, "2026-09-01T23:31:00+01:00"), "C0CNIGHT", "U0CWORKER")).toEqual([]);
  });

  it("in an urgent case is the news of both", async () => {
    const ref = await refer(stage, socialWorker, { suspect: ["in-custody"] });
    await onlyMessage(stage, "council", "U0CWORKER");
    const said = await play(stage, "2026-09-01T21:05:00+01:00");
    expect(lines(said, "U0CWORKER", "C0CNIGHT")).toEqual([
      `Tue 1 Sep 2026 21:05 BST C0CNIGHT Nobody has ${ref} yet, after 5 minutes.`,
      `Tue 1 Sep 2026 21:05 BST U0CWORKER Nobody has ${ref} yet, after 5 minutes.`,
    ]);
  });
});
