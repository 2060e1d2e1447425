import { describe, expect, it } from "vitest";
import type { Agency } from "../../../src/domain/agency.ts";
import type { CaseState } from "../../../src/domain/case/case-state.ts";
import { isAtRest, isClosed, liveDeadlines } from "../../../src/domain/case/closing.ts";
import { decideRisk } from "../../../src/domain/case/decide-record.ts";
import { decideStep, type TakingStep } from "../../../src/domain/case/decide-step.ts";
import { openHop } from "../../../src/domain/case/case-state.ts";
import { handOverList } from "../../../src/domain/desk/hand-over-list.ts";
import type { Address } from "../../../src/domain/notices/notice.ts";
import { referralPost } from "../../../src/domain/notices/referral-post.ts";
import { askedFor, stepsToChoose } from "../../../src/domain/steps/asked-for.ts";
import { decideTimer } from "../../../src/domain/timers/decide-timer.ts";
import { at } from "../calendar/example-team.ts";
import { followingAt } from "../example-case.ts";
import { discussIn, pickUpIn, referIn, worldOf, type Opened } from "../protocol/of-area.ts";

const samplebury = worldOf("samplebury");
const now = "2026-09-02 11:00";

type Said = Partial<Omit<TakingStep, "details">> & Pick<TakingStep, "step" | "agency">;
type Details = Partial<TakingStep["details"]>;

let unique = 0;
const nextId = () => `closing-${(unique += 1)}`;

const take = (state: CaseState, said: Said, details: Details = {}, when = now) =>
  decideStep(
    state,
    {
      facts: {},
      present: [],
      agreed: [],
      by: said.agency === "police" ? "samplebury-unit-officer" : "samplebury-social-worker",
      at: at(when),
      isManager: false,
      actingNow: false,
      ...said,
      details: { answers: [], ...details },
    },
    followingAt(at(when), samplebury, nextId),
  );

const done = (state: CaseState, said: Said, details?: Details, when?: string) => {
  const decided = take(state, said, details, when);
  if (!decided.ok) throw new Error(decided.because);
  return decided;
};

const whoReads = (to: Address): string => ("person" in to ? to.person : "no person");

const answers = (...fields: readonly string[]) => ({
  answers: fields.map((field) => ({ field, text: "Fictional." })),
});

/** Social services enquire alone about neglect; the police sent it. */
const alone = (): CaseState => {
  const referred = referIn(samplebury, { from: "police", entered: "2026-09-01 09:00" });
  const taken = pickUpIn(referred, 0, "samplebury-social-worker", "2026-09-01 09:10");
  const discussed = discussIn(taken, "police", "2026-09-01 10:00").state;
  const mode = { mode: "single-agency", enquirer: "social-care", harm: "neglect" } as const;
  return done(
    discussed,
    { step: "mode-decided", agency: "social-care", facts: mode },
    { ...answers("reasons not to enquire jointly", "context that decides"), reason: "Fictional." },
    "2026-09-01 10:10",
  ).state;
};

/** The same case once nothing is open in it, so that only what is about closing stands against closing. */
const owingNothing = (state: CaseState): CaseState => ({
  ...state,
  deadlines: state.deadlines.map((one) => ({ ...one, met: { at: one.startedAt, late: false } })),
});

const closing = (agency: Agency): Said => ({ step: "case-closed", agency });
const told = (agency: Agency): Said => ({ step: "outcome-notified", agency });
const rulesAgainst = (state: CaseState, said: Said, details?: Details): readonly string[] => {
  const decided = take(state, said, details);
  return decided.ok ? [] : decided.objections.map(({ rule }) => rule);
};

