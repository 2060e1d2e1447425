import { describe, expect, test } from "vitest";
import type { NoticeModel, ReferralPost } from "../../src/domain/notices/notice.ts";
import type { Person } from "../../src/ports.ts";
import { renderNotice } from "../../src/slack/render-notice.ts";
import { expectGoodMessage, expectNoEmoji, expectOurDates, hostile, readable } from "./checked.ts";

const at = "2026-09-01T16:00:00.000Z";
const named = (name: string): ReadonlyMap<string, Person> =>
  new Map([["p1", { person: "p1", name, agency: "police", identities: [], postings: [], left: false }]]);
const people = named("Demo Officer");

const post: ReferralPost = {
  kind: "referral-post",
  ref: "K7M2-9QXD",
  areaName: "Exampleshire",
  from: "social-care",
  to: "police",
  urgency: "urgent",
  urgencyReason: "forensic-window",
  incomplete: true,
  restricted: false,
  hop: 0,
  passOnTo: { says: "reach the detective sergeant on call", telephone: "01632 960203" },
  due: { says: "the discussion is held", rule: "S2-11", at, alsoShownAt: "2026-12-02T17:00:00.000Z" },
};
const { passOnTo, due, ...plainPost } = post;
const had = { how: "picked-up", by: "p1", at } as const;

const models: Readonly<Record<string, NoticeModel>> = {
  "urgent, first hop": post,
  "standard, one hop": { ...plainPost, urgency: "standard", urgencyReason: "none", incomplete: false },
  "for one person alone": { ...plainPost, restricted: true },
  "picked up": { ...plainPost, had },
  "picked up, with somebody still to reach": { ...plainPost, ...(passOnTo && { passOnTo }), had },
  "told by telephone": { ...plainPost, ...(due && { due }), had: { ...had, how: "told" } },
  "recorded, urgent": {
    kind: "sender-recorded",
    ref: post.ref,
    areaName: "Exampleshire",
    sentTo: "Child Referral Team",
    ring: { says: "ring the Child Referral Team", telephone: "01632 960201" },
    urgent: true,
    restricted: false,
  },
  "recorded, standard": {
    kind: "sender-recorded",
    ref: post.ref,
    areaName: "Exampleshire",
    sentTo: "Child Referral Team",
    ring: { says: "ring the Child Referral Team", telephone: "01632 960201" },
    urgent: false,
    restricted: false,
  },
  "recorded, restricted": {
    kind: "sender-recorded",
    ref: post.ref,
    areaName: "Exampleshire",
    sentTo: "detective inspector for the area",
    ring: { says: "ring the inspector", telephone: "01632 960204" },
    urgent: false,
    restricted: true,
  },
  "due on another day": {
    kind: "deadline-moved",
    ref: post.ref,
    areaName: "Exampleshire",
    rule: "S2-9",
    says: "the assessment is decided",
    was: at,
    dueAt: "2026-09-02T16:00:00.000Z",
    overdue: false,
    because: ["Tue 1 Sep 2026 is not a working day (a day of mourning)"],
    why: "the person who has it is off shift, so the team on duty is told",
  },
  "somebody has it": {
    kind: "sender-answered",
    ref: post.ref,
    had,
    team: "Child Referral Team",
    callBack: "01632 960201",
  },
  "told, and one still open": {
    kind: "sender-answered",
    ref: post.ref,
    had: { ...had, how: "told" },
    team: "Force Operations Room",
    callBack: "01632 960202",
    stillOpen: "Detective sergeant on call",
  },
  "a gap in the rota": {
    kind: "gap-alarm",
    areaName: "Exampleshire",
    because: ["nobody on call on Tue 1 Sep 2026 17:00 BST"],
  },
  "a gap, without a reason": { kind: "gap-alarm", areaName: "Exampleshire", because: [] },
  "risk, up": {
    kind: "risk-changed",
    ref: post.ref,
    areaName: "Exampleshire",
    urgency: "urgent",
    urgencyReason: "immediate-risk",
    by: "p1",
  },
  "risk, down": {
    kind: "risk-changed",
    ref: post.ref,
    areaName: "Exampleshire",
    urgency: "standard",
    urgencyReason: "none",
    by: "gone",
  },
  "not delivered": {
    kind: "not-delivered",
    ref: post.ref,
    team: "Child Referral Team",
    telephone: "01632 960201",
  },
  "undelivered, for the operators": {
    kind: "undelivered-alarm",
    ref: post.ref,
    areaName: "Exampleshire",
    what: "referral-post",
    error: "is_archived",
  },
};

