import { describe, expect, it } from "vitest";
import { decideDiscussion } from "../../../src/domain/case/decide-record.ts";
import { judgeReferral } from "../../../src/domain/case/judge-referral.ts";
import type { Agency } from "../../../src/domain/agency.ts";
import type { BodyOf } from "../../../src/domain/case/case-event.ts";
import { asksHowHeld } from "../../../src/domain/steps/forms.ts";
import { at } from "../calendar/example-team.ts";
import { followingAt, plainFacts, protocol as leicester } from "../example-case.ts";
import { referIn, stepIn, worldOf } from "../protocol/of-area.ts";

const mockley = worldOf("mockley").protocol;
const testford = worldOf("testford").protocol;
const callback = "01632 960999";
const whole = {
  callback,
  child: "Fictional Child",
  whereNow: "Fictional place",
  concerns: "Fictional concern",
  personAlleged: "not known",
};
const said = (...fields: readonly string[]) => fields.map((field) => ({ field, text: "Fictional." }));
const ofMerlin = said("merlin reference if there is one", "that the details were checked");
const matrix = said("what the risk matrix came to");

const judged = (of: typeof mockley, from: Agency, details: BodyOf<"ReferralRecorded">, incomplete = false) =>
  judgeReferral(of, { from, facts: plainFacts, details, incomplete });

const missing = (...args: Parameters<typeof judged>) => {
  const answer = judged(...args);
  return answer.ok ? [] : answer.missing.map(({ name }) => name);
};

describe("a referral says enough for somebody to decide on it (S3-7)", () => {
  it("is refused with each answer that is missing, and the rule that asks for it", () => {
    const refused = judged(mockley, "social-care", { callback });
    expect(refused).toMatchObject({ ok: false, rule: "S3-7" });
    expect(missing(mockley, "social-care", { callback })).toEqual([
      "which child",
      "where the child is now",
      "what happened",
      "who is alleged to have done it",
    ]);
  });

  it("takes what the form asks of everybody, and asks for none of it twice; 'not known' is an answer", () => {
    expect(judged(mockley, "social-care", whole)).toEqual({ ok: true, missing: [], overrides: [] });
  });

  it("takes the child's own words for what happened, and no blank for an answer", () => {
    const { concerns: _none, ...rest } = whole;
    expect(missing(mockley, "social-care", { ...rest, childsWords: "Fictional" })).toEqual([]);
    expect(missing(mockley, "social-care", { ...whole, child: "  " })).toEqual(["which child"]);
  });

  it("asks nothing where the protocol asks nothing", () => {
    expect(judged(leicester, "social-care", { callback }).ok).toBe(true);
  });
});

describe("what the police send to the hub (S3-8, S3-9)", () => {
  it("says what the risk matrix came to, or why it does not (S3-8)", () => {
    const without = { ...whole, answers: ofMerlin };
    expect(missing(mockley, "police", without)).toEqual(["what the risk matrix came to"]);
    expect(judged(mockley, "police", { ...without, reason: "Fictional." })).toEqual({
      ok: true,
      missing: [],
      overrides: [{ rule: "S3-8", how: "reason" }],
    });
    expect(judged(mockley, "police", { ...whole, answers: [...ofMerlin, ...matrix] })).toMatchObject({
      overrides: [],
    });
  });

  it("names its Merlin, and no reason stands for one that is not good enough (S3-9)", () => {
    const refused = judged(mockley, "police", { ...whole, answers: matrix, reason: "Fictional." });
    expect(refused).toMatchObject({ ok: false, rule: "S3-9" });
  });

  it("is asked of the police alone", () => {
    expect(judged(mockley, "social-care", whole).ok).toBe(true);
  });
});

describe("what suggests significant harm (S1-6)", () => {
  it("is said by the police of West Yorkshire, and not by social care", () => {
    expect(missing(testford, "police", whole)).toEqual(["what suggests significant harm"]);
    expect(judged(testford, "social-care", whole).ok).toBe(true);
  });
});

describe("sent urgently, with what is known", () => {
  const urgent = judged(mockley, "police", { callback }, true);

  it("always goes, and what it left out stands on record (S3-11)", () => {
    expect(urgent).toMatchObject({ ok: true });
    expect(urgent.ok ? urgent.missing : []).toContain("what the risk matrix came to");
    expect(urgent.ok ? urgent.overrides : []).toContainEqual({ rule: "S3-7", how: "acting-now" });
  });

  it("is completed afterwards: only what it left out is asked, and then it is complete (LOCAL-96)", () => {
    const opened = referIn(worldOf("mockley"), {
      from: "police",
      entered: "2026-09-01 10:00",
      incomplete: true,
      details: { callback, child: "Fictional Child" },
    });
    const owed = opened.state.deadlines.find(({ rule }) => rule === "LOCAL-96");
    expect(owed).toMatchObject({ owner: "police.officer" });
    expect(opened.state.missing).not.toContain("which child");
    expect(opened.state.missing).toContain("what happened");
    const done = stepIn(opened, { step: "referral-completed", agency: "police" }, "2026-09-01 12:00");
    expect(done.state).toMatchObject({ incomplete: false, missing: [] });
    expect(done.state.deadlines.find(({ rule }) => rule === "LOCAL-96")?.met).toMatchObject({ late: false });
  });
});

describe("the form of a conversation holds the information and the decision (S0-5)", () => {
  const samplebury = referIn(worldOf("samplebury"), { from: "police", entered: "2026-09-01 10:00" });
  const now = at("2026-09-01 11:00");
  const talk = (held: "conversation" | "meeting", answers: ReturnType<typeof said>, actingNow = false) =>
    decideDiscussion(
      samplebury.state,
      {
        by: "somebody",
        at: now,
        agency: "police",
        withAgency: "social-care",
        means: "telephone",
        decision: "joint",
        facts: { held },
        details: { withWhom: "Fictional", decisionInWords: "Fictional", answers },
        actingNow,
      },
      followingAt(now, samplebury.world),
    );
  const begun = (decided: ReturnType<typeof talk>) =>
    decided.ok ? decided.state.deadlines.map(({ rule }) => rule) : [];

  it("is refused without the information; the decision stands in the form already", () => {
    const refused = talk("conversation", []);
    expect(refused).toMatchObject({ ok: false, rule: "S0-5", missing: [{ name: "information" }] });
    expect(begun(talk("conversation", said("information")))).toContain("S0-5");
  });

  it("asks a meeting for none of it: that has a record of its own (S0-4)", () => {
    expect(begun(talk("meeting", []))).toContain("S0-4");
  });

  it("stands in nobody's way who acts now, and the reason is owed", () => {
    const acting = talk("conversation", [], true);
    expect(begun(acting)).toContain("LOCAL-90");
    expect(acting.ok ? acting.events[0]?.header : {}).toMatchObject({
      overrides: [{ rule: "S0-5", how: "acting-now" }],
    });
  });

  it("asks how it was held only where the protocol makes a difference", () => {
    expect(asksHowHeld(samplebury.world.protocol)).toBe(true);
    expect(asksHowHeld(leicester)).toBe(false);
  });
});
