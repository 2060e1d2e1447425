import { describe, expect, test } from "vitest";
import { mayAct, type Actor } from "../../../src/domain/authority/may-act.ts";
import { decideHandBack, type HandingBack } from "../../../src/domain/case/decide-hand-back.ts";
import { foldCase } from "../../../src/domain/case/fold.ts";
import type { NoticeModel } from "../../../src/domain/notices/notice.ts";
import { at } from "../calendar/example-team.ts";
import { area, followingAt, openCase, pickUp, shipped, tellByTelephone, type Case } from "../example-case.ts";

const handBack = (before: Case, now: string, changes: Partial<HandingBack> = {}) =>
  decideHandBack(
    before.state,
    { hop: 0, by: "referral-desk-officer", at: at(now), reason: "Fictional reason", ...changes },
    followingAt(at(now), {}, counter()),
  );

const counter = () => {
  let last = 0;
  return () => `handed-${(last += 1)}`;
};

const done = (before: Case, now: string, changes: Partial<HandingBack> = {}) => {
  const decided = handBack(before, now, changes);
  if (!decided.ok) throw new Error(decided.because);
  return decided;
};

const had = () =>
  pickUp(openCase({ entered: "2026-09-01 10:00" }), 0, "referral-desk-officer", "2026-09-01 10:07");

const modelOf = <K extends NoticeModel["kind"]>(
  { notices }: ReturnType<typeof done>,
  kind: K,
): Extract<NoticeModel, { kind: K }> => {
  const found = notices.find(({ model }) => model.kind === kind)?.model;
  if (found?.kind !== kind) throw new Error(`no ${kind}`);
  return found as Extract<NoticeModel, { kind: K }>;
};

describe("handing back", () => {
  test("opens the hop again, and writes the reason down where only the case's readers see it", () => {
    const { state, events } = done(had(), "2026-09-01 11:00");
    expect(state.hops[0]?.had).toBeUndefined();
    const event = events.find(({ type }) => type === "HandedBack");
    expect(event?.sealed).toEqual({ compartment: "shared", body: { reason: "Fictional reason" } });
    expect(JSON.stringify(event?.header)).not.toContain("Fictional");
  });

  test("edits the posts, and rings the desk's bell with a new post", () => {
    const before = had();
    const { notices, events } = done(before, "2026-09-01 11:00");
    const posts = notices.filter(({ model }) => model.kind === "referral-post");
    expect(posts.map(({ to, edits }) => ({ to, isEdit: edits !== undefined }))).toEqual([
      { to: { installation: "police", channel: "C0PREFER" }, isEdit: true },
      { to: { installation: "police", channel: "C0PREFER" }, isEdit: false },
    ]);
    expect(posts.every(({ model }) => !("had" in model))).toBe(true);
    expect(foldCase([...before.events, ...events])?.posts).toHaveLength(before.state.posts.length + 1);
  });

  test("tells the sender that nobody has it now, and to ring the desk while it is open", () => {
    const decided = done(had(), "2026-09-01 11:00");
    expect(modelOf(decided, "handed-back").ring).toEqual({
      says: "Ring the Child Referral Team",
      telephone: "01632 960201",
    });
    const told = decided.notices.find(({ model }) => model.kind === "handed-back");
    expect(told?.to).toEqual({ installation: "council", person: "duty-social-worker" });
    expect(told?.lane).toBe("urgent");
  });

  test("tells the sender to ring the last resort once the desk is closed", () => {
    const decided = done(had(), "2026-09-01 19:00");
    expect(modelOf(decided, "handed-back").ring).toEqual({
      says: "Ring the force operations room",
      telephone: "01632 960202",
    });
  });

  test("starts the ladder again", () => {
    const { events } = done(had(), "2026-09-01 11:00");
    const kinds = events.flatMap((event) => (event.type === "TimerSet" ? [event.header.kind] : []));
    expect(kinds).toContain("rung");
    expect(kinds).toContain("sender");
  });

  test("opens also the hop before it that was done by the same answer, and no other", () => {
    const night = openCase({ entered: "2026-08-24 20:00" });
    const both = pickUp(night, 1, "inspector-for-the-area", "2026-08-24 20:10");
    expect(both.state.hops.map((hop) => hop.had === undefined)).toEqual([false, false]);
    const reopened = done(both, "2026-08-24 20:20", { hop: 1, by: "inspector-for-the-area" });
    expect(reopened.state.hops.map((hop) => hop.had === undefined)).toEqual([true, true]);
    const room = pickUp(night, 0, "control-room-operator", "2026-08-24 20:10");
    const each = pickUp(room, 1, "sergeant-on-call", "2026-08-24 20:15");
    const second = done(each, "2026-08-24 20:20", { hop: 1, by: "sergeant-on-call" });
    expect(second.state.hops.map((hop) => hop.had === undefined)).toEqual([false, true]);
  });

  test("is refused when nobody has it, for a hop that is not there, and without a reason", () => {
    const open = openCase({ entered: "2026-09-01 10:00" });
    expect(handBack(open, "2026-09-01 11:00")).toMatchObject({ ok: false, rule: "not-had" });
    expect(handBack(had(), "2026-09-01 11:00", { hop: 7 })).toMatchObject({ rule: "not-this-way" });
    expect(handBack(had(), "2026-09-01 11:00", { reason: "  " })).toMatchObject({ rule: "no-reason" });
  });
});

describe("who may hand back", () => {
  const someone = (changes: Partial<Actor>): Actor => ({
    person: "somebody-else",
    agency: "police",
    roles: ["duty-worker"],
    teams: [],
    areas: ["exampleshire"],
    left: false,
    identities: [],
    ...changes,
  });
  const may = (one: Case, changes: Partial<Actor>) =>
    mayAct(shipped.authority, {
      verb: "hand-back",
      now: at("2026-08-25 10:00"),
      actor: someone(changes),
      area,
      state: one.state,
      hop: 0,
    }).ok;

  test("is whoever picked it up, or a manager of that agency; not a colleague, nor the sender's manager", () => {
    expect(may(had(), { person: "referral-desk-officer" })).toBe(true);
    expect(may(had(), { roles: ["manager"] })).toBe(true);
    expect(may(had(), {})).toBe(false);
    expect(may(had(), { agency: "social-care", roles: ["manager"] })).toBe(false);
  });

  test("is not whoever wrote down a telephone call", () => {
    const told = tellByTelephone(
      openCase({ entered: "2026-09-01 10:00" }),
      0,
      "duty-social-worker",
      "2026-09-01 10:05",
    );
    expect(may(told, { person: "duty-social-worker", agency: "social-care" })).toBe(false);
    expect(may(told, { roles: ["manager"] })).toBe(true);
  });
});
