import { describe, expect, it } from "vitest";
import { decideHaveNews } from "../../../src/domain/case/decide-have-news.ts";
import type { Custody } from "../../../src/domain/case/facts.ts";
import { fieldsFor } from "../../../src/domain/steps/required.ts";
import { followingAt } from "../example-case.ts";
import { at } from "../calendar/example-team.ts";
import { openRules, pickUpIn, referIn, stepIn, worldOf } from "../protocol/of-area.ts";
import { entered, worlds } from "./in-a-case.ts";
import { take } from "./taking.ts";

const samplebury = () =>
  referIn(worldOf("samplebury"), { from: "police", entered, facts: { crime: "possible" } });
const leicester = () =>
  referIn(worldOf("exampleshire"), { from: "police", entered, facts: { crime: "possible" } });

const news = ["LOCAL-91", "LOCAL-92"];
const isNews = (rule: string): boolean => [...news, "LOCAL-93"].includes(rule);
const changed = (custody: Custody) =>
  ({ step: "custody-changed", agency: "police", facts: { custody } }) as const;

describe.each(worlds)("in $area", ({ world }) => {
  const opened = () => referIn(world, { from: "police", entered });

  it.each(["arrested", "in-custody", "bailed", "released-under-investigation", "no-further-action"] as const)(
    "that the person alleged is %s asks for a word within fifteen minutes, and for the safety plan",
    (custody) => {
      const told = stepIn(opened(), changed(custody), "2026-09-01 11:00");
      expect(openRules(told).filter(isNews)).toEqual(news);
      const owed = told.state.deadlines.find(({ rule }) => rule === "LOCAL-91");
      expect(owed?.dueAt).toBe(at("2026-09-01 11:15"));
    },
  );

  it("goes to the team on duty too, before everything else, though the case is not urgent", () => {
    const told = stepIn(opened(), { step: "returning-home", agency: "police" }, "2026-09-01 11:00");
    const messages = told.notices.filter(({ model }) => model.kind === "news");
    expect(messages.length).toBeGreaterThan(0);
    expect(messages.some(({ to }) => "channel" in to)).toBe(true);
    expect(new Set(messages.map(({ lane }) => lane))).toEqual(new Set(["urgent"]));
  });

  it("learned by social care itself, it owes nobody a word, and the police hear of it", () => {
    const told = stepIn(
      opened(),
      { step: "custody-changed", agency: "social-care", facts: { custody: "bailed" } },
      "2026-09-01 11:00",
    );
    expect(openRules(told).filter(isNews)).toEqual(["LOCAL-92"]);
    expect(told.notices.some(({ model }) => model.kind === "news" && model.press === undefined)).toBe(true);
  });
});