describe("the other agency's closing, where one enquires alone (S0-7)", () => {
  it("is refused until it was told how the enquiries ended, and says what lifts it", () => {
    const refused = take(owingNothing(alone()), closing("police"));
    expect(refused).toMatchObject({ ok: false, rule: "S0-7" });
    expect(refused.ok ? "" : refused.because).toContain(
      "keeps its case open until it has been told how that ended",
    );
    expect(refused.ok ? "" : refused.because).toContain(
      "Only a manager may go ahead all the same, and says why.",
    );
  });

  it("is let through once the enquiring agency has told it, and by no word of its own", () => {
    const state = owingNothing(alone());
    expect(rulesAgainst(done(state, told("police")).state, closing("police"))).toEqual(["S0-7"]);
    expect(rulesAgainst(done(state, told("social-care")).state, closing("police"))).toEqual([]);
  });

  it("never stands in the way of the agency that enquires", () => {
    expect(
      rulesAgainst(done(owingNothing(alone()), told("social-care")).state, closing("social-care")),
    ).toEqual([]);
  });

  it("is a departure of a manager with a reason, told to the other agency; a worker's reason lifts nothing", () => {
    const state = owingNothing(alone());
    expect(rulesAgainst(state, closing("police"), { reason: "Fictional." })).toEqual(["S0-7"]);
    const manager = { ...closing("police"), isManager: true, by: "samplebury-inspector" };
    expect(rulesAgainst(state, manager)).toEqual(["S0-7"]);
    const departed = done(state, manager, { reason: "Fictional." });
    expect(departed.state.steps.at(-1)?.overrides).toEqual([{ rule: "S0-7", how: "departure" }]);
    expect(departed.notices.find(({ model }) => model.kind === "step-overrode")?.to).toEqual({
      installation: "council",
      person: "samplebury-social-worker",
    });
  });

  it("is past in an emergency, and the reason is owed although the part is closed", () => {
    const acting = done(owingNothing(alone()), { ...closing("police"), actingNow: true });
    expect(liveDeadlines(acting.state).map(({ rule, owner }) => [rule, owner])).toEqual([
      ["LOCAL-90", "police.officer"],
    ]);
  });

  it("does not ask how the enquiries are made where the case holds that, and is not passed by silence where it does not", () => {
    const known = askedFor("case-closed", "police", alone(), samplebury.protocol);
    expect(known.facts).toEqual([]);
    const referred = owingNothing(referIn(samplebury, { from: "police", entered: "2026-09-01 09:00" }).state);
    const form = askedFor("case-closed", "police", referred, samplebury.protocol);
    expect(form.facts.map(({ fact }) => fact)).toEqual(["mode", "enquirer"]);
    expect(take(referred, closing("police"))).toMatchObject({ ok: false, missing: [{ name: "mode" }] });
    const single = { ...closing("police"), facts: { mode: "single-agency" } } as const;
    expect(take(referred, single)).toMatchObject({ ok: false, missing: [{ name: "enquirer" }] });
    expect(
      rulesAgainst(referred, { ...single, facts: { mode: "single-agency", enquirer: "social-care" } }),
    ).toEqual(["S0-7"]);
  });

  it("counts nothing that was told before the case was opened again", () => {
    const first = done(owingNothing(alone()), told("social-care")).state;
    const closed = done(done(first, closing("police")).state, closing("social-care")).state;
    const again = done(closed, { step: "offence-emerged", agency: "police" }).state;
    expect(rulesAgainst(owingNothing(again), closing("police"))).toEqual(["S0-7"]);
  });
});

describe("a document that holds how it ended (S0-17)", () => {
  const reference = answers("document that holds it", "its date or reference");
  const named: Said = { step: "outcome-held-in-document", agency: "social-care" };
  const confirmed = (agency: Agency): Said => ({ step: "document-held-confirmed", agency });

  it("is named with its reference, and stands for the notice once the police confirm that they hold it", () => {
    const state = owingNothing(alone());
    expect(rulesAgainst(state, named)).toEqual(["S0-17"]);
    const held = done(state, named, reference).state;
    expect(rulesAgainst(held, closing("police"))).toEqual(["S0-7"]);
    const bySender = done(held, confirmed("social-care")).state;
    expect(rulesAgainst(bySender, closing("police"))).toEqual(["S0-7"]);
    expect(rulesAgainst(done(held, confirmed("police")).state, closing("police"))).toEqual([]);
  });

  it("cannot be confirmed before it is named", () => {
    expect(rulesAgainst(owingNothing(alone()), confirmed("police"))).toEqual(["LOCAL-89"]);
  });

  it("ends the duty to tell, which it stands for (S0-16)", () => {
    const ended = done(
      alone(),
      { step: "enquiry-completed", agency: "social-care" },
      answers(
        "safe now",
        "safe in the short term",
        "safe in the longer term",
        "whether a crime was committed",
      ),
    ).state;
    const open = (state: CaseState) =>
      liveDeadlines(state).filter(({ rule, owner }) => rule === "S0-16" && owner === "social-care.worker");
    expect(open(ended)).toHaveLength(1);
    const held = done(ended, named, reference).state;
    expect(open(held)).toHaveLength(1);
    expect(open(done(held, confirmed("police")).state)).toEqual([]);
  });
});

