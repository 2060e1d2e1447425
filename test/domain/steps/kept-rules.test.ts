import { describe, expect, it } from "vitest";
import { agencyOfSlot, otherAgency, type Agency } from "../../../src/domain/agency.ts";
import type { CaseState } from "../../../src/domain/case/case-state.ts";
import { runningRules, type RunningRule } from "../../../src/domain/deadlines/clock-rules.ts";
import type { Protocol } from "../../../src/domain/protocol/protocol-schema.ts";
import { askedFor } from "../../../src/domain/steps/asked-for.ts";
import { isComputed } from "../../../src/domain/steps/computed.ts";
import { isRecordable, type RecordableStep } from "../../../src/domain/steps/recordable-step.ts";
import { stepsLeaving } from "../../../src/domain/steps/presumed.ts";
import { conditionFacts } from "../../../src/domain/protocol/condition.ts";
import { missingAnswers, objectionsTo, type Judged } from "../../../src/domain/steps/judge.ts";
import type { World } from "../../../src/domain/routing/choose-route.ts";
import { decideAddendum } from "../../../src/domain/conferences/decide-addendum.ts";
import { at } from "../calendar/example-team.ts";
import { followingAt } from "../example-case.ts";
import { discussIn, stepIn, type Opened } from "../protocol/of-area.ts";
import { after, bare, caseWhere, entered, factsWhere, worlds } from "./in-a-case.ts";

/*
 * Every gate, presumption, requirement, decider, notice and duty that the shipped protocols keep, tried in an area that
 * works by it: shut and then opened, missing and then answered, started and then met.
 */

type Check = { readonly rule: string; readonly what: string; readonly run: () => void };
type Kept<K extends "gates" | "presumptions" | "requires" | "deciders" | "notices"> = Protocol[K][number];

const isKept = ({ notYet }: { readonly notYet?: string | undefined }): boolean => notYet === undefined;
const recordable = (step: string): RecordableStep => {
  if (!isRecordable(step as never)) throw new Error(`${step} cannot be recorded`);
  return step as RecordableStep;
};

const objected = (protocol: Protocol, state: CaseState, asked: Judged, of: "fields" | "way") =>
  objectionsTo(protocol, state, asked)
    .filter(({ fields }) => (fields === undefined) === (of === "way"))
    .map(({ rule }) => rule);

const ofRequirement = (world: World, protocol: Protocol, one: Kept<"requires">): Check => ({
  rule: one.rule,
  what: `asks for ${one.id}`,
  run: () => {
    const { state } = caseWhere(world, one.when);
    const agency = one.by ?? "social-care";
    if (
      one.for === "referral-recorded" ||
      one.for === "discussion-recorded" ||
      one.for === "addendum-raised"
    ) {
      const form = { step: one.for, agency };
      const facts = conditionFacts({ ...state, learned: factsWhere(one.when) });
      const missing = (answered: readonly string[]) =>
        missingAnswers(protocol, { ...form, answered }, facts).map(({ rule }) => rule);
      expect(missing([])).toContain(one.rule);
      expect(missing(one.fields)).not.toContain(one.rule);
      return;
    }
    const late = one.when?.late?.includes("yes") === true;
    const asked = { ...bare(recordable(one.for), agency, factsWhere(one.when)), late };
    if (one.fields.every(isComputed)) {
      const meeting = {
        meeting: "meeting",
        kind: "initial-conference",
        startsAt: at("2026-09-22 10:00"),
      } as const;
      expect(objected(protocol, state, asked, "way")).toContain(one.rule);
      expect(objected(protocol, state, { ...asked, meeting }, "way")).not.toContain(one.rule);
      return;
    }
    expect(objected(protocol, state, asked, "fields")).toContain(one.rule);
    const answered = protocol.requires.flatMap(({ fields }) => fields);
    expect(objected(protocol, state, { ...asked, answered }, "fields")).not.toContain(one.rule);
  },
});

const whoAsks = ({ by }: Kept<"gates">): Agency => {
  if (by === "the other agency") return "police";
  return by === "police" ? "police" : "social-care";
};

