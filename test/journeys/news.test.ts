import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Message } from "../../simulator/message.ts";
import {
  asItStands,
  onlyMessage,
  openStep,
  pickUp,
  press,
  recordForm,
  recordStep,
  sendForm,
} from "../support/act.ts";
import { openCard, openCommand, openFromCard, pressIn } from "../support/case-window.ts";
import { colleague, deskOfficer, refer, socialWorker, textOf } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ stillTimers: true });
});
afterEach(() => stage.nothingUnread());
afterAll(() => stage.close());

const own = { ...deskOfficer };

/** A case that is not urgent, which the police desk has. */
const inHand = async (): Promise<{
  readonly ref: string;
  readonly post: Message;
  readonly sent: Message;
}> => {
  stage.at("2026-09-01T10:00:00+01:00");
  const ref = await refer(stage, socialWorker);
  const post = await onlyMessage(stage, "police", "C0PREFER");
  await onlyMessage(stage, "council", "U0CWORKER");
  expect(await pickUp(stage, deskOfficer, post)).toBe("");
  const sent = await onlyMessage(stage, "council", "U0CWORKER");
  return { ref, post, sent };
};

const timesTaken = async (ref: string, step: string): Promise<number> => {
  const [found] = await stage.query(
    sql`SELECT count(*)::int AS times FROM events
        WHERE stream = ${`case/${ref}`} AND type = 'StepTaken' AND header::jsonb ->> 'step' = ${step}`,
    { times: z.number() },
  );
  return found?.times ?? 0;
};

describe("news of the person alleged", () => {
  it("reaches the worker and the team on duty at once; of two who press at the same instant one has it", async () => {
    const { ref, post } = await inHand();
    await recordStep(stage, own, post, {
      step: "custody-changed",
      "fact-custody": "bailed",
      "answer-conditions of bail or of release": "plantedcondition not to go near",
      "expected-date": "2026-09-01",
      "expected-time": "18:30",
    });
    const told = await onlyMessage(stage, "council", "U0CWORKER");
    const team = await onlyMessage(stage, "council", "C0CDUTY");
    for (const message of [told, team]) {
      expect(message.text).toContain(`Urgent: ${ref}`);
      expect(message.text).toContain("released on bail");
      expect(textOf(message)).toContain("expected: Tue 1 Sep 2026 18:30 BST");
      expect(textOf(message)).not.toContain("plantedcondition");
      expect(textOf(message)).toContain("We have this news");
    }
    await Promise.all([
      press(stage, socialWorker, told, "have-news"),
      press(stage, colleague, team, "have-news"),
    ]);
    await stage.settled();
    expect(await timesTaken(ref, "news-acknowledged")).toBe(1);
    const both = [await asItStands(stage, "council", told), await asItStands(stage, "council", team)];
    for (const text of both) {
      expect(text).toContain("has this news since");
      expect(text).not.toContain("have-news");
    }
    const refused = () =>
      stage
        .workspace("council")
        .ephemerals()
        .filter(({ text }) => text.includes("has it. Nothing more is needed from you"));
    await expect.poll(() => refused().length).toBe(1);
    expect(await openCard(stage, colleague, ref)).toContain("has this news");
    expect(await openFromCard(stage, colleague, ref, "read-referral")).toContain("plantedcondition");
  });

  it("says on the field what is wrong with a time that has passed, and keeps what was typed", async () => {
    const { post } = await inHand();
    await openStep(stage, own, post, "returning-home");
    const past = await sendForm(stage, own, { "expected-date": "2026-09-01", "expected-time": "09:00" });
    expect(past.errors).toEqual({
      "expected-time": "That has passed. Leave it out, and say above what has happened.",
    });
    const half = await sendForm(stage, own, { "expected-date": null, "expected-time": "18:00" });
    expect(half.errors).toEqual({ "expected-date": "Give the date too, or leave out both." });
    await recordForm(stage, own, { "expected-date": "2026-09-01", "expected-time": "18:00" });
    await onlyMessage(stage, "council", "U0CWORKER");
    await onlyMessage(stage, "council", "C0CDUTY");
  });
});

describe("/escalate", () => {
  it("lists one's cases; the form says whom it goes to and what must come of it, and the card that it is open", async () => {
    const { ref } = await inHand();
    const list = await openCommand(stage, socialWorker, "/escalate");
    expect(list).toContain(ref);
    expect(list).toContain("nothing is paused");
    const form = await openFromCard(stage, socialWorker, ref, "open-more", "open-escalation");
    expect(form).toContain("Nothing is in dispute yet. Work goes on");
    expect(form).toContain("Demo Team Manager");
    expect(form).toContain("LOCAL-94");
    expect(form).toContain("what was in dispute, who was consulted, how to proceed");
    await recordForm(stage, socialWorker, { note: "plantedreason we disagree" });
    const manager = await onlyMessage(stage, "council", "U0CMANAGER");
    expect(textOf(manager)).toContain("We disagree, and say so");
    expect(textOf(manager)).not.toContain("plantedreason");
    await onlyMessage(stage, "police", "U0PINSPECTOR");
    expect(await openCard(stage, deskOfficer, ref)).toContain("*In dispute* raised by social care");
    const next = await pressIn(stage, deskOfficer, "open-escalation");
    expect(next).toContain("The disagreement is open.");
    const silent = await sendForm(stage, deskOfficer, { "fact-disagreement": "settled" });
    expect(Object.keys(silent.errors)).toContain("answer-how to proceed");
    await recordForm(stage, deskOfficer, {
      "fact-disagreement": "settled",
      "answer-what was in dispute": "Fictional.",
      "answer-who was consulted": "Fictional.",
      "answer-how to proceed": "Fictional.",
    });
    expect(await openCard(stage, socialWorker, ref)).not.toContain("*In dispute*");
  });
});