/** The same model with every free text in it made hostile or long; closed words, ids and instants stay. */
const closed = new Set([
  "kind",
  "ref",
  "from",
  "to",
  "urgency",
  "urgencyReason",
  "how",
  "by",
  "at",
  "alsoShownAt",
]);
const withText = (model: NoticeModel, text: string): NoticeModel =>
  JSON.parse(
    JSON.stringify(model, (key, value: unknown) =>
      typeof value === "string" && !closed.has(key) ? text : value,
    ),
  ) as NoticeModel;

describe.each(Object.entries(models))("%s", (_name, model) => {
  const message = renderNotice(model, people);

  test("is a message that Slack takes", () => expectGoodMessage(message));

  test("is one whatever stands in its names", () =>
    expectGoodMessage(renderNotice(withText(model, hostile), named(hostile))));

  test("is one however long its names are", () =>
    expectGoodMessage(renderNotice(withText(model, "&<👧".repeat(1_000)), named("&<👧".repeat(1_000)))));

  test("says when in our one form, without emoji", () => {
    const said = `${message.text}\n${readable(message.blocks)}`;
    expectOurDates(said);
    expectNoEmoji(said);
  });

  test("begins with the state or the next step, and gives the reference that it is about", () => {
    expect(readable(message.blocks).split("\n")[0]).toMatch(/^\*.+\*/);
    expect(message.text).toContain(
      "ref" in model ? model.ref : "areaName" in model ? model.areaName : "Tandem ref",
    );
  });
});

const said = (name: string): string => {
  const model = models[name];
  if (model === undefined) throw new Error(name);
  const { text, blocks } = renderNotice(model, people);
  return `${text}\n---\n${readable(blocks)}`;
};

test("a person who is not registered any more is still called something", () => {
  expect(said("risk, down")).toContain("By A registered worker.");
});

