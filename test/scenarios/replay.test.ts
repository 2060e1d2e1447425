import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { replay } from "../../src/cli/replay.ts";
import { verbSchema } from "../../src/domain/authority/authority-table.ts";
import { acts } from "../../src/replay/acts.ts";
import { documentSchema } from "../../src/replay/document-schema.ts";
import { parseStory } from "../../src/replay/read-story.ts";
import { storySchema } from "../../src/replay/story-schema.ts";
import { packageRoot, referenceOrFault } from "../../src/run.ts";

const files = referenceOrFault(packageRoot);
const inRoot = (...parts: readonly string[]): string => path.join(packageRoot, ...parts);
const sources = (folder: string): readonly string[] =>
  readdirSync(inRoot(folder)).map((name) => readFileSync(inRoot(folder, name), "utf8"));

const scenario = (name: string): string => inRoot("test", "scenarios", name);
const short = scenario("18-sent-urgently-with-what-was-known.yaml");
const known = () => files;

describe("what a story can reach", () => {
  test.each(verbSchema.options)("%s is a file of casework, and something that a story does", (verb) => {
    expect(existsSync(inRoot("src", "casework", `${verb}.ts`))).toBe(true);
    expect(Object.values(acts).some((act) => act.verb === verb)).toBe(true);
    const calls = sources("src/replay").filter((text) => text.includes(`from "../casework/${verb}.ts"`));
    expect(calls, `no part of the replay calls ${verb}`).toHaveLength(1);
  });

  test.each(Object.keys(acts))("%s is done in one of the stories, and accepted there", (does) => {
    const words: Readonly<Record<string, RegExp>> = {
      refer: /makes a referral, .*: ACCEPTED/,
      "pick-up": /presses "I'm dealing with this", .*: ACCEPTED/,
      "told-by-telephone": /somebody was told by telephone, [^:]*:\s+ACCEPTED/,
      "read-referral": /opens the referral to read it, .*: ACCEPTED/,
      "see-access": /looks who has seen the case, .*: ACCEPTED/,
      "record-discussion": /records a discussion, .*: ACCEPTED/,
      "have-news": /presses "We have this news", [^:]*: ACCEPTED/,
      "record-step": /records a step, .*: ACCEPTED/,
      "reassess-risk": /says again whether there is immediate risk, .*: ACCEPTED/,
      "hand-back": /hands it back, .*: ACCEPTED/,
      "sign-hand-over": /signs for the hand-over list: ACCEPTED/,
      "name-person": /names a person in the case, [^:]*: ACCEPTED/,
      "release-person": /takes a person off the case, [^:]*: ACCEPTED/,
      "exclude-person": /says that a person must not know of the case, [^:]*: ACCEPTED/,
      "take-access": /opens a restricted case in an emergency, [^:]*: ACCEPTED/,
      "add-note": /adds a note, [^:]*: ACCEPTED/,
      "propose-departure": /proposes to depart from the protocol, [^:]*: ACCEPTED/,
      "answer-departure": /answers for a departure from the protocol, [^:]*:\s+ACCEPTED/,
      "see-meetings": /looks at the meetings of the case, [^:]*: ACCEPTED/,
      "arrange-meeting": /arranges a meeting, [^:]*: ACCEPTED/,
      "move-meeting": /moves a meeting to another time, [^:]*: ACCEPTED/,
      "call-off-meeting": /calls a meeting off, [^:]*: ACCEPTED/,
      "invite-people": /asks people to a meeting, [^:]*: ACCEPTED/,
      "answer-invitation": /writes down the answer to an invitation, [^:]*:\s+ACCEPTED/,
      "raise-concern": /says what has come up since, [^:]*: ACCEPTED/,
      "receive-report": /writes down that a report has arrived, [^:]*:\s+ACCEPTED/,
      "settle-attendance": /settles whether the police come, [^:]*:\s+ACCEPTED/,
      "hold-meeting": /writes down that it was held, [^:]*:\s+ACCEPTED/,
      "raise-addendum": /keeps something for the chair alone, [^:]*:\s+ACCEPTED/,
      "change-calendar": /changes the working calendar: ACCEPTED/,
      "review-protocol": /records that the protocol was reviewed: ACCEPTED/,
      "person-joins": /registers somebody who joins: ACCEPTED/,
      "person-leaves": /says that somebody has left: ACCEPTED/,
    };
    const pages = readdirSync(inRoot("test", "scenarios"))
      .filter((name) => name.endsWith(".txt"))
      .map((name) => readFileSync(scenario(name), "utf8"));
    expect(pages.some((page) => words[does]?.test(page) === true)).toBe(true);
  });
});