/** Every duty of a case done, as far as what is judged can see. */
const allDone = (state: CaseState): CaseState => ({
  ...state,
  deadlines: state.deadlines.map((deadline) => ({ ...deadline, met: { at: state.enteredAt, late: false } })),
});

const ofGate = (world: World, protocol: Protocol, one: Kept<"gates">): Check => ({
  rule: one.rule,
  what: `shuts ${one.id} until it is open`,
  run: () => {
    const { state } = caseWhere(world, one.when);
    const asked = bare(recordable(one.refuses), whoAsks(one), {
      enquirer: "social-care",
      ...factsWhere(one.when),
    });
    expect(objected(protocol, state, asked, "way")).toContain(one.rule);
    if ("ownDuties" in one.until) {
      expect(objected(protocol, allDone(state), asked, "way")).not.toContain(one.rule);
      return;
    }
    const { step, by, attendedByAll = [], agreedByAll = [] } = one.until;
    const agency = by === "police" ? "police" : "social-care";
    if (step === one.refuses) {
      const whole = { ...asked, present: attendedByAll, agreed: agreedByAll };
      expect(objected(protocol, state, whole, "way")).not.toContain(one.rule);
      return;
    }
    const opened: CaseState =
      step === "discussion-recorded"
        ? {
            ...state,
            discussions: [
              {
                agency: "police",
                withAgency: "social-care",
                means: "telephone",
                decision: "joint",
                at: state.enteredAt,
              },
            ],
          }
        : after(state, { step: recordable(step), agency, present: attendedByAll, agreed: agreedByAll });
    expect(objected(protocol, opened, asked, "way")).not.toContain(one.rule);
  },
});

const left = { mode: "single-agency", interview: "police", matrix: "less" } as const;
const kept = { mode: "joint", interview: "joint", matrix: "followed" } as const;

/** Whether the police come leaves one presumption, and keeps the other. */
const attendance = ({ presumes }: Kept<"presumptions">) => {
  const isPresumed = presumes === "the police attend";
  return {
    left: { attendance: isPresumed ? "report-enough" : "required" },
    kept: { attendance: isPresumed ? "required" : "report-enough" },
  } as const;
};

const ofPresumption = (world: World, protocol: Protocol, one: Kept<"presumptions">): Check => ({
  rule: one.rule,
  what: `holds ${one.id} until somebody departs from it`,
  run: () => {
    const { state } = caseWhere(world, one.when);
    for (const step of stepsLeaving(one)) {
      const asked = bare(step, "social-care", { ...factsWhere(one.when), ...left, ...attendance(one).left });
      expect(objected(protocol, state, asked, "way")).toContain(one.rule);
      const held = { ...asked, facts: { ...asked.facts, ...kept, ...attendance(one).kept } };
      expect(objected(protocol, state, held, "way")).not.toContain(one.rule);
      const departure = { id: "d", presumption: one.id, rule: one.rule, by: "x", needs: [], agreed: [] };
      const departed = { ...state, departures: [departure] };
      expect(objected(protocol, departed, asked, "way")).not.toContain(one.rule);
    }
  },
});

const ofDecider = (world: World, protocol: Protocol, one: Kept<"deciders">): Check => ({
  rule: one.rule,
  what: `says who decides ${one.what}`,
  run: () => {
    const { state } = caseWhere(world, one.when);
    const step = recordable(one.for ?? "");
    const deciding = one.who.map(agencyOfSlot);
    const first = one.by ?? deciding[0] ?? "social-care";
    expect(askedFor(step, first, state, protocol).deciders.map(({ rule }) => rule)).toContain(one.rule);
    const other = otherAgency(first);
    if (one.by !== undefined || deciding.includes(other)) return;
    const asked = bare(step, other, factsWhere(one.when));
    expect(objected(protocol, state, asked, "way")).toContain(one.rule);
    expect(objected(protocol, state, { ...asked, agency: first }, "way")).not.toContain(one.rule);
  },
});

