import { describe, expect, it } from "vitest";
import { compartmentsOf } from "../../../src/domain/authority/need-to-know.ts";
import { accessInWords, type Naming } from "../../../src/domain/case/access-in-words.ts";
import {
  accessTrail,
  trailFor,
  type AccessEntry,
  type AccessEvent,
} from "../../../src/domain/case/access-trail.ts";
import type { CaseEvent } from "../../../src/domain/case/case-event.ts";
import { foldCase } from "../../../src/domain/case/fold.ts";
import { at } from "../calendar/example-team.ts";
import { openCase, tellByTelephone } from "../example-case.ts";

const names: Naming = {
  person: (person) => `<${person}>`,
  slot: (slot) => `the ${slot}`,
  address: (to) => ("person" in to ? `<${to.person}>` : "channel" in to ? to.channel : "a mailbox"),
};
const identity = { installation: "council", team: "T0COUNCIL", user: "U0SOMEONE" };
const acted = (by: string, when: string) => ({ by, at: at(when), enteredAt: at(when) });
const looked = (by: string, when: string, surface = "Case") => ({
  ...acted(by, when),
  ref: "K7M2-9QXD",
  surface,
  identity,
});

const referred = openCase({ entered: "2026-09-01 20:00" });
const told = tellByTelephone(referred, 0, "duty-social-worker", "2026-09-01 20:05");
const noticeSent = (notice: string, when: string): CaseEvent => ({
  type: "NoticeSent",
  header: { ...acted("tandem", when), notice, providerId: "1.1", textHash: "0", repeat: false },
});
const issued = told.events.flatMap(({ type, header }) => (type === "NoticeIssued" ? [header] : []));

const accesses: readonly AccessEvent[] = [
  {
    type: "CaseOpenedForReading",
    header: { ...looked("manager", "2026-09-01 20:10"), compartments: ["shared", "police", "addendum/n1"] },
  },
  {
    type: "ActionRefused",
    header: { ...looked("colleague", "2026-09-01 20:02"), verb: "read-referral", because: ["excluded"] },
  },
  { type: "CaseCardShown", header: looked("manager", "2026-09-01 20:09", "/case") },
  { type: "AccessSeen", header: looked("manager", "2026-09-01 20:11", "Who has looked") },
];

const noted = (note: string, readers: readonly string[]): CaseEvent => ({
  type: "NoteAdded",
  header: { ...acted("author", "2026-09-01 20:20"), agency: "police", note, readers },
});
const noteNotice = (notice: string, person: string): CaseEvent => ({
  type: "NoticeIssued",
  header: {
    ...acted("tandem", "2026-09-01 20:20"),
    notice,
    kind: "note-for-you",
    medium: "slack",
    to: { installation: "police", person },
    because: [],
  },
});

const lines = (trail: readonly AccessEntry[]): readonly string[] =>
  trail.map((entry) => accessInWords(entry, names));

describe("who has looked at a case, and to whom it was disclosed", () => {
  it("is every view, refusal, message that left and telephone call, the oldest first", () => {
    const [first] = issued;
    const events = [...told.events, noticeSent(first?.notice ?? "", "2026-09-01 20:01")];
    const to = first === undefined ? "" : names.address(first.to);
    expect(lines(accessTrail(accesses, events))).toEqual([
      `A message went out, to ${to}: referral post`,
      "<colleague> was refused: read referral (Case)",
      "<duty-social-worker> wrote down a telephone call, for the police.operations-room",
      "<manager> saw how the case stands (/case)",
      "<manager> opened what was written: what both agencies share, the notes of the police alone, a note for named people (Case)",
      "<manager> saw who has looked (Who has looked)",
    ]);
  });

  it("says nothing of a message that has not left, and nothing of what was said by telephone", () => {
    const trail = accessTrail([], told.events);
    expect(trail.map(({ what }) => what)).toEqual(["told-by-telephone"]);
    expect(JSON.stringify(trail)).not.toContain("Fictional");
  });

  it("says so when a message was edited in place, and who took access until when", () => {
    const edit = told.events.find(({ type, header }) => type === "NoticeIssued" && "edits" in header);
    if (edit?.type !== "NoticeIssued") throw new Error("nothing was edited");
    const taken: CaseEvent = {
      type: "AccessTaken",
      header: { ...acted("someone", "2026-09-01 21:00"), agency: "police", until: at("2026-09-01 22:00") },
    };
    const events = [...told.events, noticeSent(edit.header.notice, "2026-09-01 20:06"), taken];
    expect(lines(accessTrail([], events)).slice(1)).toEqual([
      expect.stringMatching(/^A message was edited in place, to /),
      "<someone> took access because a child could not wait, until Tue 1 Sep 2026 22:00 BST",
    ]);
  });
});

describe("an addendum", () => {
  const events = [
    ...told.events,
    noted("n1", ["reader"]),
    noteNotice("told-1", "reader"),
    noted("n2", ["other"]),
    noteNotice("told-2", "other"),
    noticeSent("told-1", "2026-09-01 20:21"),
    noticeSent("told-2", "2026-09-01 20:22"),
  ];
  const state = foldCase(events);
  const seenBy = (person: string): string => {
    if (state === undefined) throw new Error("there is no case");
    const opens = compartmentsOf(state, { person, agency: "police" });
    return lines(trailFor(accessTrail(accesses, events), opens)).join("\n");
  };

  it("is spoken of to its own readers, and not to those of another", () => {
    expect(seenBy("reader")).toContain("a note for named people");
    expect(seenBy("reader")).toContain("to <reader>: note for you");
    expect(seenBy("reader")).not.toContain("to <other>");
    expect(seenBy("other")).toContain("to <other>: note for you");
    expect(seenBy("other")).not.toContain("a note for named people");
  });

  it("is hidden from everybody else: that it was opened, and that anybody was told of it", () => {
    const shown = seenBy("manager");
    expect(shown).not.toMatch(/named people|note for you/);
    expect(shown).toContain(
      "opened what was written: what both agencies share, the notes of the police alone (Case)",
    );
    expect(seenBy("author")).toContain("to <reader>: note for you");
  });
});