describe("the document", { timeout: 120_000 }, () => {
  test("the same story gives the same bytes, and keeps to its schema", async () => {
    const first = await replay([short, "--json"], known);
    expect(await replay([short, "--json"], known)).toBe(first);
    const { steps, notices, deadlines } = documentSchema.parse(JSON.parse(first));
    expect(steps.map(({ result }) => result)).toEqual(["accepted", "refused", "refused"]);
    expect(notices.length).toBeGreaterThan(0);
    expect(deadlines.map(({ state }) => state)).toContain("open");
  });

  test("--until lets reminders run on, and what is not done by then is overdue", async () => {
    const late = scenario("13-entered-a-day-late.yaml");
    const decision = async (...words: readonly string[]) => {
      const shown = documentSchema.parse(JSON.parse(await replay([late, "--json", ...words], known)));
      const state = shown.deadlines.find(({ rule }) => rule === "S2-9")?.state;
      return { state, reminded: shown.reminders.filter(({ rule }) => rule === "S2-9").length };
    };
    expect(await decision()).toEqual({ state: "open", reminded: 0 });
    const after = await decision("--until", "Fri 4 Sep 2026 17:30");
    expect(after.state).toBe("overdue");
    expect(after.reminded).toBeGreaterThan(0);
  });

  test("what a deadline was due at before the calendar changed stands beside what it is due at now", async () => {
    const proclaimed = scenario("25-bank-holiday-proclaimed-late.yaml");
    const { deadlines } = documentSchema.parse(JSON.parse(await replay([proclaimed, "--json"], known)));
    const shown = deadlines.map(({ rule, dueLocal, superseded, state }) => ({
      is: `${rule} ${state}: ${dueLocal}`,
      was: superseded.map((one) => `${one.dueLocal} until ${one.until.local}`),
    }));
    expect(shown).toContainEqual({
      is: "S2-9 open: Wed 2 Sep 2026 17:00 BST",
      was: [
        "Wed 2 Sep 2026 17:00 BST until Tue 1 Sep 2026 14:00 BST",
        "Thu 3 Sep 2026 17:00 BST until Tue 1 Sep 2026 15:30 BST",
      ],
    });
    expect(shown).toContainEqual({ is: "S2-9 met: Wed 2 Sep 2026 17:00 BST", was: [] });
    expect(shown).toContainEqual({ is: "S2-11 open: Wed 2 Sep 2026 09:40 BST", was: [] });
  });

  test("what came of a departure, or why it was refused, stands in its step with its rule", async () => {
    const departure = scenario("32-departure-with-two-managers.yaml");
    const { steps } = documentSchema.parse(JSON.parse(await replay([departure, "--json"], known)));
    const shown = steps
      .filter(({ verb }) => verb.endsWith("-departure"))
      .map(({ result, rule, because }) => [result, rule, ...because].join(" | "));
    expect(shown).toEqual([
      "accepted | S0-10 | S0-10: it does not hold until a manager of social care and one of the police agrees",
      "refused | S0-10 | A departure from this was proposed already. Open the case.",
      expect.stringMatching(/^refused \| no row of answer-departure fits \| /),
      "accepted | S0-10 | S0-10: it does not hold until a manager of the police agrees",
      expect.stringMatching(/^refused \| S0-10 \| Two people must answer for this/),
      "accepted | S0-10 | S0-10: the departure holds",
      expect.stringMatching(/^refused \| S0-10 \| This was settled already/),
    ]);
  });

  test.each([
    [[], "Say which story"],
    [[short, "--quickly"], "Say which story"],
    [[short, "--until", "tomorrow"], "This is not an instant."],
    [[short, "--until", "Sun 6 Sep 2026 12:00"], "earlier than the last entry"],
    [[scenario("not-there.yaml")], "There is no story to read"],
  ])("%j is not played, and says why", async (words, says) => {
    await expect(replay(words, known)).rejects.toThrow(says);
  });
});

const story = (...entries: readonly string[]): string =>
  ["story: fault", "area: exampleshire", "says: What is wrong is said.", "entries:", ...entries].join("\n");
const refer = "  - { at: Sat 24 Oct 2026 23:00, who: night-social-worker, does: refer, called: first }";

const faultsIn = (text: string): readonly string[] => {
  const read = parseStory(text, "story.yaml", files);
  return read.ok ? [] : read.faults.map(({ line, path: at, says }) => `${line} ${at}: ${says}`);
};