describe("closing over what is still to be done (LOCAL-85)", () => {
  it("names each duty that is open, and a manager's reason lifts it, never a worker's", () => {
    const state = done(alone(), told("social-care")).state;
    const refused = take(state, closing("social-care"), { reason: "Fictional." });
    expect(refused.ok ? "" : refused.because).toMatch(/Still open: .*response a referral needs.* \(STAT-1\)/);
    const departed = done(state, { ...closing("social-care"), isManager: true }, { reason: "Fictional." });
    expect(departed.state.steps.at(-1)?.overrides).toEqual([{ rule: "LOCAL-85", how: "departure" }]);
  });

  it("leaves the duty on record, and its reminders stop and say why; the other agency's go on", () => {
    const state = done(
      done(alone(), told("social-care")).state,
      { ...closing("social-care"), isManager: true },
      { reason: "Fictional." },
    ).state;
    const timerOf = (rule: string) => {
      const deadline = state.deadlines.find((one) => one.rule === rule && one.met === undefined);
      const timer = state.timers.find(({ kind, subject }) => kind === "reminder" && subject === deadline?.id);
      if (timer === undefined) throw new Error(`nothing is to remind of ${rule}`);
      return timer;
    };
    const own = timerOf("STAT-1");
    const stopped = decideTimer(state, own.id, followingAt(own.dueAt, samplebury, nextId));
    expect(stopped.ok ? stopped.events[0]?.header : undefined).toMatchObject({
      outcome: "skipped",
      because: ["closed by social care on Wed 2 Sep 2026 11:00 BST"],
    });
    expect(stopped.ok ? stopped.notices : undefined).toEqual([]);
    const theirs = timerOf("S0-8");
    const goes = decideTimer(state, theirs.id, followingAt(at("2026-09-02 12:00"), samplebury, nextId));
    expect(goes.ok ? goes.events[0]?.header : undefined).toMatchObject({ outcome: "told" });
  });

  it("tells whoever has it in the other agency that a part is closed", () => {
    const state = done(owingNothing(alone()), told("social-care")).state;
    const { notices } = done(state, closing("social-care"));
    expect(notices.map(({ model, to }) => [model.kind, whoReads(to)])).toContainEqual([
      "step-told",
      "samplebury-unit-officer",
    ]);
  });
});

describe("whoever enquired, or was asked to, says how it ended before closing (LOCAL-86)", () => {
  it("is asked for once nobody has said, and a reason is enough", () => {
    const referred = owingNothing(referIn(samplebury, { from: "police", entered: "2026-09-01 09:00" }).state);
    const close = (agency: Agency): Said => ({ ...closing(agency), facts: { mode: "none" } });
    expect(rulesAgainst(referred, close("social-care"))).toEqual(["LOCAL-86"]);
    expect(rulesAgainst(referred, close("social-care"), { reason: "Fictional." })).toEqual([]);
    expect(rulesAgainst(referred, close("police"))).toEqual([]);
    const joint: Said = { ...closing("police"), facts: { mode: "joint" } };
    expect(rulesAgainst(referred, joint)).toEqual(["LOCAL-86"]);
  });
});

