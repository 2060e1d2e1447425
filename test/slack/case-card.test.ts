import { describe, expect, test } from "vitest";
import { isTooLarge, validateView } from "../../simulator/validate-view.ts";
import type { CaseCard, Duty } from "../../src/domain/case/case-card.ts";
import { offered } from "../../src/domain/case/case-card.ts";
import type { Worklist, WorklistLine } from "../../src/domain/case/worklist.ts";
import type { Instant } from "../../src/domain/instant.ts";
import type { TandemRef } from "../../src/domain/tandem-ref.ts";
import { moreView } from "../../src/slack/forms/case-card-parts.ts";
import { caseCardView, whyView } from "../../src/slack/forms/case-card-view.ts";
import { handBackForm } from "../../src/slack/forms/hand-back-form.ts";
import { worklistView } from "../../src/slack/forms/worklist-view.ts";
import { renderNotice } from "../../src/slack/render-notice.ts";
import {
  expectEscaped,
  expectGoodMessage,
  expectGoodView,
  expectNoEmoji,
  expectOurDates,
  hostile,
  readable,
} from "./checked.ts";

const instant = (text: string) => text as Instant;
const ref = "K7M2-9QXD" as TandemRef;
const at = instant("2026-09-01T16:00:00.000Z");

const duty: Duty = {
  rule: "S2-11",
  says: "the discussion is held",
  owner: "Child Referral Team",
  dueAt: at,
  because: ["referred Mon 31 Aug 2026 17:00 BST", "one working day ends Tue 1 Sep 2026 17:00 BST"],
  overdue: false,
  atOnce: false,
  startedAt: instant("2026-09-01T09:00:00.000Z"),
};
const card: CaseCard = {
  ref,
  areaName: "Exampleshire",
  from: "social-care",
  urgency: "urgent",
  urgencyReason: "immediate-risk",
  incomplete: false,
  restricted: false,
  enteredAt: at,
  asOf: at,
  allocated: [],
  seenByReceiver: true,
  holdings: [{ hop: 0, team: "Child Referral Team" }],
  open: [duty],
  met: [],
  disagreements: [],
  departures: [],
  earlier: [],
  passedOver: [],
  standing: { closed: [] },
  mails: [],
  mayClose: false,
  mayReopen: false,
  mayPickUp: [0],
  may: [...offered],
};

