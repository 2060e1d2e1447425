import { describe, expect, test } from "vitest";
import type { BodyOf } from "../../src/domain/case/case-event.ts";
import { foldCase } from "../../src/domain/case/fold.ts";
import type { CaseState } from "../../src/domain/case/case-state.ts";
import type { OpenedBody, Person } from "../../src/ports.ts";
import { readingView } from "../../src/slack/forms/reading-view.ts";
import { sampleCase, seededIds, viewerOf } from "../support/sample-case.ts";
import { expectGoodView, expectNoEmoji, expectOurDates, hostile, readable } from "./checked.ts";

const { commit } = sampleCase({ ids: seededIds("reading") });
const events = commit.events.map((event, at) => ({ ...event, sequence: at + 1 }));
const folded = foldCase(events);
if (folded === undefined) throw new Error("the sample case does not fold");
const state: CaseState = { ...folded, ref: "K7M2-9QXD" as CaseState["ref"] };
const { person: sender } = viewerOf("duty-social-worker");

const header = { by: "p1", at: "2026-09-01T16:00:00.000Z", enteredAt: "2026-09-01T16:00:00.000Z" };
const opened = (type: OpenedBody["type"], body: unknown): OpenedBody =>
  ({ type, header, body }) as unknown as OpenedBody;

type Body = BodyOf<"ReferralRecorded">;
const keys = [
  "child",
  "age",
  "otherChildren",
  "whereNow",
  "lastSeen",
  "childsWords",
  "concerns",
  "personAlleged",
  "nextContact",
  "whyParentsUnaware",
  "source",
] as const;
const everything = (say: (key: string) => string): Body => ({
  callback: "01632 960111",
  dateOfBirth: "2019-03-14",
  ...(Object.fromEntries(keys.map((key) => [key, say(key)])) as Omit<Body, "callback">),
});

const later = (say: string): readonly OpenedBody[] => [
  opened("PickedUp", undefined),
  opened("ToldByTelephone", { toWhom: say, staffNumber: "1234", logNumber: "567" }),
  opened("DiscussionRecorded", { withWhom: say, decisionInWords: say }),
  opened("StepRecorded", { note: say }),
  opened("RiskReassessed", { reason: say }),
];

const people = new Map(
  ["duty-social-worker", "referral-desk-officer", "team-manager"].map((id) => [id, viewerOf(id).person]),
);

const view = (bodies: readonly OpenedBody[], who: Person | undefined = sender) =>
  readingView({ state, bodies, sender: who, people, reader: sender });
const full = [
  opened(
    "ReferralRecorded",
    everything((key) => `What is said of ${key}.`),
  ),
  ...later("What was said."),
];
const nothing = [opened("ReferralRecorded", { callback: "01632 960111" })];