const takenBy = (
  opened: Opened,
  step: RecordableStep,
  agency: Agency,
  when: Protocol["notices"][number]["when"],
) =>
  opened.world.area.people
    .filter((one) => one.agency === agency)
    .map(({ person }) => {
      const facts = { ...bare(step, agency).facts, ...factsWhere(when) };
      return stepIn(opened, { step, agency, facts, by: person, actingNow: true }, entered);
    });

/** Who is told of something that is for the chair alone is told of a note, and of no step. */
const toldOfAddendum = (world: World): readonly string[] => {
  const chair = world.area.people.find(({ roles }) => roles.includes("conference-chair"));
  const author = world.area.people.find(({ agency }) => agency === "police");
  const { state } = caseWhere(world, undefined);
  const conference = {
    meeting: "conference",
    kind: "initial-conference",
    startsAt: at("2026-09-22 10:00"),
    agency: "social-care",
    by: "somebody",
    wasAt: [],
    stands: "arranged",
    invitees: [],
  } as const;
  const answers = world.protocol.requires
    .filter(({ for: step }) => step === "addendum-raised")
    .flatMap(({ fields }) => fields.map((field) => ({ field, text: "fictional" })));
  const named = [{ person: chair?.person ?? "", agency: "social-care", as: "chair" }] as const;
  const decided = decideAddendum(
    { ...state, named, meetings: [conference] },
    { note: "note", by: { person: author?.person ?? "", agency: "police" }, meeting: "conference", answers },
    followingAt(at(entered), world, nextId),
  );
  return decided.ok ? decided.notices.map(({ model }) => model.kind) : [decided.because];
};

let ids = 0;
const nextId = (): string => `kept-${(ids += 1)}`;

const ofNotice = (world: World, one: Kept<"notices">): Check => ({
  rule: one.rule,
  what: `tells of ${one.on}: ${one.id}`,
  run: () => {
    if (one.on === "addendum-raised") {
      expect(toldOfAddendum(world)).toEqual(["note-for-you", "note-for-you"]);
      return;
    }
    const taken = takenBy(caseWhere(world, one.when), recordable(one.on), one.by ?? "social-care", one.when);
    const told = taken.flatMap(({ notices }) => notices.filter(({ because }) => because.includes(one.rule)));
    expect(told.length).toBeGreaterThan(0);
  },
});

const stopped = (begun: Opened, { metBy, owner }: RunningRule): Opened => {
  if (!isRecordable(metBy.step)) return discussIn(begun, "police", entered, agencyOfSlot(owner));
  const { step } = metBy;
  const agency = metBy.by === "owner" || metBy.by === undefined ? agencyOfSlot(owner) : metBy.by;
  const facts = { ...bare(step, agency).facts, ...factsWhere(metBy.when) };
  return stepIn(begun, { step, agency, facts, actingNow: true }, entered);
};

const dutiesOf = (world: World, protocol: Protocol): readonly Check[] =>
  runningRules(protocol).flatMap((rule): readonly Check[] => {
    const [start] = rule.starts;
    const { metBy, owner } = rule;
    // What is counted back from a meeting is tried where meetings are.
    if (start === undefined || "before" in rule.due) return [];
    if (!isRecordable(metBy.step) && metBy.step !== "discussion-recorded") return [];
    const run = (): void => {
      const sender = start.on === "referral-recorded" && start.by !== undefined ? { sender: [start.by] } : {};
      const opened = caseWhere(world, { ...start.when, ...sender });
      const agency = start.by ?? agencyOfSlot(owner);
      const begun = isRecordable(start.on)
        ? stepIn(
            opened,
            {
              step: start.on,
              agency,
              facts: { ...bare(start.on, agency).facts, ...factsWhere(start.when) },
              actingNow: true,
              ...("at" in rule.due ? { expectedAt: at("2026-09-01 18:00") } : {}),
            },
            entered,
          )
        : opened;
      if (!isRecordable(start.on) && start.on !== "referral-recorded") return;
      const open = (one: Opened): readonly string[] =>
        one.state.deadlines
          .filter(({ clock, met }) => clock === rule.id && met === undefined)
          .map(({ id }) => id);
      const running = open(begun);
      expect(running.length).toBeGreaterThan(0);
      const still = open(stopped(begun, rule)).filter((id) => running.includes(id));
      expect(still.length).toBeLessThan(running.length);
    };
    return [{ rule: start.rule, what: `starts ${rule.id} and stops it`, run }];
  });

