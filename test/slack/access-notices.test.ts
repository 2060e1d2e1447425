import { describe, expect, it } from "vitest";
import { caseRoleSchema } from "../../src/domain/case/access-event-schemas.ts";
import * as accessModels from "../../src/domain/notices/access-models.ts";
import type { NoticeModel } from "../../src/domain/notices/notice.ts";
import type { Person } from "../../src/ports.ts";
import { renderNotice } from "../../src/slack/render-notice.ts";
import { expectGoodMessage, expectNoEmoji, expectOurDates, hostile, readable } from "./checked.ts";

const about = { ref: "K7M2-9QXD", areaName: "Exampleshire", by: "p1" } as const;
const departure = {
  ...about,
  rule: "S0-10",
  says: "Any allegation of physical harm is enquired into jointly",
};
const settled = { kind: "departure-settled", ...departure } as const;

const models = {
  "named in a case": { kind: "named-in-case", ...about, as: "officer-in-the-case", over: false },
  "allocated to somebody else": { kind: "allocation-moved", ...about, to: about.by },
  "allocated in the other agency": {
    kind: "allocated",
    ref: about.ref,
    areaName: about.areaName,
    agency: "police",
    as: "officer-in-the-case",
    to: about.by,
    telephone: "01632 960204",
  },
  "allocated, with no number known": {
    kind: "allocated",
    ref: about.ref,
    areaName: about.areaName,
    agency: "social-care",
    as: "social-worker",
    to: about.by,
  },
  "named no more": { kind: "named-in-case", ...about, as: "social-worker", over: true },
  "a post withdrawn": { kind: "withdrawn", areaName: about.areaName },
  "access taken": { kind: "access-taken", ...about, until: "2026-09-01T23:00:00.000Z" },
  "a note for you": { kind: "note-for-you", ...about },
  "a departure to answer": { kind: "departure-to-answer", ...departure },
  "a departure that holds": { ...settled, outcome: "in effect" },
  "a departure refused": { ...settled, outcome: "refused" },
  "a departure that one has agreed to": { ...settled, outcome: "one more to agree" },
} satisfies Record<string, NoticeModel>;

const named = (name: string): ReadonlyMap<string, Person> =>
  new Map([["p1", { person: "p1", name, agency: "police", identities: [], postings: [], left: false }]]);
const people = named("Demo Officer");
const render = (model: NoticeModel, by = people) => renderNotice(model, by);

/** The same model with every free text in it replaced; closed words, ids and instants stay. */
const withText = (model: NoticeModel, text: string): NoticeModel =>
  JSON.parse(
    JSON.stringify(model, (key, value: unknown) => (["areaName", "says"].includes(key) ? text : value)),
  ) as NoticeModel;

describe.each(Object.entries<NoticeModel>(models))("%s", (_name, model) => {
  it("is a message that Slack takes, whatever stands in its names and however long they are", () => {
    expectGoodMessage(render(model));
    for (const text of [hostile, "&<👧".repeat(1_000)])
      expectGoodMessage(render(withText(model, text), named(text)));
  });

  it("says when in our one form, without emoji", () => {
    const { text, blocks } = render(model);
    expectOurDates(`${text}\n${readable(blocks)}`);
    expectNoEmoji(`${text}\n${readable(blocks)}`);
  });

  it("is still said when whoever did it is not registered any more", () => {
    expectGoodMessage(render(model, new Map()));
    expect(render(model, new Map()).text).not.toContain("p1");
  });
});

describe("the messages about who may know of a case", () => {
  it("are all tried here", () => {
    const kinds = Object.values(accessModels).map(({ shape }) => shape.kind.value);
    expect(new Set(Object.values(models).map(({ kind }) => kind))).toEqual(new Set(kinds));
  });

  it("have no place for a child, nor for a reason or a note", () => {
    for (const schema of Object.values(accessModels))
      for (const key of ["child", "name", "reason", "text", "note"])
        expect(Object.keys(schema.shape)).not.toContain(key);
    for (const model of Object.values<NoticeModel>(models)) {
      const schema = Object.values(accessModels).find(({ shape }) => shape.kind.value === model.kind);
      expect(schema?.safeParse({ ...model, child: "Planted Child" }).success).toBe(false);
    }
  });

  it("say of every part in a case what it is", () => {
    const said = caseRoleSchema.options.map((as) => render({ ...models["named in a case"], as }).text);
    expect(new Set(said).size).toBe(caseRoleSchema.options.length);
    expect(said.join()).not.toContain("undefined");
  });
});