describe("a case card", () => {
  test("reads as one would say it: next step, who has it, what falls due, and what can be done", () => {
    expect(readable(caseCardView(card).blocks)).toMatchInlineSnapshot(`
      "Next: press *I'm dealing with this*.
      [I'm dealing with this (primary) -> K7M2-9QXD/0]
      *Who has it*
      Child Referral Team: nobody yet.
      Seen by the agency that it was sent to.
      Not decided yet: no discussion of both agencies is written down.
      *Area* Exampleshire
      *Urgent because* immediate risk
      *Referred* by social care on Tue 1 Sep 2026 17:00 BST
      *State* open
      *As it stood* Tue 1 Sep 2026 17:00 BST
      [Answer (primary) -> K7M2-9QXD]
      *Open duties, the first at the top*
      *Due Tue 1 Sep 2026 17:00 BST.* the discussion is held (S2-11). *Owner* Child Referral Team
      [Why? -> K7M2-9QXD]
      [Told by telephone -> K7M2-9QXD] [Record discussion -> K7M2-9QXD] [Record a step -> K7M2-9QXD] [Strategy discussion -> K7M2-9QXD] [New concern -> K7M2-9QXD]
      [Meetings -> K7M2-9QXD] [Add a note -> K7M2-9QXD] [Read the referral -> K7M2-9QXD] [Change immediate risk -> K7M2-9QXD] [Hand back -> K7M2-9QXD] [Who has looked -> K7M2-9QXD] [More -> K7M2-9QXD] [Show it as it stands now -> K7M2-9QXD]"
    `);
  });

  test("offers only what its reader may do", () => {
    const view = caseCardView({ ...card, mayPickUp: [], may: ["read-referral"] });
    const shown = readable(view.blocks);
    expect(shown).toContain("[Read the referral -> K7M2-9QXD] [Show it as it stands now -> K7M2-9QXD]");
    expect(shown).not.toContain("I'm dealing with this ");
    expect(shown).not.toContain("Hand back");
  });

  test("keeps what is rare behind one more window, each with what it is for", () => {
    expectGoodView(moreView(card));
    expect(readable(moreView(card).blocks)).toMatchInlineSnapshot(`
      "*We disagree*
      The agencies disagree about this case: whom that goes to, and what must come of it. Work goes on.
      [We disagree -> K7M2-9QXD]
      *People in the case*
      Who is named in it as what. Name your own people, or take them off.
      [People in the case -> K7M2-9QXD]
      *Keep somebody out*
      Somebody must not know of it: the person it is about, or a relative or friend of theirs.
      [Keep somebody out -> K7M2-9QXD]
      *Depart from the protocol*
      Something that the protocol presumes is not right here. Say why; it may need others to agree.
      [Depart from the protocol -> K7M2-9QXD]"
    `);
    expect(readable(caseCardView({ ...card, may: ["read-referral"] }).blocks)).not.toContain("[More");
    expectGoodView(moreView({ ...card, may: [] }));
  });

  test("shows how the case departs from its protocol, and whose answer is still needed", () => {
    const departure = { rule: "S0-10", says: "It is joint", by: "Demo Officer" };
    const shown = readable(
      caseCardView({
        ...card,
        may: ["read-referral"],
        departures: [
          { ...departure, stands: "pending", waitsFor: ["police", "social-care"] },
          { ...departure, rule: "S0-9", stands: "in effect", waitsFor: [] },
          { ...departure, rule: "S0-8", stands: "refused", waitsFor: [] },
        ],
      }).blocks,
    );
    expect(shown).toContain(
      "*Departure from the protocol (S0-10)*, proposed by Demo Officer. It does not hold until a manager of the police and a manager of social care agree. The protocol says: It is joint.",
    );
    expect(shown).toContain("(S0-9)*, proposed by Demo Officer. It holds.");
    expect(shown).toContain("(S0-8)*, proposed by Demo Officer. It was refused: the protocol holds.");
    expect(shown).not.toContain("[Answer");
  });

  test("asks each agency to name its own people, and says of the other's only that nobody is named", () => {
    const allocated = [
      { agency: "social-care", as: "social-worker", ours: true },
      { agency: "police", as: "officer-in-the-case", ours: false },
    ] as const;
    const shown = readable(caseCardView({ ...card, allocated, may: ["name-person"] }).blocks);
    expect(shown).toContain("The social worker: nobody yet. To allocate it, press *More*");
    expect(shown).toContain("The officer in the case: nobody yet.\n");
  });

  test("says who has it, what is overdue, and what was done on time and what late", () => {
    const shown = readable(
      caseCardView({
        ...card,
        mayPickUp: [],
        holdings: [
          { hop: 0, team: "Operations Room", had: { how: "told", name: "Demo Worker", at } },
          { hop: 1, team: "Sergeant", had: { how: "picked-up", name: "Demo Sergeant", at } },
        ],
        open: [{ ...duty, overdue: true }],
        met: [
          { ...duty, met: { at, late: false } },
          { ...duty, rule: "S2-12", met: { at, late: true } },
          { ...duty, rule: "S4-15", met: { at, late: false, ended: true } },
        ],
      }).blocks,
    );
    expect(shown).toContain("Sergeant: Demo Sergeant has had it since Tue 1 Sep 2026 17:00 BST.");
    expect(shown).toContain(
      "Operations Room: told by telephone on Tue 1 Sep 2026 17:00 BST, written down by",
    );
    expect(shown).toContain("*Overdue since Tue 1 Sep 2026 17:00 BST.*");
    expect(shown).toContain("(S2-11): Tue 1 Sep 2026 17:00 BST, on time.");
    expect(shown).toContain("(S2-12): Tue 1 Sep 2026 17:00 BST, late.");
    expect(shown).toContain("(S4-15): Tue 1 Sep 2026 17:00 BST, no longer due: its meeting is called off.");
  });

  test("says why each duty falls due when it does", () => {
    expect(readable(whyView(card).blocks)).toBe(
      "*the discussion is held (S2-11): due Tue 1 Sep 2026 17:00 BST*\n" +
        "referred Mon 31 Aug 2026 17:00 BST\none working day ends Tue 1 Sep 2026 17:00 BST",
    );
  });

  test.each([
    ["as usual", card],
    ["with nothing due", { ...card, open: [] }],
    ["two hops open", { ...card, holdings: [0, 1].map((hop) => ({ hop, team: hostile })) }],
    [
      "hostile and long",
      {
        ...card,
        areaName: hostile,
        departures: Array.from({ length: 8 }, () => ({
          rule: "S0-10",
          says: hostile,
          by: hostile,
          stands: "pending" as const,
          waitsFor: ["police" as const],
        })),
        holdings: [{ hop: 0, team: hostile, had: { how: "picked-up" as const, name: hostile, at } }],
        open: Array.from({ length: 60 }, () => ({ ...duty, says: hostile, because: [hostile, hostile] })),
        met: Array.from({ length: 60 }, () => ({ ...duty, says: hostile, met: { at, late: true } })),
      },
    ],
  ])("fits Slack, escapes what people wrote, and has our dates and no emoji: %s", (what, model) => {
    for (const view of [caseCardView(model, "Somebody already has this."), whyView(model)]) {
      expectGoodView(view);
      if (what !== "hostile and long" && what !== "two hops open") expectNoEmoji(readable(view.blocks));
      expectOurDates(readable(view.blocks));
    }
  });
});

