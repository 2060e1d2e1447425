import { describe, expect, it } from "vitest";
import type { Area } from "../../../src/domain/area/area-schema.ts";
import { lastClosing } from "../../../src/domain/calendar/last-closing.ts";
import { openingHoursSchema } from "../../../src/domain/calendar/opening-hours.ts";
import {
  decideOpening,
  decideSign,
  decideUnsigned,
  decideWaiting,
  type DeskDecision,
} from "../../../src/domain/desk/decide-desk.ts";
import type { DeskEvent } from "../../../src/domain/desk/desk-event-schemas.ts";
import { foldDesk, type DeskState } from "../../../src/domain/desk/desk-state.ts";
import { desksOf } from "../../../src/domain/desk/desk.ts";
import { handOverList, type HandOverList } from "../../../src/domain/desk/hand-over-list.ts";
import { at, calendar } from "../calendar/example-team.ts";
import { area, protocol } from "../example-case.ts";
import { run } from "../timers/clockwork.ts";
import { decidePickUp } from "../../../src/domain/case/decide-answer.ts";

const desk = { area: "exampleshire", slot: "police.child-referral-team" };
const nothing: HandOverList = { withNobody: [], taken: [], decisions: [], open: [], openInAll: 0 };
const something: HandOverList = {
  ...nothing,
  withNobody: [{ ref: "7K2M-4XQD", urgency: "urgent", agency: "police", minutes: 845 }],
  openInAll: 1,
};
const since = at("2026-08-28 16:30");

const deciding = (local: string, changes: Partial<Area> = {}) => {
  let id = 0;
  const nextId = () => `${local}-${(id += 1)}`;
  return { desk, area: { ...area, ...changes }, calendar, now: at(local), nextId };
};

/** A desk whose events are gathered as it goes along. */
const openDesk = () => {
  const events: DeskEvent[] = [];
  return {
    state: (): DeskState => foldDesk(events),
    take: (decided: DeskDecision) => {
      events.push(...decided.events);
      return decided.notices.map(({ to, model, lane }) => ({
        to: "person" in to ? to.person : "channel" in to ? to.channel : "a mailbox",
        what: model.kind,
        lane,
        model,
      }));
    },
  };
};

const waits = (state: DeskState, kind: "opening" | "unsigned") =>
  state.timers.filter((one) => one.kind === kind).map(({ dueAt }) => dueAt);

describe("the teams that are handed a list", () => {
  it("are those of both agencies whose hours decide a route", () => {
    expect(desksOf({ area, protocol }).map(({ slot }) => slot)).toEqual([
      "social-care.duty-team",
      "police.child-referral-team",
    ]);
  });

  it("were last there when they closed, over a bank holiday weekend too", () => {
    const slot = area.slots[desk.slot];
    if (slot?.kind !== "team") throw new Error("no such team");
    expect(lastClosing(slot.hours, calendar, at("2026-09-01 08:30"))).toBe(since);
    expect(lastClosing(slot.hours, calendar, at("2026-09-02 08:30"))).toBe(at("2026-09-01 17:00"));
  });
});