const closedByBoth = (): CaseState => {
  const state = done(owingNothing(alone()), told("social-care")).state;
  return done(done(state, closing("police")).state, closing("social-care")).state;
};

describe("a case that both agencies have closed", () => {
  it("is closed when both have, and each of them closes once", () => {
    const state = done(owingNothing(alone()), told("social-care")).state;
    const half = done(state, closing("police")).state;
    expect([isClosed(half), isAtRest(half)]).toEqual([false, false]);
    expect(take(half, closing("police"))).toMatchObject({
      ok: false,
      because: "Your agency closed its part on Wed 2 Sep 2026 11:00 BST already. Nothing more is needed.",
    });
    const closed = done(half, closing("social-care")).state;
    expect([isClosed(closed), isAtRest(closed)]).toEqual([true, true]);
  });

  it("says so in its posts, owes nothing in lists, and offers no second closing", () => {
    const closed = closedByBoth();
    const post = referralPost(closed, 0, samplebury);
    expect(post.closed?.map(({ agency }) => agency)).toEqual(["police", "social-care"]);
    expect(post.due).toBeUndefined();
    const offered = stepsToChoose("police", closed, samplebury.protocol);
    expect(offered.others).toContain("case-reopened");
    expect(offered.others).not.toContain("case-closed");
  });

  it("is waited for by nobody, even where nobody had picked it up", () => {
    const referred = owingNothing(referIn(samplebury, { from: "police", entered: "2026-09-01 09:00" }).state);
    const none = { mode: "none" } as const;
    const closed = done(referred, { ...closing("social-care"), facts: none }, { reason: "Fictional." }).state;
    expect(openHop(referred)).toBe(0);
    expect(openHop(closed)).toBeUndefined();
    const rung = closed.timers.find(({ kind }) => kind === "rung");
    const decided = decideTimer(
      closed,
      rung?.id ?? "",
      followingAt(rung?.dueAt ?? at(now), samplebury, nextId),
    );
    expect(decided.ok ? decided.events : []).toMatchObject([
      { header: { because: ["closed by social care on Wed 2 Sep 2026 11:00 BST"] } },
    ]);
  });
});

describe("a closed case opens again", () => {
  const reopening: readonly (readonly [string, Said, Details])[] = [
    [
      "by either agency with a reason",
      { step: "case-reopened", agency: "social-care" },
      answers("why it is opened again"),
    ],
    [
      "when a strategy discussion is asked for",
      { step: "strategy-discussion-requested", agency: "police" },
      {},
    ],
    ["when an offence emerges", { step: "offence-emerged", agency: "police" }, {}],
    [
      "when a child is taken into police protection",
      { step: "police-protection-started", agency: "police", actingNow: true },
      {},
    ],
  ];

  it.each(reopening)(
    "%s, for both agencies, and both owners hear of it but the one who did it",
    (_name, said, details) => {
      const again = done(closedByBoth(), said, details);
      expect(again.state.closed).toEqual([]);
      const heard = again.notices.filter(({ model }) => model.kind === "reopened");
      const other = said.agency === "police" ? "samplebury-social-worker" : "samplebury-unit-officer";
      expect(heard.map(({ to }) => whoReads(to))).toEqual([other]);
      expect(referralPost(again.state, 0, samplebury).closed).toBeUndefined();
    },
  );

  it("when the child is said to be at immediate risk, and not when the risk is over", () => {
    const risk = (immediateRisk: "yes" | "no") =>
      decideRisk(
        closedByBoth(),
        { by: "samplebury-unit-officer", at: at(now), immediateRisk, reason: "Fictional." },
        followingAt(at(now), samplebury, nextId),
      );
    expect(risk("yes").state.closed).toEqual([]);
    expect(risk("yes").state.reopened?.why).toBe("immediate-risk");
    expect(risk("no").state.closed).toHaveLength(2);
  });

  it("needs the reason when a person opens it, and is nothing to open when it is open", () => {
    expect(rulesAgainst(closedByBoth(), { step: "case-reopened", agency: "police" })).toEqual(["LOCAL-87"]);
    expect(take(alone(), { step: "case-reopened", agency: "police" })).toMatchObject({
      because: "The case is open. There is nothing to open again.",
    });
  });

  it("with the reminders of what was left open: the overdue at once, the others when they would have come", () => {
    const manager = { ...closing("social-care"), isManager: true };
    const left = done(
      done(alone(), told("social-care")).state,
      manager,
      { reason: "Fictional." },
      "2026-09-01 11:00",
    );
    const silent: CaseState = { ...left.state, timers: [] };
    const reopen = (when: string) =>
      done(silent, { step: "case-reopened", agency: "police" }, answers("why it is opened again"), when).state
        .timers;
    const own = silent.deadlines.find(({ rule }) => rule === "STAT-1")?.id;
    const timersOf = (when: string) => reopen(when).filter(({ subject }) => subject === own);
    expect(timersOf("2026-09-01 12:00").map(({ dueAt }) => dueAt)).toEqual([at("2026-09-02 08:30")]);
    expect(timersOf("2026-09-04 12:00").map(({ dueAt }) => dueAt)).toEqual([at("2026-09-04 12:00")]);
  });
});

