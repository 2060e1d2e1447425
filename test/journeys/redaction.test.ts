import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Area } from "../../src/domain/area/area-schema.ts";
import { onlyMessage, pickUp } from "../support/act.ts";
import { play } from "../support/play.ts";
import { deskOfficer, refer, socialWorker, textOf } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

/** Not one of the names that every story plants: here one is planted in the area's own file, where it must not be. */
const child = "Zebedeedemo Quillfeather-Demo";
const word = /zebedee|quillfeather/i;

/** The police desk carries the child's name, as nobody should ever write it. */
const withLeak = (area: Area): Area => {
  const desk = area.slots["police.child-referral-team"];
  if (desk === undefined) throw new Error("no desk");
  return {
    ...area,
    slots: { ...area.slots, "police.child-referral-team": { ...desk, name: `Desk of ${child}` } },
  };
};

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ stillTimers: true, area: withLeak });
});
afterEach(() => stage.nothingUnread());
afterAll(() => stage.close());

const callsToSlack = () =>
  (["council", "police"] as const)
    .flatMap((one) => stage.workspace(one).calls())
    .filter(({ method }) => method.startsWith("chat."))
    .map(({ args }) => JSON.stringify(args));

const redactions = (ref: string) =>
  stage.query(
    sql`SELECT redacted.header::jsonb -> 'findings' AS findings, issued.header::jsonb ->> 'kind' AS kind
        FROM events redacted JOIN events issued ON issued.stream = redacted.stream AND issued.type = 'NoticeIssued'
          AND issued.header::jsonb ->> 'notice' = redacted.header::jsonb ->> 'notice'
        WHERE redacted.type = 'NoticeRedacted' AND redacted.stream = ${`case/${ref}`} ORDER BY redacted.sequence`,
    { findings: z.array(z.string()), kind: z.string() },
  );

describe("a message that holds the name of the child on its case", () => {
  it("leaves as a plain one with the same case, number and buttons; the operators are alarmed, and the case says so", async () => {
    stage.at("2026-09-01T10:00:00+01:00");
    const ref = await refer(stage, socialWorker, { child, "immediate-risk": "yes" });
    await stage.settled();
    const own = await onlyMessage(stage, "council", "U0CWORKER");
    expect(own.text).toContain(`Tandem ref ${ref}: open the case in Tandem. Your referral is recorded.`);
    expect(own.text).toContain("01632 960201");
    expect(textOf(own.blocks)).toContain("open-told-by-telephone");

    const alarm = await onlyMessage(stage, "council", "C0OPERATORS");
    expect(alarm.text).toBe(
      `A message about ${ref}, Exampleshire (fictional), was held back, and a plain one sent in its place.`,
    );
    expect(textOf(alarm.blocks)).toContain("What: sender-recorded. It held: a name on the case.");

    // The post itself names no team of its own, so it leaves as it is, and can be taken.
    const post = await onlyMessage(stage, "police", "C0PREFER");
    expect(post.text).toContain("Urgent referral");
    await pickUp(stage, deskOfficer, post);
    const answered = await onlyMessage(stage, "council", "U0CWORKER");
    expect(answered.text).toContain(
      `Tandem ref ${ref}: open the case in Tandem. Somebody has your referral.`,
    );
    await onlyMessage(stage, "council", "C0OPERATORS");

    expect(await redactions(ref)).toEqual([
      { findings: ["name"], kind: "sender-recorded" },
      { findings: ["name"], kind: "sender-answered" },
    ]);
    expect(callsToSlack().length).toBeGreaterThan(3);
    expect(callsToSlack().filter((call) => word.test(call))).toEqual([]);
    const said = stage.logLines.filter((line) => line.includes("held back"));
    expect(said).toHaveLength(2);
    expect(said.join("\n")).toContain("sender-recorded");
    expect(stage.logLines.filter((line) => word.test(line))).toEqual([]);
  });

  it("leaves as it is about any other child: the name is looked for on its own case", async () => {
    const ref = await refer(stage, socialWorker);
    const own = await onlyMessage(stage, "council", "U0CWORKER");
    expect(own.text).toContain(`Recorded: ${ref}`);
    await onlyMessage(stage, "police", "C0PREFER");
    expect(await redactions(ref)).toEqual([]);
  });
});

describe("a list that belongs to no case", () => {
  let morning: Stage;
  const postcode = "ZZ9 8ZZ";
  const withPostcode = (area: Area): Area => {
    const team = area.slots["social-care.duty-team"];
    if (team === undefined) throw new Error("no team");
    return {
      ...area,
      slots: { ...area.slots, "social-care.duty-team": { ...team, name: `Team at ${postcode}` } },
    };
  };
  beforeAll(async () => {
    morning = await openStage({ handOver: true, begins: "2026-09-01T08:00:00+01:00", area: withPostcode });
  });
  afterAll(() => morning.close());

  it("leaves as a plain one when it holds a postcode, and the operators are told so", async () => {
    const said = await play(morning, "2026-09-01T08:30:00+01:00");
    const at = (place: string) => said.filter((one) => one.place === place);
    expect(at("C0CDUTY").map(({ text }) => text)).toEqual([
      "The hand-over list is ready. To see what is open, type /worklist.",
    ]);
    expect(at("C0OPERATORS").map(({ text }) => text)).toEqual([
      "A message of the kind hand-over was held back (Exampleshire (fictional)): it seemed to say who somebody is.",
    ]);
    expect(JSON.stringify(said)).not.toContain(postcode);
  });
});