const checksIn = (world: World): readonly Check[] => {
  const { protocol } = world;
  return [
    ...protocol.requires.filter(isKept).map((one) => ofRequirement(world, protocol, one)),
    ...protocol.gates.filter(isKept).map((one) => ofGate(world, protocol, one)),
    ...protocol.presumptions.filter(isKept).map((one) => ofPresumption(world, protocol, one)),
    ...protocol.deciders.filter(isKept).map((one) => ofDecider(world, protocol, one)),
    ...protocol.notices.filter(isKept).map((one) => ofNotice(world, one)),
    ...dutiesOf(world, protocol),
  ];
};

const all = worlds.map(({ area, world }) => ({ area, checks: checksIn(world) }));

describe.each(all)("what the protocol of $area keeps of its steps", ({ checks }) => {
  it.each(checks.map((one) => ({ ...one, name: `${one.rule} ${one.what}` })))("$name", ({ run }) => {
    expect(run).not.toThrow();
  });
});

const tried = all.flatMap(({ checks }) => checks.map(({ rule }) => rule));

describe("rules that no other test tries are tried above", () => {
  it("S0-4", () => expect(tried).toContain("S0-4"));
  it("S0-6", () => expect(tried).toContain("S0-6"));
  it("S0-11", () => expect(tried).toContain("S0-11"));
  it("S0-13", () => expect(tried).toContain("S0-13"));
  it("S0-15", () => expect(tried).toContain("S0-15"));
  it("S0-16", () => expect(tried).toContain("S0-16"));
  it("S1-2", () => expect(tried).toContain("S1-2"));
  it("S1-8", () => expect(tried).toContain("S1-8"));
  it("S1-9", () => expect(tried).toContain("S1-9"));
  it("S1-11", () => expect(tried).toContain("S1-11"));
  it("S1-14", () => expect(tried).toContain("S1-14"));
  it("S1-15", () => expect(tried).toContain("S1-15"));
  it("S1-16", () => expect(tried).toContain("S1-16"));
  it("S1-17", () => expect(tried).toContain("S1-17"));
  it("S1-18", () => expect(tried).toContain("S1-18"));
  it("S1-19", () => expect(tried).toContain("S1-19"));
  it("S1-20", () => expect(tried).toContain("S1-20"));
  it("S1-21", () => expect(tried).toContain("S1-21"));
  it("S1-22", () => expect(tried).toContain("S1-22"));
  it("S2-2", () => expect(tried).toContain("S2-2"));
  it("S2-3", () => expect(tried).toContain("S2-3"));
  it("S2-4", () => expect(tried).toContain("S2-4"));
  it("S2-5", () => expect(tried).toContain("S2-5"));
  it("S2-26", () => expect(tried).toContain("S2-26"));
  it("S3-6", () => expect(tried).toContain("S3-6"));
  it("S3-14", () => expect(tried).toContain("S3-14"));
  it("S3-15", () => expect(tried).toContain("S3-15"));
  it("S3-16", () => expect(tried).toContain("S3-16"));
  it("S3-18", () => expect(tried).toContain("S3-18"));
  it("S3-17", () => expect(tried).toContain("S3-17"));
  it("S3-21", () => expect(tried).toContain("S3-21"));
  it("S3-22", () => expect(tried).toContain("S3-22"));
  it("S3-23", () => expect(tried).toContain("S3-23"));
  it("S3-25", () => expect(tried).toContain("S3-25"));
  it("STAT-3", () => expect(tried).toContain("STAT-3"));
  it("STAT-5", () => expect(tried).toContain("STAT-5"));
  it("STAT-6", () => expect(tried).toContain("STAT-6"));
});
