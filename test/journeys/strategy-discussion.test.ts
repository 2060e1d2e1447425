import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { FillValue } from "../../simulator/element-state.ts";
import { clocksOf, onlyMessage, recorded, sendForm, windowOf } from "../support/act.ts";
import { openFromCard } from "../support/case-window.ts";
import { planted } from "../support/planted.ts";
import { closeWindows, deskOfficer, refer, socialWorker, textOf, type Sender } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ stillTimers: true });
});
afterEach(() => stage.nothingUnread());
afterAll(() => stage.close());

const referred = async (): Promise<string> => {
  stage.at("2026-09-01T10:00:00+01:00");
  const ref = await refer(stage, socialWorker);
  await onlyMessage(stage, "police", "C0PREFER");
  await onlyMessage(stage, "council", "U0CWORKER");
  return ref;
};

const valuesOf = (view: unknown, actionId: string): readonly string[] => {
  if (typeof view !== "object" || view === null) return [];
  const { action_id: id, value } = view as { action_id?: string; value?: string };
  return [
    ...(id === actionId && value !== undefined ? [value] : []),
    ...Object.values(view).flatMap((inner) => valuesOf(inner, actionId)),
  ];
};

/** Presses one of several buttons alike, by what it carries. */
const pressValue = async (who: Sender, actionId: string, holding: string): Promise<string> => {
  const view = stage.workspace(who.installation).modal(who.user);
  const found = valuesOf(view, actionId).find((value) => value.includes(holding));
  const before = textOf(view);
  await stage[who.installation].pressInModal({ user: who.user, actionId, value: found ?? "" });
  await expect
    .poll(() => textOf(stage.workspace(who.installation).modal(who.user)), { timeout: 5_000 })
    .not.toBe(before);
  return windowOf(stage, who);
};

const openRecord = (who: Sender, ref: string) => openFromCard(stage, who, ref, "open-strategy");

const openSection = async (who: Sender, ref: string, section: string): Promise<string> => {
  await openRecord(who, ref);
  return pressValue(who, "open-section", ` ${section}`);
};

const save = async (who: Sender, values: Record<string, FillValue>): Promise<string> => {
  const sent = await sendForm(stage, who, values);
  expect(sent.errors).toEqual({});
  return windowOf(stage, who);
};

const write = async (who: Sender, ref: string, section: string, values: Record<string, FillValue>) => {
  await openSection(who, ref, section);
  return save(who, values);
};

const everything = async (ref: string, agencies: readonly string[]) => {
  await write(socialWorker, ref, "attendance", {
    "fact-held": "meeting",
    agencies: [...agencies],
    "answer-who took part, by name and agency": planted.discussed,
  });
  await write(socialWorker, ref, "information", {
    "answer-what each agency brought": planted.discussed,
    "answer-who watches over the child": planted.discussed,
    "answer-who supports the child": planted.discussed,
  });
  return write(deskOfficer, ref, "decision", {
    "fact-threshold": "significant-harm",
    "answer-what was decided": planted.discussed,
    "answer-what the decision rests on": planted.discussed,
  });
};

const finish = async (who: Sender, ref: string, values: Record<string, FillValue> = {}) => {
  await openRecord(who, ref);
  await pressValue(who, "open-finish", "discussion-");
  return sendForm(stage, who, values);
};

