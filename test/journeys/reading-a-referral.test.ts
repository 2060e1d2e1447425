import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { accessTo, onlyMessage, openWindow, press, windowOf } from "../support/act.ts";
import { planted } from "../support/planted.ts";
import { closeWindows, deskOfficer, nightWorker, operator, refer, socialWorker } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ stillTimers: true });
  stage.at("2026-09-01T10:00:00+01:00");
});
afterEach(() => stage.nothingUnread());
afterAll(() => stage.close());

const referred = async (answers: Record<string, string | readonly string[]> = {}) => {
  const ref = await refer(stage, socialWorker, answers);
  const post = await onlyMessage(stage, "police", "C0PREFER");
  const own = await onlyMessage(stage, "council", "U0CWORKER");
  return { ref, post, own };
};

describe("reading a referral", () => {
  it("shows all that the sender wrote, whom to ring back first, what is not known, and that the opening is recorded", async () => {
    const { ref, post } = await referred();
    const shown = await openWindow(stage, deskOfficer, post, "read-referral");
    expect(shown).toContain("*Next: ring Demo Social Worker on 01632 960111*");
    const { child, whereNow, childsWords, concerns, personAlleged, source } = planted;
    for (const text of [child, whereNow, childsWords, concerns, personAlleged, source, "Thu 14 Mar 2019"])
      expect(shown).toContain(text);
    expect(shown).toContain("*Not known:*");
    expect(shown).toContain("That you opened this is recorded.");
    expect(await accessTo(stage, ref)).toEqual([
      { person: "referral-desk-officer", what: "CaseOpenedForReading" },
    ]);
  });

  it("is recorded each time, by whoever opens it", async () => {
    const { ref, post, own } = await referred();
    await openWindow(stage, deskOfficer, post, "read-referral");
    await openWindow(stage, deskOfficer, post, "read-referral");
    await openWindow(stage, socialWorker, own, "read-referral");
    expect((await accessTo(stage, ref)).map(({ person }) => person)).toEqual([
      "referral-desk-officer",
      "referral-desk-officer",
      "duty-social-worker",
    ]);
  });

  it("shows text that looks like Slack's own markup as it was written", async () => {
    const { post } = await referred({ concerns: `${planted.concerns} <!channel> <@U0PDESK> & more` });
    const shown = await openWindow(stage, deskOfficer, post, "read-referral");
    expect(shown).toContain("&lt;!channel&gt; &lt;@U0PDESK&gt; &amp; more");
    expect(shown).not.toContain("<!channel>");
  });

  it("shows 3,000 characters without losing one", async () => {
    const long = `${planted.concerns} ${"long & ".repeat(420)}the end`.slice(-3_000);
    const { post } = await referred({ concerns: long });
    const shown = await openWindow(stage, deskOfficer, post, "read-referral");
    expect(shown.match(/long &amp;/g)?.length).toBeGreaterThan(400);
    expect(shown).toContain("the end");
  });

  it("a stranger is told only how to be registered, an excluded person that there is nothing; the refusal is written down", async () => {
    const { ref, own } = await referred({ excluded: ["U0CSECOND"] });
    const stranger = { installation: "council", user: "U0STRANGERCOUNCIL" } as const;
    expect(await openWindow(stage, stranger, own, "read-referral")).toContain("You are not registered");
    const excluded = { installation: "council", user: "U0CSECOND" } as const;
    const shown = await openWindow(stage, excluded, own, "read-referral");
    expect(shown).toContain("There is nothing here that you can open.");
    // The way out carries what their own press carried, and nothing else of the window says which case it is.
    expect(shown.replaceAll(`"value":"${ref}"`, "")).not.toContain(ref);
    expect(await accessTo(stage, ref)).toEqual([
      { person: "unregistered", what: "ActionRefused" },
      { person: "second-social-worker", what: "ActionRefused" },
    ]);
  });

  it("says the same of a referral that there is not as of one that is kept from the person", async () => {
    const { own } = await referred({ excluded: ["U0CSECOND"] });
    const kept = await openWindow(
      stage,
      { installation: "council", user: "U0CSECOND" },
      own,
      "read-referral",
    );
    await closeWindows(stage, nightWorker);
    await stage.council.press({
      user: nightWorker.user,
      channel: own.channel,
      ts: own.ts,
      actionId: "read-referral",
      forgedValue: "0000-0000",
    });
    const none = await windowOf(stage, nightWorker);
    const blocks = (text: string) =>
      JSON.stringify(
        (JSON.parse(text) as { blocks: { text: unknown }[] }).blocks.map(({ text: said }) => said),
      );
    expect(blocks(none)).toBe(blocks(kept));
  });

  it("is open to the control room, which may need to know where the child is", async () => {
    stage.at("2026-08-28T17:40:00+01:00");
    await refer(stage, nightWorker);
    const room = await onlyMessage(stage, "police", "C0PCONTROL");
    await onlyMessage(stage, "police", "U0PSERGEANT");
    await onlyMessage(stage, "council", "U0CNIGHT");
    expect(await openWindow(stage, operator, room, "read-referral")).toContain(planted.whereNow);
    await press(stage, operator, room, "pick-up");
    await onlyMessage(stage, "council", "U0CNIGHT");
  });
});
