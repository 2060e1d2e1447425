import { describe, expect, it } from "vitest";
import type { NoticeModel, ReminderModel } from "../../src/domain/notices/notice.ts";
import { plainModels } from "../../src/domain/redaction/plain-models.ts";
import { renderNotice } from "../../src/slack/render-notice.ts";
import { validateBlocks } from "../../simulator/validate-blocks.ts";
import { limits } from "../../simulator/block-limits.ts";
import { expectGoodMessage, expectNoEmoji, expectOurDates, readable } from "./checked.ts";

const ref = "K7M2-9QXD";
const said = (model: NoticeModel): string => {
  const { text, blocks } = renderNotice(model, new Map());
  return `${text}\n---\n${readable(blocks)}`;
};

const post: NoticeModel = {
  kind: "referral-post",
  ref,
  areaName: "Exampleshire",
  from: "social-care",
  to: "police",
  urgency: "urgent",
  urgencyReason: "immediate-risk",
  incomplete: false,
  restricted: false,
  hop: 1,
  passOnTo: { says: "reach the Plantedteam", telephone: "01632 960203" },
};
const reminder: ReminderModel = {
  kind: "reminder",
  ref,
  areaName: "Plantedarea",
  urgency: "standard",
  rule: "S2-9",
  says: "Plantedwords",
  dueAt: "2026-09-01T16:00:00.000Z",
  overdue: false,
};
const [withRing, withNumber, bare] = plainModels([post]);

describe("what goes out in place of a message that was held back", () => {
  it.each([withRing, withNumber, bare, ...plainModels([reminder])])("is a good message: $of", (model) => {
    if (model === undefined) throw new Error("no model");
    expectGoodMessage(renderNotice(model, new Map()));
    expectOurDates(said(model));
    expectNoEmoji(said(model));
  });

  it("keeps case, urgency, whom to ring and the buttons of the post", () => {
    expect(said(withRing)).toMatchInlineSnapshot(`
      "Urgent. Tandem ref K7M2-9QXD: open the case in Tandem. It is a referral for you. Reach the Plantedteam on 01632 960203.
      ---
      *Urgent. Tandem ref K7M2-9QXD: open the case in Tandem. It is a referral for you.*
      *Reach the Plantedteam on 01632 960203.*
      The rest of this message was held back, because it seemed to say who somebody is.
      [I'm dealing with this (primary) -> K7M2-9QXD/1] [Read the referral -> K7M2-9QXD/1] [Told by telephone -> K7M2-9QXD/1] [Record discussion -> K7M2-9QXD/1] [Record a step -> K7M2-9QXD/1]"
    `);
  });

  it("drops the words of whom to ring and keeps the number, and last that too: what is left nobody wrote", () => {
    expect(withNumber && said(withNumber)).toContain("Ring 01632 960203.");
    expect(bare && said(bare)).not.toMatch(/01632|Planted/);
  });

  it("names every case of a group, with its due time and buttons; very many as a list", () => {
    const few = renderNotice(plainModels([reminder, { ...reminder, ref: "0000-0000" }])[0], new Map());
    expect(readable(few.blocks)).toContain(
      `Tandem ref ${ref}: open the case in Tandem. Due Tue 1 Sep 2026 17:00 BST.`,
    );
    expect(readable(few.blocks)).toContain("[Told by telephone -> 0000-0000]");
    const [many] = plainModels([reminder, ...Array.from({ length: 60 }, () => reminder)]);
    expect(validateBlocks(renderNotice(many, new Map()).blocks, "/blocks", limits.blocksInMessage)).toEqual(
      [],
    );
  });

  it("tells the operators what kind of thing was found, never what it was", () => {
    expect(
      said({
        kind: "redaction-alarm",
        areaName: "Exampleshire",
        ref,
        what: "reminder",
        findings: ["name", "postcode"],
      }),
    ).toMatchInlineSnapshot(`
      "A message about K7M2-9QXD, Exampleshire, was held back, and a plain one sent in its place.
      ---
      *A message about K7M2-9QXD, Exampleshire, was held back, and a plain one sent in its place.*
      What: reminder. It held: a name on the case, a postcode. Look for it in the area's file, the people's names and the reasons that administrators wrote, and put it right."
    `);
  });
});
