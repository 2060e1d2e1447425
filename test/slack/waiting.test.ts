import { limits } from "../../simulator/block-limits.ts";
import { validateBlocks } from "../../simulator/validate-blocks.ts";
import { describe, expect, it } from "vitest";
import type { NoticeModel, ReferralPost, ReminderModel } from "../../src/domain/notices/notice.ts";
import { renderNotice } from "../../src/slack/render-notice.ts";
import { renderReminders } from "../../src/slack/notices/reminders.ts";
import type { Rendered } from "../../src/slack/rendered.ts";
import { expectGoodMessage, expectNoEmoji, expectOurDates, hostile, readable } from "./checked.ts";

const dueAt = "2026-09-01T16:00:00.000Z";
const common = { ref: "K7M2-9QXD", areaName: "Exampleshire" } as const;

const reminder: ReminderModel = {
  kind: "reminder",
  ...common,
  urgency: "standard",
  rule: "S2-9",
  says: "Once social care has a referral, it has one working day to settle whether the child needs a single assessment",
  dueAt,
  overdue: false,
};
const models = {
  "sender-waiting": {
    kind: "sender-waiting",
    ...common,
    minutes: 15,
    team: "Child Referral Team",
    telephone: "01632 960201",
  },
  "ring-now": {
    kind: "ring-now",
    ...common,
    minutes: 125,
    says: "Ring the force operations room",
    telephone: "01632 960202",
  },
  "still-yours": { kind: "still-yours", ...common, since: dueAt },
  reminder,
  overdue: {
    ...reminder,
    overdue: true,
    alsoShownAt: "2026-11-02T17:00:00.000Z",
    why: "the manager is off shift until Wed 2 Sep 2026 08:30 BST, so the team on duty is told",
  },
} satisfies Record<string, NoticeModel>;

const post: ReferralPost = {
  kind: "referral-post",
  ...common,
  from: "social-care",
  to: "police",
  urgency: "urgent",
  urgencyReason: "suspect-in-custody",
  incomplete: false,
  restricted: false,
  hop: 0,
};
const render = (model: NoticeModel): Rendered => renderNotice(model, new Map());
/** Each case's buttons stand in a block of their own, where the same action may stand once more. */
const expectSlackTakes = ({ text, blocks }: Rendered): void => {
  expect(validateBlocks(blocks, "/blocks", limits.blocksInMessage)).toEqual([]);
  expectOurDates(text);
};
const said = (rendered: Rendered): string => `${rendered.text}\n---\n${readable(rendered.blocks)}`;

describe("what is said while somebody waits", () => {
  it.each(Object.entries(models))("%s is one good message, in our dates, without emoji", (_kind, model) => {
    const rendered = render(model);
    expectGoodMessage(rendered);
    expectOurDates(said(rendered));
    expectNoEmoji(said(rendered));
  });

  it.each(Object.entries(models))("%s puts the next step or what is due first", (_kind, model) => {
    const [first] = render(model).blocks;
    expect(readable([first])).toMatch(/^\*(Next: |K7M2-9QXD: (Due|Was due) )/);
  });

  it("reads as a person would say it", () => {
    expect(said(render(models["sender-waiting"]))).toMatchInlineSnapshot(`
      "Nobody has K7M2-9QXD yet, after 15 minutes.
      ---
      *Next: if you cannot wait, ring the Child Referral Team on 01632 960201, then press Told by telephone and name whom you told.*
      Nobody has K7M2-9QXD yet, after 15 minutes. Others are being told.
      [Told by telephone -> K7M2-9QXD] [Record discussion -> K7M2-9QXD] [Read the referral -> K7M2-9QXD] [Record a step -> K7M2-9QXD]"
    `);
    expect(said(render(models["ring-now"]))).toMatchInlineSnapshot(`
      "Ring the force operations room now on 01632 960202. Nobody has K7M2-9QXD after 2 hours 5 minutes, and everybody on the list was told.
      ---
      *Next: ring the force operations room now on 01632 960202, then press Told by telephone and name whom you told.*
      Nobody has K7M2-9QXD after 2 hours 5 minutes, and everybody on the list was told.
      [Told by telephone -> K7M2-9QXD] [Record discussion -> K7M2-9QXD] [Read the referral -> K7M2-9QXD] [Record a step -> K7M2-9QXD]"
    `);
    expect(said(render(models["still-yours"]))).toMatchInlineSnapshot(`
      "You have had K7M2-9QXD since Tue 1 Sep 2026 17:00 BST, and nothing is recorded since.
      ---
      *Next: record what you did, or hand it back.*
      You have had K7M2-9QXD since Tue 1 Sep 2026 17:00 BST, and nothing is recorded since.
      [Record discussion (primary) -> K7M2-9QXD] [Record a step -> K7M2-9QXD] [Hand back (danger) -> K7M2-9QXD] [Read the referral -> K7M2-9QXD]"
    `);
    expect(said(render(models.overdue))).toMatchInlineSnapshot(`
      "Overdue: K7M2-9QXD, Exampleshire. Was due Tue 1 Sep 2026 17:00 BST. The other reading, shown only: Mon 2 Nov 2026 17:00 GMT.
      ---
      *K7M2-9QXD: Was due Tue 1 Sep 2026 17:00 BST. The other reading, shown only: Mon 2 Nov 2026 17:00 GMT.*
      Once social care has a referral, it has one working day to settle whether the child needs a single assessment (S2-9).
      You are told because the manager is off shift until Wed 2 Sep 2026 08:30 BST, so the team on duty is told.
      [Told by telephone -> K7M2-9QXD] [Record discussion -> K7M2-9QXD] [Read the referral -> K7M2-9QXD] [Record a step -> K7M2-9QXD]"
    `);
  });

  it("escapes whatever an area file says", () => {
    for (const model of [
      { ...models["sender-waiting"], team: hostile, telephone: "1" },
      { ...models["ring-now"], says: hostile },
      { ...reminder, says: hostile, why: hostile, areaName: hostile },
    ])
      expectGoodMessage(render(model));
  });
});