describe("in words", () => {
  test("urgent, first hop", () => {
    expect(said("urgent, first hop")).toMatchInlineSnapshot(`
      "Urgent referral from social care K7M2-9QXD, Exampleshire, forensic evidence may be lost. Nobody has it yet.
      ---
      *Urgent referral from social care*
      Nobody has it yet.
      Next: press *I'm dealing with this*, then reach the detective sergeant on call on 01632 960203, then press *Told by telephone* and name them.
      *Tandem ref* K7M2-9QXD
      *Area* Exampleshire
      *Urgent because* forensic evidence may be lost
      *Incomplete* sent urgently with what was known; ring the sender
      *Due Tue 1 Sep 2026 17:00 BST:* the discussion is held (S2-11). The other reading, shown only: Wed 2 Dec 2026 17:00 GMT.
      [I'm dealing with this (primary) -> K7M2-9QXD/0] [Read the referral -> K7M2-9QXD/0] [Told by telephone -> K7M2-9QXD/0] [Record discussion -> K7M2-9QXD/0] [Record a step -> K7M2-9QXD/0]"
    `);
  });

  test("standard, one hop", () => {
    expect(said("standard, one hop")).toMatchInlineSnapshot(`
      "Referral from social care K7M2-9QXD, Exampleshire. Nobody has it yet.
      ---
      *Referral from social care*
      Nobody has it yet.
      Next: press *I'm dealing with this*, then *Read the referral*.
      *Tandem ref* K7M2-9QXD
      *Area* Exampleshire
      *Urgency* standard
      [I'm dealing with this (primary) -> K7M2-9QXD/0] [Read the referral -> K7M2-9QXD/0] [Told by telephone -> K7M2-9QXD/0] [Record discussion -> K7M2-9QXD/0] [Record a step -> K7M2-9QXD/0]"
    `);
  });

  test("for one person alone", () => {
    expect(said("for one person alone")).toMatchInlineSnapshot(`
      "Urgent referral from social care, for you alone K7M2-9QXD, Exampleshire, forensic evidence may be lost. Nobody has it yet.
      ---
      *Urgent referral from social care, for you alone*
      Nobody has it yet.
      Next: press *I'm dealing with this*, then *Read the referral*.
      *Tandem ref* K7M2-9QXD
      *Area* Exampleshire
      *Urgent because* forensic evidence may be lost
      *Incomplete* sent urgently with what was known; ring the sender
      [I'm dealing with this (primary) -> K7M2-9QXD/0] [Read the referral -> K7M2-9QXD/0] [Told by telephone -> K7M2-9QXD/0] [Record discussion -> K7M2-9QXD/0] [Record a step -> K7M2-9QXD/0]"
    `);
  });

  test("picked up", () => {
    expect(said("picked up")).toMatchInlineSnapshot(`
      "Urgent referral from social care K7M2-9QXD, Exampleshire, forensic evidence may be lost. Demo Officer has had it since Tue 1 Sep 2026 17:00 BST.
      ---
      *Urgent referral from social care*
      Demo Officer has had it since Tue 1 Sep 2026 17:00 BST.
      Next: discuss it with the other agency, then press *Record discussion*.
      *Tandem ref* K7M2-9QXD
      *Area* Exampleshire
      *Urgent because* forensic evidence may be lost
      *Incomplete* sent urgently with what was known; ring the sender
      [Read the referral -> K7M2-9QXD/0] [Record discussion -> K7M2-9QXD/0] [Record a step -> K7M2-9QXD/0]"
    `);
  });

  test("picked up, with somebody still to reach", () => {
    expect(said("picked up, with somebody still to reach")).toMatchInlineSnapshot(`
      "Urgent referral from social care K7M2-9QXD, Exampleshire, forensic evidence may be lost. Demo Officer has had it since Tue 1 Sep 2026 17:00 BST.
      ---
      *Urgent referral from social care*
      Demo Officer has had it since Tue 1 Sep 2026 17:00 BST.
      Next: reach the detective sergeant on call on 01632 960203, then press *Told by telephone* and name them.
      *Tandem ref* K7M2-9QXD
      *Area* Exampleshire
      *Urgent because* forensic evidence may be lost
      *Incomplete* sent urgently with what was known; ring the sender
      [Read the referral -> K7M2-9QXD/0] [Told by telephone -> K7M2-9QXD/0] [Record discussion -> K7M2-9QXD/0] [Record a step -> K7M2-9QXD/0]"
    `);
  });

  test("told by telephone", () => {
    expect(said("told by telephone")).toMatchInlineSnapshot(`
      "Urgent referral from social care K7M2-9QXD, Exampleshire, forensic evidence may be lost. Told by telephone on Tue 1 Sep 2026 17:00 BST, written down by Demo Officer.
      ---
      *Urgent referral from social care*
      Told by telephone on Tue 1 Sep 2026 17:00 BST, written down by Demo Officer.
      Next: discuss it with the other agency, then press *Record discussion*.
      *Tandem ref* K7M2-9QXD
      *Area* Exampleshire
      *Urgent because* forensic evidence may be lost
      *Incomplete* sent urgently with what was known; ring the sender
      *Due Tue 1 Sep 2026 17:00 BST:* the discussion is held (S2-11). The other reading, shown only: Wed 2 Dec 2026 17:00 GMT.
      [Read the referral -> K7M2-9QXD/0] [Record discussion -> K7M2-9QXD/0] [Record a step -> K7M2-9QXD/0]"
    `);
  });

  test("recorded, urgent", () => {
    expect(said("recorded, urgent")).toMatchInlineSnapshot(`
      "Recorded: K7M2-9QXD, Exampleshire. Sent to the Child Referral Team. Nobody has it yet.
      ---
      *Recorded. Tandem ref K7M2-9QXD*
      Sent to the Child Referral Team. Nobody has it yet.
      *This is urgent: ring the Child Referral Team on 01632 960201 now.* A message is not a conversation. Child in immediate danger: ring 999.
      If you told somebody by telephone, press *Told by telephone* and name them.
      [Told by telephone -> K7M2-9QXD] [Record discussion -> K7M2-9QXD] [Read the referral -> K7M2-9QXD] [Record a step -> K7M2-9QXD]"
    `);
  });

  test("recorded, standard", () => {
    expect(said("recorded, standard")).toMatchInlineSnapshot(`
      "Recorded: K7M2-9QXD, Exampleshire. Sent to the Child Referral Team. Nobody has it yet.
      ---
      *Recorded. Tandem ref K7M2-9QXD*
      Sent to the Child Referral Team. Nobody has it yet.
      You will be told who has it. If you cannot wait: ring the Child Referral Team on 01632 960201. Child in immediate danger: ring 999.
      If you told somebody by telephone, press *Told by telephone* and name them.
      [Told by telephone -> K7M2-9QXD] [Record discussion -> K7M2-9QXD] [Read the referral -> K7M2-9QXD] [Record a step -> K7M2-9QXD]"
    `);
  });

  test("recorded, restricted", () => {
    expect(said("recorded, restricted")).toMatchInlineSnapshot(`
      "Recorded: K7M2-9QXD, Exampleshire. Sent to the detective inspector for the area and no team. Nobody has it yet.
      ---
      *Recorded. Tandem ref K7M2-9QXD*
      Sent to the detective inspector for the area and no team. Nobody has it yet.
      *No team was told: ring the inspector on 01632 960204 now.* A message is not a conversation. Child in immediate danger: ring 999.
      If you told somebody by telephone, press *Told by telephone* and name them.
      [Told by telephone -> K7M2-9QXD] [Record discussion -> K7M2-9QXD] [Read the referral -> K7M2-9QXD] [Record a step -> K7M2-9QXD]"
    `);
  });

  test("somebody has it", () => {
    expect(said("somebody has it")).toMatchInlineSnapshot(`
      "Demo Officer (Child Referral Team) has had K7M2-9QXD since Tue 1 Sep 2026 17:00 BST.
      ---
      *Demo Officer (Child Referral Team) has had K7M2-9QXD since Tue 1 Sep 2026 17:00 BST.*
      Next: discuss it. Ring them back on 01632 960201. Then press *Record discussion*.
      [Told by telephone -> K7M2-9QXD] [Record discussion -> K7M2-9QXD] [Read the referral -> K7M2-9QXD] [Record a step -> K7M2-9QXD]"
    `);
  });

  test("told, and one still open", () => {
    expect(said("told, and one still open")).toMatchInlineSnapshot(`
      "The Force Operations Room was told of K7M2-9QXD by telephone on Tue 1 Sep 2026 17:00 BST; Demo Officer wrote it down. Still open until named: Detective sergeant on call.
      ---
      *The Force Operations Room was told of K7M2-9QXD by telephone on Tue 1 Sep 2026 17:00 BST; Demo Officer wrote it down.* Still open until named: Detective sergeant on call.
      Next: they are to reach the detective sergeant on call, and you will be told. If you cannot wait, ring 01632 960202.
      [Told by telephone -> K7M2-9QXD] [Record discussion -> K7M2-9QXD] [Read the referral -> K7M2-9QXD] [Record a step -> K7M2-9QXD]"
    `);
  });

  test("a gap in the rota", () => {
    expect(said("a gap in the rota")).toMatchInlineSnapshot(`
      "Nobody is on call by the rota in Exampleshire. Fill the rota now.
      ---
      *Fill the rota now: nobody is on call in Exampleshire*
      nobody on call on Tue 1 Sep 2026 17:00 BST"
    `);
  });

  test("a gap, without a reason", () => {
    expect(said("a gap, without a reason")).toMatchInlineSnapshot(`
      "Nobody is on call by the rota in Exampleshire. Fill the rota now.
      ---
      *Fill the rota now: nobody is on call in Exampleshire*"
    `);
  });

  test("risk, up", () => {
    expect(said("risk, up")).toMatchInlineSnapshot(`
      "Immediate risk was reassessed on K7M2-9QXD, Exampleshire: now urgent: immediate risk.
      ---
      *Immediate risk was reassessed on K7M2-9QXD, Exampleshire: now urgent: immediate risk.*
      By Demo Officer. Open the referral for the reason; if you disagree, say so now.
      [Told by telephone -> K7M2-9QXD] [Record discussion -> K7M2-9QXD] [Read the referral -> K7M2-9QXD] [Record a step -> K7M2-9QXD]"
    `);
  });

  test("risk, down", () => {
    expect(said("risk, down")).toMatchInlineSnapshot(`
      "Immediate risk was reassessed on K7M2-9QXD, Exampleshire: now not urgent.
      ---
      *Immediate risk was reassessed on K7M2-9QXD, Exampleshire: now not urgent.*
      By A registered worker. Open the referral for the reason; if you disagree, say so now.
      [Told by telephone -> K7M2-9QXD] [Record discussion -> K7M2-9QXD] [Read the referral -> K7M2-9QXD] [Record a step -> K7M2-9QXD]"
    `);
  });

  test("not delivered", () => {
    expect(said("not delivered")).toMatchInlineSnapshot(`
      "K7M2-9QXD could not be delivered to the Child Referral Team. Ring the Child Referral Team now on 01632 960201.
      ---
      *Ring the Child Referral Team now on 01632 960201.*
      K7M2-9QXD is recorded, but Slack would not deliver it to them.
      When you have told somebody, press *Told by telephone* and name them.
      [Told by telephone -> K7M2-9QXD] [Record discussion -> K7M2-9QXD] [Read the referral -> K7M2-9QXD] [Record a step -> K7M2-9QXD]"
    `);
  });

  test("undelivered, for the operators", () => {
    expect(said("undelivered, for the operators")).toMatchInlineSnapshot(`
      "A message about K7M2-9QXD, Exampleshire, cannot be delivered. Put its channel or person right now.
      ---
      *A message about K7M2-9QXD, Exampleshire, cannot be delivered. Put its channel or person right now.*
      What: referral-post. Slack says: is_archived."
    `);
  });
});