describe("news that a child's safety hangs on", () => {
  it("is had once: the second who says so is told that nothing is owed", () => {
    const told = stepIn(samplebury(), changed("bailed"), "2026-09-01 11:00");
    const by = followingAt(at("2026-09-01 11:05"), told.world);
    const first = decideHaveNews(told.state, { agency: "social-care", by: "somebody" }, by);
    if (!first.ok) throw new Error(first.because);
    expect(first.state.news.at(-1)?.had).toEqual({ by: "somebody", at: at("2026-09-01 11:05") });
    expect(first.notices.every(({ edits }) => edits !== undefined)).toBe(true);
    expect(first.notices).toHaveLength(told.state.news.at(-1)?.posts.length ?? 0);
    const second = decideHaveNews(first.state, { agency: "social-care", by: "another" }, by);
    expect(second).toMatchObject({ ok: false, rule: "already-had" });
  });

  it("is not had by the agency that gave it", () => {
    const told = stepIn(samplebury(), changed("bailed"), "2026-09-01 11:00");
    const by = followingAt(at("2026-09-01 11:05"), told.world);
    expect(decideHaveNews(told.state, { agency: "police", by: "somebody" }, by).ok).toBe(false);
  });

  it("that comes after somebody had the last asks for a word again", () => {
    const told = stepIn(samplebury(), changed("in-custody"), "2026-09-01 11:00");
    const had = stepIn(told, { step: "news-acknowledged", agency: "social-care" }, "2026-09-01 11:05");
    expect(openRules(had)).not.toContain("LOCAL-91");
    const again = stepIn(had, changed("bailed"), "2026-09-01 16:00");
    expect(openRules(again)).toContain("LOCAL-91");
    expect(again.state.news.map(({ had: by }) => by !== undefined)).toEqual([true, false]);
  });

  it("written down late is due from then, and says so; only the plan counts from when it happened", () => {
    const { state, world } = samplebury();
    const by = followingAt(at("2026-09-01 19:00"), world);
    const late = take(state, { ...changed("bailed"), at: at("2026-09-01 18:10") }, by);
    const due = (rule: string) => late.state.deadlines.find((one) => one.rule === rule)?.dueAt;
    expect([due("LOCAL-91"), due("LOCAL-92")]).toEqual([at("2026-09-01 19:15"), at("2026-09-01 18:10")]);
    const said = late.notices.flatMap(({ model }) => (model.kind === "news" ? [model.enteredAt] : []));
    expect(said[0]).toBe(at("2026-09-01 19:00"));
  });

  it("with a time that is expected is looked at before then; another time moves it, and makes no second duty", () => {
    const { state, world } = samplebury();
    const expecting = (expectedAt: string, now: string, from = state) =>
      take(from, { ...changed("in-custody"), expectedAt: at(expectedAt) }, followingAt(at(now), world));
    const first = expecting("2026-09-01 18:00", "2026-09-01 11:00");
    const plan = (of: typeof first) => of.state.deadlines.filter(({ rule }) => rule === "LOCAL-93");
    expect(plan(first).map(({ dueAt }) => dueAt)).toEqual([at("2026-09-01 18:00")]);
    const second = expecting("2026-09-01 15:00", "2026-09-01 12:00", first.state);
    expect(plan(second).map(({ dueAt }) => dueAt)).toEqual([at("2026-09-01 15:00")]);
    const reminded = second.state.timers.filter(({ subject }) => subject === plan(second)[0]?.id);
    expect(reminded.map(({ dueAt }) => dueAt)).toEqual([at("2026-09-01 13:00")]);
  });

  it("holds its conditions in sealed words, for which nothing waits", () => {
    const { state, world } = samplebury();
    const by = followingAt(at("2026-09-01 19:00"), world);
    const taken = take(state, changed("bailed"), by, {
      answers: [{ field: "conditions of bail or of release", text: "Planted condition" }],
    });
    const [event] = taken.events;
    expect(JSON.stringify(event?.header)).not.toContain("Planted");
    expect(event?.sealed?.body).toMatchObject({ answers: [{ text: "Planted condition" }] });
    expect(JSON.stringify(taken.notices)).not.toContain("Planted");
  });
});

describe("the interview and the arrest of the person alleged", () => {
  const { state, world } = pickUpIn(leicester(), 0, "duty-social-worker", "2026-09-01 10:10");
  const by = followingAt(at("2026-09-01 11:00"), world);

  it("are for the police: social care says why it writes it down in their place (S2-23)", () => {
    const bySocialCare = { step: "suspect-interviewed", agency: "social-care" } as const;
    expect(() => take(state, bySocialCare, by)).toThrow("S2-23");
    const byPolice = take(state, { ...bySocialCare, agency: "police" }, by);
    expect(byPolice.state.learned.suspect).toBe("interviewed");
    expect(take(state, bySocialCare, by, { reason: "Fictional reason" }).events[0]?.header).toMatchObject({
      overrides: [{ rule: "S2-23", how: "reason" }],
    });
    expect(take(state, { ...bySocialCare, actingNow: true }, by).events[0]?.header).toMatchObject({
      overrides: [{ rule: "S2-23", how: "acting-now" }],
    });
  });

  it("are timed by the police, who write down how work with the parents was weighed (S2-24)", () => {
    const planned = { step: "arrest-planned", agency: "police" } as const;
    expect(() => take(state, planned, by)).toThrow("S2-24");
    const asked = fieldsFor(world.protocol, planned, {}).map(({ field }) => ({ field, text: "Fictional" }));
    expect(asked.map(({ field }) => field)).toEqual(["how work with the parents was weighed"]);
    expect(take(state, planned, by, { answers: asked }).ok).toBe(true);
    expect(() => take(state, { ...planned, agency: "social-care" }, by, { answers: asked })).toThrow("S2-24");
  });
});