describe("reading a referral", () => {
  test("with everything, in words", () => {
    expectGoodView(view(full));
    expectOurDates(readable(view(full).blocks));
    expectNoEmoji(readable(view(full).blocks));
    expect(readable(view(full).blocks)).toMatchInlineSnapshot(`
      "Official-sensitive. That you opened this is recorded.
      *Next: ring Demo Social Worker on 01632 960111*
      *Immediate risk* No
      *Possible crime* Possibly
      *Suspect* Nothing said
      *With the person alleged* No
      *Police protection* No
      *Baby not yet mobile* No
      *Open case or plan* Neither
      *Parents aware* Yes
      *Basis for sharing* Public task: safeguarding a child
      *About a professional or someone connected* No
      *Brought by* Nobody: our own staff saw or found it
      *Child*
      What is said of child.
      *Date of birth*
      Thu 14 Mar 2019
      *Age*
      What is said of age.
      *Other children there*
      What is said of otherChildren.
      *Where the child is now, and with whom*
      What is said of whereNow.
      *Last seen, and by whom*
      What is said of lastSeen.
      *The child's own words*
      What is said of childsWords.
      *Concerns*
      What is said of concerns.
      *The person the allegation is about*
      What is said of personAlleged.
      *Next contact with that person*
      What is said of nextContact.
      *Why the parents are not aware*
      What is said of whyParentsUnaware.
      *Who told the sender*
      What is said of source.
      *Told by telephone Tue 1 Sep 2026 17:00 BST*
      What was said., 1234, 567
      *Discussion Tue 1 Sep 2026 17:00 BST*
      With What was said.. What was said.
      *Step Tue 1 Sep 2026 17:00 BST*
      What was said.
      *Immediate risk reassessed Tue 1 Sep 2026 17:00 BST*
      What was said.
      [Change immediate risk -> K7M2-9QXD]"
    `);
  });

  test("with nothing but a number to ring, in words", () => {
    expectGoodView(view(nothing));
    expect(readable(view(nothing).blocks)).toMatchInlineSnapshot(`
      "Official-sensitive. That you opened this is recorded.
      *Next: ring Demo Social Worker on 01632 960111*
      *Immediate risk* No
      *Possible crime* Possibly
      *Suspect* Nothing said
      *With the person alleged* No
      *Police protection* No
      *Baby not yet mobile* No
      *Open case or plan* Neither
      *Parents aware* Yes
      *Basis for sharing* Public task: safeguarding a child
      *About a professional or someone connected* No
      *Brought by* Nobody: our own staff saw or found it
      *Not known:* child; date of birth; age; other children there; where the child is now, and with whom; last seen, and by whom; the child's own words; concerns; the person the allegation is about; next contact with that person; why the parents are not aware; who told the sender.
      [Change immediate risk -> K7M2-9QXD]"
    `);
  });

  test("when its keys are destroyed, in words", () => {
    expectGoodView(view([]));
    expect(readable(view([]).blocks)).toMatchInlineSnapshot(`
      "Official-sensitive. That you opened this is recorded.
      *What was written can no longer be opened.* Ring the sender.
      [Change immediate risk -> K7M2-9QXD]"
    `);
  });

  test("when an administrator erased it, since when and because of what, and what was written later", () => {
    const because = ["kept for as long as the schedule says"];
    const erased = { type: "KeyDestroyed", header: { ...header, compartment: "shared", keys: 1, because } };
    const [, , , step] = later("What was said since.");
    const shown = view([erased as unknown as OpenedBody, ...(step === undefined ? [] : [step])]);
    expectGoodView(shown);
    expect(readable(shown.blocks)).toMatchInlineSnapshot(`
      "Official-sensitive. That you opened this is recorded.
      *What was written can no longer be opened.* Ring the sender.
      *What was written before Tue 1 Sep 2026 17:00 BST was erased*
      kept for as long as the schedule says
      *Step Tue 1 Sep 2026 17:00 BST*
      What was said since.
      [Change immediate risk -> K7M2-9QXD]"
    `);
  });

  test("from a sender who is not registered any more", () => {
    expect(
      readable(readingView({ state, bodies: nothing, sender: undefined, people, reader: sender }).blocks),
    ).toContain("*Next: ring The sender on");
  });

  test("whatever was written in it", () => {
    const said = readable(
      view(
        [opened("ReferralRecorded", { ...everything(() => hostile), callback: hostile }), ...later(hostile)],
        { ...sender, name: hostile },
      ).blocks,
    );
    expectGoodView(
      view([
        opened(
          "ReferralRecorded",
          everything(() => hostile),
        ),
        ...later(hostile),
      ]),
    );
    expect(said).toContain("&lt;!channel&gt;");
    expect(said).toContain("👩‍👧‍👦");
    expect(said).toContain("عائلة");
  });

  test.each([
    ["letters that are escaped", "&"],
    ["letters of three bytes", "漢"],
    ["emoji", "👧"],
  ])("when every answer is as long as Slack lets it be: %s", (_what, letter) => {
    const long = letter.repeat(3_000).slice(0, 3_000);
    const line = letter.repeat(200).slice(0, 200);
    const isLong = new Set(["otherChildren", "childsWords", "concerns"]);
    const whole = view([
      opened(
        "ReferralRecorded",
        everything((key) => (isLong.has(key) ? long : line)),
      ),
      ...later(long),
    ]);
    expectGoodView(whole);
    const said = readable(whole.blocks).replaceAll("&amp;", "&");
    const written = said.split(letter).length - 1;
    const oneLong = long.split(letter).length - 1;
    // Three answers and five later ones of that length, and eight short ones: nothing is lost.
    expect(written).toBe(8 * oneLong + 8 * (line.split(letter).length - 1));
  });

  test("a date of birth that nobody could pick is shown as it stands", () => {
    const said = (dateOfBirth: string) =>
      readable(view([opened("ReferralRecorded", { callback: "1", dateOfBirth })]).blocks);
    expect(said("2019-02-30")).toContain("*Date of birth*\n2019-02-30");
    expect(said("about 2019")).toContain("*Date of birth*\nabout 2019");
  });
});

describe("two hundred later entries", () => {
  const notes = (count: number, say: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => opened("StepRecorded", { note: say(at) }));

  test("show the newest, in order, and say how many are not shown", () => {
    const shown = view([...full, ...notes(200, (at) => `Note ${at}.`)]);
    expectGoodView(shown);
    const said = readable(shown.blocks);
    expect(said).toContain("Only the newest entries are shown here; 144 earlier ones are not.");
    expect(said).toContain("Note 199.");
    expect(said).not.toContain("Note 139.");
    expect(said.indexOf("Note 140.")).toBeLessThan(said.indexOf("Note 199."));
    expect(said).toContain("What is said of child.");
  });

  test.each([
    ["&", "escaped"],
    ["漢", "of three bytes"],
  ])("each as long as it can be (%s, %s) still open, and each shown is whole", (letter) => {
    const shown = view([...full, ...notes(200, (at) => `Note ${at}: ${letter.repeat(2_980)}.`)]);
    expectGoodView(shown);
    const said = readable(shown.blocks).replaceAll("&amp;", "&");
    expect(said).toContain("Note 199:");
    expect(said).toMatch(/Only the newest entries are shown here; \d+ earlier ones are not\./);
    const headings = said.split("*Step ").length - 1;
    expect(said.split(letter).length - 1).toBe(headings * 2_980);
  });
});