describe("waiting for the next opening", () => {
  it("is set once, and stays as it is", () => {
    const one = openDesk();
    one.take(decideWaiting(one.state(), deciding("2026-08-28 18:00")));
    expect(waits(one.state(), "opening")).toEqual([at("2026-09-01 08:30")]);
    expect(decideWaiting(one.state(), deciding("2026-08-29 09:00")).events).toEqual([]);
  });

  it("follows the team's hours when they change", () => {
    const one = openDesk();
    one.take(decideWaiting(one.state(), deciding("2026-08-31 18:00")));
    const team = area.slots[desk.slot];
    if (team?.kind !== "team") throw new Error("no such team");
    const week = Object.fromEntries(
      ["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [{ open: "08:00", close: "17:00" }]]),
    );
    const hours = openingHoursSchema.parse({ ...week, sat: "closed", sun: "closed", bankHolidays: "closed" });
    const slots = { ...area.slots, [desk.slot]: { ...team, hours } };
    one.take(decideWaiting(one.state(), deciding("2026-08-31 18:30", { slots })));
    expect(waits(one.state(), "opening")).toEqual([at("2026-09-01 08:00")]);
  });

  it("that has fallen due meanwhile is not put off to the next day", () => {
    const one = openDesk();
    one.take(decideWaiting(one.state(), deciding("2026-08-31 18:00")));
    expect(decideWaiting(one.state(), deciding("2026-09-01 08:40")).events).toEqual([]);
  });
});

describe("when a team's hours begin", () => {
  it("its list is put to it, urgently when something urgent has nobody, and somebody is to sign", () => {
    const one = openDesk();
    one.take(decideWaiting(one.state(), deciding("2026-08-28 18:00")));
    const told = one.take(
      decideOpening(one.state(), { since, list: something }, deciding("2026-09-01 08:30")),
    );
    expect(told).toMatchObject([{ to: "C0PREFER", what: "hand-over", lane: "urgent" }]);
    expect(one.state().last).toMatchObject({ since, list: something, chased: 0 });
    expect(waits(one.state(), "opening")).toEqual([at("2026-09-02 08:30")]);
    expect(waits(one.state(), "unsigned")).toEqual([at("2026-09-01 09:00")]);
  });

  it("a list of nothing is said to be one, and needs no signature", () => {
    const one = openDesk();
    const told = one.take(decideOpening(one.state(), { since, list: nothing }, deciding("2026-09-01 08:30")));
    expect(told).toMatchObject([{ to: "C0PREFER", lane: "normal" }]);
    expect(waits(one.state(), "unsigned")).toEqual([]);
  });

  it("nothing is put to a team that has changed its hours and is closed", () => {
    const one = openDesk();
    const told = one.take(
      decideOpening(one.state(), { since, list: something }, deciding("2026-08-30 08:30")),
    );
    expect(told).toEqual([]);
    expect(waits(one.state(), "opening")).toEqual([at("2026-09-01 08:30")]);
  });

  it("says that nobody signed for the list before", () => {
    const one = openDesk();
    one.take(decideOpening(one.state(), { since, list: something }, deciding("2026-09-01 08:30")));
    const told = one.take(
      decideOpening(one.state(), { since, list: something }, deciding("2026-09-02 08:30")),
    );
    expect(told[0]?.model).toMatchObject({ unsignedSince: at("2026-09-01 08:30") });
    expect(waits(one.state(), "unsigned")).toEqual([at("2026-09-02 09:00")]);
  });
});

describe("a list that nobody signs for", () => {
  const opened = () => {
    const one = openDesk();
    one.take(decideOpening(one.state(), { since, list: something }, deciding("2026-09-01 08:30")));
    return one;
  };

  it("is chased with the team and its manager, then with the operators too", () => {
    const one = opened();
    const first = one.take(decideUnsigned(one.state(), deciding("2026-09-01 09:00")));
    expect(first.map(({ to }) => to)).toEqual(["C0PREFER", "inspector-for-the-area"]);
    expect(first[0]).toMatchObject({ what: "hand-over-unsigned", lane: "urgent", model: { withNobody: 1 } });
    expect(waits(one.state(), "unsigned")).toEqual([at("2026-09-01 09:30")]);
    const second = one.take(decideUnsigned(one.state(), deciding("2026-09-01 09:30")));
    expect(second.map(({ to }) => to)).toEqual(["C0PREFER", "inspector-for-the-area", "C0OPERATORS"]);
  });

  it("with nothing in it that nobody has, is chased until the operators know, and no more", () => {
    const one = openDesk();
    const list = { ...nothing, openInAll: 2 };
    one.take(decideOpening(one.state(), { since, list }, deciding("2026-09-01 08:30")));
    one.take(decideUnsigned(one.state(), deciding("2026-09-01 09:00")));
    const last = one.take(decideUnsigned(one.state(), deciding("2026-09-01 09:30")));
    expect(last.map(({ to }) => to)).toContain("C0OPERATORS");
    expect(waits(one.state(), "unsigned")).toEqual([]);
  });

  it("is chased no more once the team's hours have ended", () => {
    const one = opened();
    expect(one.take(decideUnsigned(one.state(), deciding("2026-09-01 17:00")))).toEqual([]);
    expect(waits(one.state(), "unsigned")).toEqual([]);
  });

  it("is chased no more once somebody has signed, and shows who did", () => {
    const one = opened();
    const name = one.state().last?.notice;
    const signing = { by: "referral-desk-officer", at: at("2026-09-01 08:30") };
    const signed = decideSign(one.state(), signing, deciding("2026-09-01 08:41"));
    if (!signed.ok) throw new Error(signed.because);
    expect(signed.notices[0]?.edits).toBe(name);
    expect(one.take(signed)[0]?.model).toMatchObject({ signed: { by: "referral-desk-officer" } });
    expect(waits(one.state(), "unsigned")).toEqual([]);
    expect(decideSign(one.state(), signing, deciding("2026-09-01 08:42"))).toMatchObject({
      ok: false,
      rule: "signed-already",
    });
  });

  it("cannot be signed for once a newer one has taken its place", () => {
    const one = opened();
    one.take(decideOpening(one.state(), { since, list: something }, deciding("2026-09-02 08:30")));
    const old = { by: "referral-desk-officer", at: at("2026-09-01 08:30") };
    expect(decideSign(one.state(), old, deciding("2026-09-02 08:31"))).toMatchObject({ rule: "newer-list" });
  });
});

describe("what a list holds", () => {
  const handing = { agency: "police", since, now: at("2026-09-01 08:30") } as const;

  it("what nobody has, with how long", () => {
    const running = run({ entered: "2026-08-28 16:25" });
    running.until("2026-09-01 08:30");
    const list = handOverList([running.events()], 1, handing);
    expect(list.withNobody).toEqual([
      { ref: running.state().ref, urgency: "standard", agency: "police", minutes: 5285 },
    ]);
    expect(list.taken).toEqual([]);
    expect(list.openInAll).toBe(1);
  });

  it("who took what since the team was last there, and what is due first", () => {
    const running = run({ entered: "2026-08-29 02:00" });
    running.act("2026-08-29 02:10", (state, by) =>
      decidePickUp(state, { hop: 1, by: "sergeant-on-call", at: by.now }, by),
    );
    const { ref } = running.state();
    const list = handOverList([running.events()], 1, handing);
    expect(list.taken).toEqual([
      { ref, how: "picked-up", by: "sergeant-on-call", at: at("2026-08-29 02:10") },
    ]);
    expect(list.withNobody).toEqual([]);
    expect(handOverList([running.events()], 1, { ...handing, since: at("2026-08-29 03:00") }).taken).toEqual(
      [],
    );
    expect(handOverList([running.events()], 1, { ...handing, agency: "social-care" }).taken).toEqual([]);
  });
});
