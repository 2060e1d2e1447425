import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { asItStands, openWindow, pickUp, press, recordForm, recorded } from "../support/act.ts";
import { planted } from "../support/planted.ts";
import { lines, overhear, play } from "../support/play.ts";
import { deskOfficer, operator, refer, sergeant, socialWorker } from "../support/refer.ts";
import { rebuild } from "../../src/store/rebuild.ts";
import { openStage, type Stage } from "../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ handOver: true, begins: "2026-08-28T16:00:00+01:00" });
});
afterEach(() => stage.nothingUnread());
afterAll(() => stage.close());

const atLatest = async (place: string) => {
  const found = (await stage.workspace("police").messages(place)).at(-1);
  if (found === undefined) throw new Error(`nothing was said in ${place}`);
  return found;
};
const directly = async (installation: "council" | "police", user: string) => {
  const found = (await stage.workspace(installation).directMessages(user)).at(-1);
  if (found === undefined) throw new Error(`${user} was told nothing`);
  return found;
};
const evening = { ref: "" };

describe("Friday at 16:25, and nobody has it when the police team closes at 16:30", () => {
  it("goes to out of hours too, on the minute, and everybody is told whose it is", async () => {
    stage.at("2026-08-28T16:25:00+01:00");
    const ref = await refer(stage, socialWorker);
    expect(lines(await overhear(stage, "2026-08-28T16:25:00+01:00"))).toEqual([
      `Fri 28 Aug 2026 16:25 BST C0PREFER Referral from social care ${ref}, Exampleshire (fictional). Nobody has it yet.`,
      `Fri 28 Aug 2026 16:25 BST U0CWORKER Recorded: ${ref}, Exampleshire (fictional). Sent to the Child Referral Team. Nobody has it yet.`,
    ]);
    const said = await play(stage, "2026-08-28T16:30:00+01:00");
    expect(lines(said)).toEqual([
      `Fri 28 Aug 2026 16:30 BST C0CNIGHT Nobody has ${ref} yet, after 5 minutes.`,
      `Fri 28 Aug 2026 16:30 BST C0PCONTROL Referral from social care ${ref}, Exampleshire (fictional). Nobody has it yet.`,
      `Fri 28 Aug 2026 16:30 BST U0CWORKER Nobody has ${ref} yet, after 5 minutes.`,
      `Fri 28 Aug 2026 16:30 BST U0PINSPECTOR You stay accountable for ${ref} until a named person has it.`,
      `Fri 28 Aug 2026 16:30 BST U0PSERGEANT Referral from social care ${ref}, Exampleshire (fictional). Nobody has it yet.`,
    ]);
    const of = (place: string) => said.find((one) => one.place === place)?.shown ?? "";
    expect(of("C0PCONTROL")).toContain(
      "It was with the Child Referral Team until Fri 28 Aug 2026 16:30 BST. It is with you too now, because you are on duty.",
    );
    expect(of("U0PINSPECTOR")).toContain("ring the Force Operations Room on 01632 960202");
    expect(of("U0CWORKER")).toContain("ring the Force Operations Room on 01632 960202");
    evening.ref = ref;
  });

  it("the operations room takes it: the manager stays accountable until the sergeant is named", async () => {
    stage.at("2026-08-28T16:35:00+01:00");
    expect(await pickUp(stage, operator, await atLatest("C0PCONTROL"))).toBe("");
    expect(lines(await overhear(stage, "2026-08-28T16:35:00+01:00"), "U0PINSPECTOR")).toEqual([]);
    stage.at("2026-08-28T16:40:00+01:00");
    const post = await directly("police", "U0PSERGEANT");
    expect(await pickUp(stage, sergeant, post)).toBe("");
    const said = await overhear(stage, "2026-08-28T16:40:00+01:00");
    expect(lines(said, "U0PINSPECTOR")).toEqual([
      `Fri 28 Aug 2026 16:40 BST U0PINSPECTOR You are no longer accountable for ${evening.ref}. Demo Detective Sergeant (Detective sergeant on call) has had ${evening.ref} since Fri 28 Aug 2026 16:40 BST.`,
    ]);
    expect(lines(said, "U0CWORKER")).toHaveLength(1);
  });

  it("and decides it with social care that evening", async () => {
    stage.at("2026-08-28T17:05:00+01:00");
    await openWindow(stage, sergeant, await directly("police", "U0PSERGEANT"), "open-discussion");
    await recordForm(stage, sergeant, {
      "with-whom": planted.toldTo,
      decision: "joint",
      "decision-in-words": planted.discussed,
      time: "17:00",
    });
    const said = await overhear(stage, "2026-08-28T17:05:00+01:00");
    expect(lines(said).every((line) => line.startsWith("Fri 28 Aug 2026 17:05 BST"))).toBe(true);
    expect(await recorded(stage, "DiscussionRecorded")).toBe(1);
  });
});