const line: WorklistLine = {
  ref,
  areaName: "Exampleshire",
  urgency: "urgent",
  urgencyReason: "immediate-risk",
  allocated: [
    { agency: "social-care", as: "social-worker", name: "Demo Social Worker", ours: true },
    { agency: "police", as: "officer-in-the-case", ours: false },
  ],
  holdings: [{ hop: 0, team: "Child Referral Team" }],
  duty: { ...duty, overdue: true },
};
const list: Worklist = { scope: "mine", isFirst: true, lines: [line], next: { dueAt: at, ref } };
const numbered = (count: number, one: WorklistLine): readonly WorklistLine[] =>
  Array.from({ length: count }, (_, index) => ({ ...one, ref: `K7M2-9QX${index}` as TandemRef }));

describe("a worklist", () => {
  test("shows a case in one line, with a button that opens it", () => {
    expect(readable(worklistView(list).blocks)).toMatchInlineSnapshot(`
      "[Mine (primary) -> mine] [My team's -> team]
      *Cases that you sent or picked up*
      *K7M2-9QXD* Exampleshire, urgent: immediate risk. Nobody yet. The social worker: Demo Social Worker; The officer in the case: nobody yet. *Overdue since Tue 1 Sep 2026 17:00 BST:* the discussion is held (S2-11).
      [Next page -> mine/2026-09-01T16:00:00.000Z/K7M2-9QXD]"
    `);
    expect(JSON.stringify(worklistView(list))).toContain('"value":"K7M2-9QXD"');
  });

  test("says who has it, also when only one of two has", () => {
    const shown = readable(
      worklistView({
        ...list,
        lines: [
          {
            ...line,
            urgency: "standard",
            holdings: [
              { hop: 0, team: "Operations Room", had: { how: "picked-up", name: "Demo Operator", at } },
              { hop: 1, team: "Sergeant" },
            ],
          },
        ],
      }).blocks,
    );
    expect(shown).toContain("Exampleshire, standard. Demo Operator has it; nobody yet at Sergeant.");
  });

  test("carries instants and references from page to page, and nothing else", () => {
    const shown = JSON.stringify(worklistView({ ...list, isFirst: false }));
    expect(shown).toContain('"value":"mine/2026-09-01T16:00:00.000Z/K7M2-9QXD"');
    expect(shown).toContain("First page");
    expect(JSON.stringify(worklistView(list))).not.toContain("First page");
  });

  test.each<readonly [string, Worklist]>([
    ["nothing", { scope: "mine", isFirst: true, lines: [] }],
    ["nothing of the team's", { scope: "team", isFirst: true, lines: [] }],
    ["an empty last page", { scope: "team", isFirst: false, lines: [] }],
    ["a full page", { ...list, isFirst: false, lines: numbered(10, line) }],
    ["hostile names", { ...list, lines: numbered(10, { ...line, areaName: hostile }) }],
  ])("fits Slack and escapes what people wrote: %s", (_what, model) => {
    const view = worklistView(model);
    expect(validateView(view, "modal")).toEqual([]);
    expect(isTooLarge(view)).toBe(false);
    const sections = view.blocks.filter(({ type }) => type === "section");
    expectEscaped(readable(sections));
    expectOurDates(readable(sections));
  });
});

describe("handing back", () => {
  test("asks for whom and why", () => {
    const view = handBackForm(ref, [{ value: "0", label: "Child Referral Team" }]);
    expectGoodView(view);
    expect(readable(view.blocks)).toBe(
      "Both agencies can read what you write here.\nFor whom do you hand K7M2-9QXD back? * (Child Referral Team)\nWhy do you hand it back? * (plain_text_input)",
    );
    expect(view.private_metadata).toBe(ref);
  });

  test("tells the sender whom to ring first", () => {
    const ring = { says: "Ring the Child Referral Team", telephone: "01632 960201" };
    const model = { kind: "handed-back", ref, areaName: "Exampleshire", team: hostile, at, ring } as const;
    const message = renderNotice({ ...model, team: "Child Referral Team" }, new Map());
    expectGoodMessage(renderNotice(model, new Map()));
    expectGoodMessage(message);
    expect(message.text).toBe(
      "Nobody has K7M2-9QXD now: the Child Referral Team handed it back on Tue 1 Sep 2026 17:00 BST. " +
        "Ring the Child Referral Team now on 01632 960201.",
    );
    expect(readable(message.blocks)).toContain("*Ring the Child Referral Team now on 01632 960201.*");
  });
});