describe("the post of a rung", () => {
  it.each([
    [undefined, "Nobody has it yet."],
    [0, "Nobody has it yet."],
    [1, "Nobody has it yet, after 1 minute."],
    [15, "Nobody has it yet, after 15 minutes."],
    [120, "Nobody has it yet, after 2 hours."],
    [185, "Nobody has it yet, after 3 hours 5 minutes."],
  ])("shows after %s minutes: %s", (minutes, words) => {
    const rendered = render(minutes === undefined ? post : { ...post, waitingMinutes: minutes });
    expectGoodMessage(rendered);
    expect(rendered.text).toContain(words);
    expect(readable(rendered.blocks)).toContain(words);
  });

  it("does not say so any more once somebody has it", () => {
    const had = { how: "picked-up", by: "p1", at: dueAt } as const;
    expect(said(render({ ...post, waitingMinutes: 15, had }))).not.toContain("after 15 minutes");
  });
});

describe("the reminders of one person in one message", () => {
  const many = Array.from({ length: 60 }, (_one, index): ReminderModel => ({
    ...reminder,
    ref: `AAAA-${String(index).padStart(4, "0")}`,
    dueAt: `2026-09-${String(30 - (index % 20)).padStart(2, "0")}T16:00:00.000Z`,
  }));

  it("are one good message however many there are, each duty once and every case by name, the first to fall due on top", () => {
    const rendered = renderReminders(many);
    expectSlackTakes(rendered);
    expect(rendered.text).toBe("60 reminders. The first falls due Fri 11 Sep 2026 17:00 BST.");
    const shown = readable(rendered.blocks);
    for (const { ref } of many) expect(shown).toContain(`${ref}: Due `);
    expect(shown.indexOf("Due Fri 11 Sep")).toBeLessThan(shown.indexOf("Due Wed 30 Sep"));
    expect(shown.split(reminder.says)).toHaveLength(2);
  });

  it("are still one that Slack takes when a hundred each have two readings of their due time", () => {
    const all = Array.from({ length: 100 }, (_one, index): ReminderModel => ({
      ...reminder,
      ref: `AAAA-${String(index).padStart(4, "0")}`,
      alsoShownAt: "2026-09-30T16:00:00.000Z",
      why: "the person whom it was for cannot be reached in Slack",
    }));
    const rendered = renderReminders(all);
    expectSlackTakes(rendered);
    for (const { ref } of all) expect(readable(rendered.blocks)).toContain(`${ref}: Due `);
  });

  it("name each case with its own buttons", () => {
    const rendered = renderReminders([reminder, { ...reminder, ref: "AAAA-BBBB" }]);
    expectSlackTakes(rendered);
    expect(readable(rendered.blocks)).toContain("[Told by telephone -> AAAA-BBBB]");
  });
});