describe("what is written below a referral", () => {
  const at = "2026-09-01T16:00:00.000Z";
  const entry = (
    type: OpenedBody["type"],
    more: Readonly<Record<string, unknown>>,
    body: unknown,
    compartment = "shared",
  ): OpenedBody =>
    ({
      type,
      header: { by: "referral-desk-officer", at, enteredAt: at, agency: "police", ...more },
      body,
      compartment,
    }) as unknown as OpenedBody;
  const note = (readers: readonly string[], compartment: string) =>
    entry("NoteAdded", { note: "n1", readers }, { text: "What was noted." }, compartment);

  test("says who wrote a note, when, and who can read it", () => {
    const notes = [
      note([], "shared"),
      note([], "police"),
      note(["duty-social-worker", "team-manager"], "addendum/n1"),
      note(["somebody-gone"], "addendum/n1"),
    ];
    const shown = readable(view([...nothing, ...notes]).blocks);
    expect(shown.split("\n").filter((line) => line.includes("Note by"))).toMatchInlineSnapshot(`
      [
        "*Note by Demo Referral Desk Officer, Tue 1 Sep 2026 17:00 BST. Can be read by both agencies*",
        "*Note by Demo Referral Desk Officer, Tue 1 Sep 2026 17:00 BST. Can be read by the police alone*",
        "*Note by Demo Referral Desk Officer, Tue 1 Sep 2026 17:00 BST. Can be read by you, Demo Referral Desk Officer and Demo Team Manager*",
        "*Note by Demo Referral Desk Officer, Tue 1 Sep 2026 17:00 BST. Can be read by Demo Referral Desk Officer and A registered worker*",
      ]
    `);
  });

  test("says why somebody was kept out, taken off or let in, and how a departure was answered", () => {
    const entries = [
      entry("PersonExcluded", { identities: [] }, { reason: "Fictional reason one." }),
      entry(
        "PersonReleased",
        { person: "team-manager", as: "supervisor" },
        { reason: "Fictional reason two." },
      ),
      entry("AccessTaken", { until: "2026-09-01T20:00:00.000Z" }, { reason: "Fictional reason three." }),
      entry("DepartureProposed", { rule: "S0-10" }, { reason: "Fictional reason four." }),
      entry("DepartureAnswered", { agrees: true }, { reason: "" }),
      entry("DepartureAnswered", { agrees: false }, { reason: "Fictional reason five." }),
    ];
    const shown = view([...nothing, ...entries]);
    expectGoodView(shown);
    expectOurDates(readable(shown.blocks));
    expect(readable(shown.blocks.slice(3))).toMatchInlineSnapshot(`
      "*Not known:* child; date of birth; age; other children there; where the child is now, and with whom; last seen, and by whom; the child's own words; concerns; the person the allegation is about; next contact with that person; why the parents are not aware; who told the sender.
      *Kept from somebody, and for named people alone, since Tue 1 Sep 2026 17:00 BST. By Demo Referral Desk Officer*
      Fictional reason one.
      *Demo Team Manager: not named as a supervisor any more, Tue 1 Sep 2026 17:00 BST. By Demo Referral Desk Officer*
      Fictional reason two.
      *Opened by Demo Referral Desk Officer without being named, Tue 1 Sep 2026 17:00 BST, until Tue 1 Sep 2026 21:00 BST*
      Fictional reason three.
      *Departure from the protocol (S0-10) proposed by Demo Referral Desk Officer, Tue 1 Sep 2026 17:00 BST*
      Fictional reason four.
      *Departure agreed to by Demo Referral Desk Officer for the police, Tue 1 Sep 2026 17:00 BST*
      No reason was written.
      *Departure refused by Demo Referral Desk Officer for the police, Tue 1 Sep 2026 17:00 BST*
      Fictional reason five.
      [Change immediate risk -> K7M2-9QXD]"
    `);
  });

  test("whatever staff are called", () => {
    const called = new Map([...people].map(([id, person]) => [id, { ...person, name: hostile }]));
    const notes = [note([], "shared"), note(["team-manager"], "addendum/n1")];
    expectGoodView(
      readingView({ state, bodies: [...nothing, ...notes], sender, people: called, reader: sender }),
    );
  });
});