describe("a story that cannot be played", () => {
  test("a time that happens twice is refused with what to write, and both readings can be written", () => {
    const at = (time: string) => story(refer, `  - { at: Sun 25 Oct 2026 ${time}, does: nothing }`);
    expect(faultsIn(at("01:30"))[0]).toContain("Add BST for the first or GMT for the second");
    expect(faultsIn(at("01:30"))[0]).toMatch(/^6 entries\.1\.at: /);
    expect(faultsIn(at("01:30 BST"))).toEqual([]);
    expect(faultsIn(at("01:30 GMT"))).toEqual([]);
    expect(faultsIn(story(refer, '  - { at: "2026-10-25T01:30:00+00:00", does: nothing }'))).toEqual([]);
  });

  test("a time that the clocks leave out is refused", () => {
    expect(faultsIn(story("  - { at: Sun 28 Mar 2027 01:30, does: nothing }"))[0]).toContain(
      "Enter 00:59 or earlier, or 02:00 or later.",
    );
  });

  test.each([
    ["Fri 27 Aug 2026 16:25", "27 Aug 2026 is not a Fri: it is Thu 27 Aug 2026."],
    ["Sun 31 Feb 2027 10:00", "There is no 31 Feb 2027."],
    ["2026-08-28T16:25:00", "This is not an instant."],
  ])("%s is refused: %s", (at, says) => {
    expect(faultsIn(story(`  - { at: "${at}", does: nothing }`))[0]).toContain(says);
  });

  test("a day of the calendar is written as people say it, and refused when there is no such day", () => {
    const changing = (day: string) =>
      story(
        `  - { at: Tue 1 Sep 2026 10:00, who: team-manager, does: change-calendar, day: ${day}, becomes: a working day, because: moved }`,
      );
    expect(faultsIn(changing("Mon 31 Aug 2026"))).toEqual([]);
    expect(faultsIn(changing('"2026-08-31"'))).toEqual([]);
    expect(faultsIn(changing("Tue 31 Aug 2026"))).toEqual([
      "5 entries.0.day: 31 Aug 2026 is not a Tue: it is Mon 31 Aug 2026.",
    ]);
    expect(faultsIn(changing("Mon 31 Sep 2026"))).toEqual(["5 entries.0.day: There is no 31 Sep 2026."]);
    expect(faultsIn(changing("Monday"))[0]).toContain("This is not a day.");
  });

  test("every fault is said at once, each with its line", () => {
    const text = story(
      refer,
      "  - { at: Sat 24 Oct 2026 22:00, who: nobody-known, does: pick-up }",
      "  - { at: Sat 24 Oct 2026 23:10, who: sergeant-on-call, does: pick-up, case: second }",
      "  - { at: Sat 24 Oct 2026 23:20, who: sergeant-on-call, does: pick-up, slot: police.mounted-branch }",
      "  - { at: Sat 24 Oct 2026 23:30, who: night-social-worker, does: refer, called: first, excluded: [nobody] }",
    );
    expect(faultsIn(text)).toEqual([
      "6 entries.1.at: this is earlier than the entry before it; entries stand in order",
      '6 entries.1.who: there is no "nobody-known" in exampleshire',
      '7 entries.2.case: no referral before this is called "second"',
      "8 entries.3.slot: exampleshire does not fill police.mounted-branch",
      '9 entries.4.excluded.0: there is no "nobody" in exampleshire',
      '9 entries.4.called: another referral is called "first" already',
    ]);
  });

  test("whoever is named, kept out or let read is a person of the area, in words that the record knows", () => {
    const doing = (words: string) =>
      story(refer, `  - { at: Sat 24 Oct 2026 23:10, who: night-social-worker, ${words} }`);
    const nobody = (path: string) => [`6 entries.1.${path}: there is no "nobody" in exampleshire`];
    expect(faultsIn(doing("does: name-person, person: nobody, as: chair"))).toEqual(nobody("person"));
    expect(faultsIn(doing("does: exclude-person, person: nobody"))).toEqual(nobody("person"));
    expect(faultsIn(doing("does: add-note, for: named people, readers: [nobody]"))).toEqual(
      nobody("readers.0"),
    );
    expect(faultsIn(doing("does: name-person, person: team-manager, as: cook"))[0]).toMatch(
      /^6 entries\.1\.as: /,
    );
    expect(faultsIn(doing("does: answer-departure, answer: maybe"))[0]).toMatch(/^6 entries\.1\.answer: /);
    expect(faultsIn(doing("does: take-access"))).toEqual([]);
  });

  test("an act before any referral, an unknown word and an unknown area are refused", () => {
    expect(
      faultsIn(story("  - { at: Sat 24 Oct 2026 22:00, who: sergeant-on-call, does: pick-up }")),
    ).toEqual(["5 entries.0.does: no referral stands before this"]);
    expect(faultsIn(story("  - { at: Sat 24 Oct 2026 22:00, does: nothing, what: ever }"))).toEqual([
      '5 entries.0.what: "what" is not a word of this file',
    ]);
    expect(faultsIn(story(refer).replace("exampleshire", "nowhere"))[0]).toMatch(
      /^2 area: there is no area "nowhere", only: /,
    );
  });
});

const asFile = (schema: z.ZodType): string =>
  `${JSON.stringify(z.toJSONSchema(schema, { io: "input" }), undefined, 2)}\n`;

describe("the schemas for editors and for programs", () => {
  test.each([
    ["replay.schema.json", documentSchema],
    ["replay-story.schema.json", storySchema],
  ])("docs/%s is what the code reads and writes", (name, schema) => {
    // `npx vitest run --project integration test/scenarios -u` writes it again.
    return expect(asFile(schema)).toMatchFileSnapshot(inRoot("docs", name));
  });
});