describe("the next working day, when the teams' hours begin", () => {
  it("both day teams get a list of what was taken, what was decided, what is open and what nobody has", async () => {
    await play(stage, "2026-09-01T08:20:00+01:00");
    const ref = await refer(stage, socialWorker);
    await overhear(stage, "2026-09-01T08:20:00+01:00");
    const said = await play(stage, "2026-09-01T08:30:00+01:00");
    const [list] = said.filter(
      ({ text, place }) => place === "C0PREFER" && text.startsWith("Hand-over list"),
    );
    expect(list?.text).toBe(
      "Hand-over list, Child Referral Team, Exampleshire (fictional), Tue 1 Sep 2026 08:30 BST. One has nobody.",
    );
    const shown = list?.shown ?? "";
    expect(shown).toContain(`*With nobody: 1*\\n${ref}: nobody of the police for 10 minutes`);
    expect(shown).toContain("*Taken since Fri 28 Aug 2026 16:30 BST: 2*");
    expect(shown).toContain(`${evening.ref}: Demo Control Room Operator, Fri 28 Aug 2026 16:35 BST`);
    expect(shown).toContain(`${evening.ref}: Demo Detective Sergeant, Fri 28 Aug 2026 16:40 BST`);
    expect(shown).toContain(`${evening.ref}: discussed: joint enquiry, Demo Detective Sergeant`);
    expect(shown).toContain("I have read it and take it over");
    const council = said.find(({ text, place }) => place === "C0CDUTY" && text.startsWith("Hand-over list"));
    expect(council?.text).toContain("Children's Duty Team");
    expect(council?.shown).toContain(`${evening.ref}: discussed: joint enquiry`);
    const put = said.find(({ text, place }) => place === "C0PREFER" && text.startsWith("Referral"));
    expect(put?.shown).toContain("It was with the Force Operations Room until Tue 1 Sep 2026 08:30 BST.");
  });

  it("somebody of the team signs, by name; nobody of another team can", async () => {
    stage.at("2026-09-01T08:41:00+01:00");
    const all = await stage.workspace("council").messages("C0CDUTY");
    const list = all.findLast(({ text }) => text.startsWith("Hand-over list"));
    if (list === undefined) throw new Error("there is no list");
    await press(stage, { installation: "council", user: "U0CNIGHT" }, list, "sign-hand-over");
    await expect
      .poll(() => stage.workspace("council").ephemerals("C0CDUTY").at(-1)?.text, { timeout: 5_000 })
      .toContain("Someone of the team that takes over signs for its hand-over list");
    await press(stage, socialWorker, list, "sign-hand-over");
    await expect
      .poll(() => asItStands(stage, "council", list), { timeout: 5_000 })
      .toContain("Signed for by Demo Social Worker on Tue 1 Sep 2026 08:41 BST.");
    expect(await asItStands(stage, "council", list)).not.toContain("take it over");
    const { channel, ts } = list;
    await stage.council.press({ user: "U0CSECOND", channel, ts, actionId: "sign-hand-over", seen: list });
    await expect
      .poll(() => stage.workspace("council").ephemerals("C0CDUTY").at(-1)?.text, { timeout: 5_000 })
      .toContain("Somebody has signed for this list already.");
  });

  it("the list that nobody signs for is chased: the team and its manager, then the operators", async () => {
    const first = await play(stage, "2026-09-01T09:00:00+01:00");
    const unsigned = (said: typeof first) =>
      said.filter(({ text }) => text.startsWith("Nobody has signed")).map(({ place }) => place);
    expect(unsigned(first)).toEqual(["C0PREFER", "U0PINSPECTOR"]);
    expect(unsigned(await play(stage, "2026-09-01T09:30:00+01:00"))).toEqual([
      "C0OPERATORS",
      "C0PREFER",
      "U0PINSPECTOR",
    ]);
    const all = await stage.workspace("police").messages("C0PREFER");
    const list = all.findLast(({ text }) => text.startsWith("Hand-over list"));
    if (list === undefined) throw new Error("there is no list");
    await press(stage, deskOfficer, list, "sign-hand-over");
    await expect.poll(() => asItStands(stage, "police", list), { timeout: 5_000 }).toContain("Signed for by");
    expect(unsigned(await play(stage, "2026-09-01T10:30:00+01:00"))).toEqual([]);
  });

  it("what is in the record says what was handed over and who signed for it", async () => {
    const found = await stage.query(
      sql`SELECT type, header::jsonb ->> 'by' AS by FROM events
          WHERE stream = 'desk/exampleshire/police.child-referral-team' AND type LIKE 'HandOver%' ORDER BY sequence`,
      { type: z.string(), by: z.string() },
    );
    expect(found).toEqual([
      { type: "HandOverMade", by: "tandem" },
      { type: "HandOverChased", by: "tandem" },
      { type: "HandOverChased", by: "tandem" },
      { type: "HandOverSigned", by: "referral-desk-officer" },
    ]);
  });

  it("and the timers of the desks can be made anew from it", async () => {
    const timers = () =>
      stage.query(sql`SELECT id, kind FROM timers WHERE starts_with(ref, 'desk/') ORDER BY id`, {
        id: z.string(),
        kind: z.string(),
      });
    const before = await timers();
    expect(before.map(({ kind }) => kind)).toEqual(["opening", "opening"]);
    await stage.database.sql.execute(sql`DELETE FROM timers WHERE starts_with(ref, 'desk/')`);
    await rebuild(stage.bot.services.store);
    expect(await timers()).toEqual(before);
  });
});