describe("when enquiries end (LOCAL-88)", () => {
  const ended = (): CaseState =>
    done(
      alone(),
      { step: "enquiry-completed", agency: "social-care" },
      answers(
        "safe now",
        "safe in the short term",
        "safe in the longer term",
        "whether a crime was committed",
      ),
    ).state;
  const open = (state: CaseState) => liveDeadlines(state).filter(({ rule }) => rule === "LOCAL-88");

  it("a strategy discussion reviews what came of them within five working days, or somebody says why none is needed", () => {
    expect(open(ended()).map(({ dueAt }) => dueAt)).toEqual([at("2026-09-09 17:00")]);
    const held: Said = { step: "strategy-discussion-held", agency: "police", actingNow: true };
    expect(open(done(ended(), held).state)).toEqual([]);
    const none: Said = { step: "review-discussion-not-needed", agency: "social-care" };
    expect(rulesAgainst(ended(), none)).toEqual(["LOCAL-88"]);
    expect(open(done(ended(), none, answers("why none is needed")).state)).toEqual([]);
  });
});

describe("enquiries end with two answers (S0-15)", () => {
  const joint = (): CaseState => ({ ...alone(), learned: { mode: "joint" } });

  it("each from the agency that it belongs to, at its own time, where both enquire; both from one that enquires alone", () => {
    const ending = (agency: Agency): Said => ({ step: "enquiry-completed", agency });
    const fields = (state: CaseState, agency: Agency) => {
      const decided = take(state, ending(agency));
      return decided.ok ? [] : [...new Set(decided.missing.map(({ name }) => name))];
    };
    const safe = ["safe now", "safe in the short term", "safe in the longer term"];
    expect(fields(joint(), "social-care")).toEqual(safe);
    expect(fields(joint(), "police")).toEqual(["whether a crime was committed"]);
    expect(fields(alone(), "social-care")).toEqual([...safe, "whether a crime was committed"]);
  });
});

describe("a hand-over list", () => {
  it("holds nothing of a case that both have closed but that they did, the first time", () => {
    const referred: Opened = referIn(samplebury, { from: "police", entered: "2026-09-01 09:00" });
    const none = { mode: "none" } as const;
    const first = done(
      referred.state,
      { ...closing("social-care"), facts: none, isManager: true },
      { reason: "Fictional." },
    );
    const second = done(first.state, { ...closing("police"), isManager: true }, { reason: "Fictional." });
    const events = [...referred.events, ...first.events, ...second.events];
    const list = (since: string) =>
      handOverList([events], 0, { agency: "social-care", since: at(since), now: at("2026-09-03 08:30") });
    expect(list("2026-09-03 08:00")).toMatchObject({ withNobody: [], open: [], decisions: [] });
    expect(list("2026-09-02 08:30").decisions.map(({ what }) => what)).toEqual([
      "case-closed",
      "case-closed",
    ]);
  });
});