describe("the record of a strategy discussion, section by section", () => {
  it("is kept as soon as a section is saved, survives a closed form, and the other agency goes on with it", async () => {
    const ref = await referred();
    const after = await write(socialWorker, ref, "decision", {
      "answer-what was decided": planted.discussed,
    });
    expect(after).toContain("Saved.");
    await closeWindows(stage, socialWorker);
    const seen = await openRecord(deskOfficer, ref);
    expect(seen).toContain("Demo Social Worker (social care), Tue 1 Sep 2026 10:00 BST");
    expect(seen).toContain("what the decision rests on (LOCAL-83)");
    await pressValue(deskOfficer, "open-section", " decision");
    expect(textOf(stage.workspace("police").modal("U0PDESK"))).toContain(planted.discussed);
    expect(await recorded(stage, "SectionDrafted")).toBe(1);
    await closeWindows(stage, deskOfficer);
  });

  it("keeps both of two who write at the same instant, and shows the second what the first wrote", async () => {
    const ref = await referred();
    await openSection(socialWorker, ref, "decision");
    await openSection(deskOfficer, ref, "decision");
    await save(socialWorker, { "answer-what was decided": "Planted first words." });
    const second = await save(deskOfficer, { "answer-what was decided": "Planted second words." });
    expect(second).toContain("Demo Social Worker wrote in this section while you did.");
    const both = await pressValue(deskOfficer, "open-section", " decision");
    expect(both).toContain("Demo Social Worker: Planted first words.");
    expect(both).toContain("Demo Referral Desk Officer: Planted second words.");
    const made = await save(deskOfficer, { "answer-what was decided": "Planted words of both." });
    expect(made).toContain("Saved.");
    await openSection(socialWorker, ref, "decision");
    const last = textOf(stage.workspace("council").modal("U0CWORKER"));
    expect(last).toContain("Planted words of both.");
    expect(last).not.toContain("Planted first words.");
    await closeWindows(stage, socialWorker);
    await closeWindows(stage, deskOfficer);
  });

  it("finished with everybody there it is recorded, with no reason asked (STAT-4)", async () => {
    const ref = await referred();
    await everything(ref, ["social-care", "police", "health"]);
    const sent = await finish(socialWorker, ref);
    expect(sent.errors).toEqual({});
    expect(sent.body).toContain("held Tue 1 Sep 2026 10:00 BST");
    await closeWindows(stage, socialWorker);
    expect((await clocksOf(stage, ref)).filter(({ rule }) => rule === "LOCAL-82")).toEqual([]);
    await stage.settled();
  });

  it("says what each section misses, rule by rule, and lets whoever acts now go ahead all the same", async () => {
    const ref = await referred();
    await write(socialWorker, ref, "attendance", { agencies: ["social-care", "police", "health"] });
    const refused = await finish(socialWorker, ref);
    expect(refused.errors["reason"]).toContain("what was decided");
    const sent = await sendForm(stage, socialWorker, { "acting-now": ["yes"] });
    expect(sent.errors).toEqual({});
    await stage.settled();
    await onlyMessage(stage, "police", "C0PREFER");
    expect((await clocksOf(stage, ref)).filter(({ rule }) => rule === "LOCAL-90")).toHaveLength(1);
  });

  it("without health it needs a reason, stands in nobody's way, and health is to be briefed by the next working day (LOCAL-82)", async () => {
    const ref = await referred();
    await everything(ref, ["social-care", "police"]);
    const refused = await finish(socialWorker, ref);
    expect(refused.errors["reason"]).toContain("STAT-4");
    const sent = await sendForm(stage, socialWorker, { reason: planted.discussed });
    expect(sent.errors).toEqual({});
    expect(await clocksOf(stage, ref)).toContainEqual(
      expect.objectContaining({ rule: "LOCAL-82", due: "Wed 02 Sep 17:00:00", met: null }),
    );
    await stage.settled();
    await onlyMessage(stage, "police", "C0PREFER");
  });
});

describe("who gets the record", () => {
  it("is everybody whom it concerns; left out only with a reason; whom e-mail does not reach is given it by hand, and then it is shared (STAT-5)", async () => {
    const ref = await referred();
    await everything(ref, ["social-care", "police", "health"]);
    expect((await finish(socialWorker, ref)).errors).toEqual({});
    await openRecord(socialWorker, ref);
    await pressValue(socialWorker, "open-distribution", "discussion-1");
    const refused = await sendForm(stage, socialWorker, { gets: ["discussion-1-police"] });
    expect(refused.errors).toEqual({ "why-withheld": "Say why something is kept from somebody." });
    await sendForm(stage, socialWorker, {
      gets: ["discussion-1-police"],
      "why-withheld": planted.discussed,
    });
    const shown = await openRecord(socialWorker, ref);
    expect(shown).toContain("has no mailbox here. Give it to them yourself");
    expect(shown).toContain("gets nothing; the reason is on record");
    expect(await recorded(stage, "RecordGiven")).toBe(0);
    await pressValue(socialWorker, "record-given", "discussion-1-police");
    const [shared] = await stage.query(
      sql`SELECT count(*)::int AS n FROM events WHERE type = 'StepTaken' AND header::text LIKE '%minutes-shared%'`,
      { n: z.number() },
    );
    expect(shared).toEqual({ n: 1 });
    const copied = await pressValue(socialWorker, "open-copy", "discussion-1");
    expect(copied).toContain(planted.discussed);
    await closeWindows(stage, socialWorker);
    await closeWindows(stage, deskOfficer);
    await stage.settled();
  });
});

describe("an action that was agreed", () => {
  it("has an owner and a time or is not kept, is a duty from then on, and is done with one press (LOCAL-80, LOCAL-81, F11)", async () => {
    const ref = await referred();
    await openRecord(socialWorker, ref);
    await pressValue(socialWorker, "open-action", "discussion-1");
    const bare = await sendForm(stage, socialWorker, { "action-text": planted.discussed });
    expect([...Object.keys(bare.errors), ...bare.blockedByClient].length).toBeGreaterThan(0);
    const kept = await save(socialWorker, { owner: "police", "due-date": "2026-09-03" });
    expect(kept).toContain("by Thu 3 Sep 2026 17:00 BST");
    expect(await clocksOf(stage, ref)).toContainEqual(
      expect.objectContaining({ rule: "LOCAL-81", owner: "police.officer", due: "Thu 03 Sep 17:00:00" }),
    );
    stage.at("2026-09-02T09:00:00+01:00");
    await openRecord(deskOfficer, ref);
    await pressValue(deskOfficer, "action-done", "discussion-1");
    expect(await clocksOf(stage, ref)).toContainEqual(
      expect.objectContaining({ rule: "LOCAL-81", met: "Wed 02 Sep 09:00:00", late: false }),
    );
    await closeWindows(stage, socialWorker);
    await closeWindows(stage, deskOfficer);
    await stage.settled();
  });
});