const said = (name: keyof typeof models): string => {
  const { text, blocks } = render(models[name]);
  return `${text}\n---\n${readable(blocks)}`;
};

describe("in words", () => {
  it("each says what is so and what comes next", () => {
    const all = Object.entries<NoticeModel>(models).map(([, model]) => `${readable(render(model).blocks)}\n`);
    expect(all.join("\n")).toMatchInlineSnapshot(`
      "*Next: open the case and see what is due.*
      Demo Officer has named you as the officer in the case in K7M2-9QXD, Exampleshire.
      [Open the case -> K7M2-9QXD]

      *Next: ring them and say what stands open. If you think that is wrong, tell your manager.*
      K7M2-9QXD, Exampleshire is allocated to Demo Officer now, and no longer to you. Demo Officer wrote that down.
      [Open the case -> K7M2-9QXD]

      *Next: open the case and see what is due.*
      For the police, Demo Officer has K7M2-9QXD, Exampleshire now, as the officer in the case. Ring them on 01632 960204.
      [Open the case -> K7M2-9QXD]

      *Next: open the case and see what is due.*
      For social care, Demo Officer has K7M2-9QXD, Exampleshire now, as the social worker.
      [Open the case -> K7M2-9QXD]

      *You are not named as the social worker in K7M2-9QXD, Exampleshire any more. Demo Officer wrote that down.*
      If you think that is wrong, ring them.

      A message that stood here was withdrawn, Exampleshire. Type /worklist to see what falls due for you.

      *Next: speak to Demo Officer. If you did not expect this, tell your manager.*
      Demo Officer, who is not named in K7M2-9QXD, Exampleshire, has opened it because a child could not wait. This holds until Wed 2 Sep 2026 00:00 BST.
      [Open the case -> K7M2-9QXD]

      *Next: open the case and read the referral: the note stands below it.*
      Demo Officer has written a note on K7M2-9QXD, Exampleshire, that only you and whoever else they chose can read.
      [Open the case -> K7M2-9QXD]

      *Next: open the case, read why, and agree or refuse.*
      Demo Officer proposes to depart from the protocol in K7M2-9QXD, Exampleshire (S0-10). It says: Any allegation of physical harm is enquired into jointly.
      [Open the case -> K7M2-9QXD]

      *Next: act on it, and say so to the other agency.*
      The departure holds. Demo Officer answered for a departure from the protocol in K7M2-9QXD, Exampleshire (S0-10: Any allegation of physical harm is enquired into jointly).
      [Open the case -> K7M2-9QXD]

      *Next: go on as the protocol says, or take it to your managers.*
      It was refused: the protocol holds. Demo Officer answered for a departure from the protocol in K7M2-9QXD, Exampleshire (S0-10: Any allegation of physical harm is enquired into jointly).
      [Open the case -> K7M2-9QXD]

      *Next: go on as the protocol says until the other manager has agreed.*
      It does not hold yet. Demo Officer answered for a departure from the protocol in K7M2-9QXD, Exampleshire (S0-10: Any allegation of physical harm is enquired into jointly).
      [Open the case -> K7M2-9QXD]
      "
    `);
  });

  it("what stands where a post was says of no case that there is one", () => {
    expect(said("a post withdrawn")).not.toContain("K7M2");
    expect(said("a post withdrawn")).not.toContain("->");
  });

  it("whoever is named no more is given no button to a case that may be closed to them", () => {
    expect(said("named no more")).not.toContain("->");
    expect(said("named in a case")).toContain("[Open the case -> K7M2-9QXD]");
  });
});
