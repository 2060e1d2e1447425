import { describe, expect, it } from "vitest";
import type { CaseEvent, NewCaseEvent } from "../../../src/domain/case/case-event.ts";
import { decideCalendarChange } from "../../../src/domain/case/decide-calendar-change.ts";
import type { Decision } from "../../../src/domain/case/decide-answer.ts";
import { applyEvent, foldCase } from "../../../src/domain/case/fold.ts";
import { decideClosure, type ClosureEvent } from "../../../src/domain/calendar/decide-closure.ts";
import { formatInstant } from "../../../src/domain/calendar/format-instant.ts";
import { localDate } from "../../../src/domain/calendar/local-date.ts";
import { buildWorkingCalendar, type WorkingCalendar } from "../../../src/domain/calendar/working-calendar.ts";
import { setDeadline } from "../../../src/domain/deadlines/follow-clocks.ts";
import { runningRules } from "../../../src/domain/deadlines/clock-rules.ts";
import type { CaseState } from "../../../src/domain/case/case-state.ts";
import type { Protocol } from "../../../src/domain/protocol/protocol-schema.ts";
import { at, calendar } from "../calendar/example-team.ts";
import { followingAt, protocol, refer, takeStep } from "../example-case.ts";

const closed = (...dates: readonly string[]): WorkingCalendar =>
  buildWorkingCalendar({
    firstYear: 2019,
    lastYear: 2035,
    closures: dates.map((date) => ({ date: localDate(date), kind: "closed", because: "a day of mourning" })),
  });

const proclaimed = (date: string, when: string): ClosureEvent => ({
  type: "ClosureAdded",
  version: 1,
  header: {
    by: "team-manager",
    at: at(when),
    enteredAt: at(when),
    date: localDate(date),
    kind: "closed",
    because: "a day of mourning",
  },
});

type Case = { readonly state: CaseState; readonly events: readonly CaseEvent[] };

const opened = (
  from: "police" | "social-care",
  entered: string,
  world: { protocol?: Protocol } = {},
): Case => {
  const { events, state } = refer({ from, entered, world });
  return { events, state };
};

type Changing = {
  readonly on: string;
  readonly by: WorkingCalendar;
  readonly changes?: readonly ClosureEvent[];
};

let ids = 0;
const change = ({ state, events }: Case, { on, by, changes = [] }: Changing, world = {}) =>
  decideCalendarChange(
    state,
    { events, changes },
    followingAt(at(on), { ...world, calendar: by }, () => `new-${(ids += 1)}`),
  );

const after = (before: Case, decided: Decision | undefined): Case => {
  const added: readonly NewCaseEvent[] = decided?.events ?? [];
  return { state: added.reduce<CaseState>(applyEvent, before.state), events: [...before.events, ...added] };
};

const dueOf = ({ state }: Case, clock: string): string => {
  const found = state.deadlines.find((one) => one.clock === clock);
  if (found === undefined) throw new Error(`no ${clock}`);
  return formatInstant(found.dueAt);
};

const wednesday = {
  on: "2026-09-01 12:00",
  by: closed("2026-09-02"),
  changes: [proclaimed("2026-09-02", "2026-09-01 11:59")],
};

describe("a day that is taken out of the working calendar", () => {
  const before = opened("police", "2026-09-01 10:00");
  const decided = change(before, wednesday);
  const now = after(before, decided);

  it("moves what is due by working days later, and keeps what it was", () => {
    expect(dueOf(before, "assessment-decision")).toBe("Wed 2 Sep 2026 17:00 BST");
    expect(dueOf(now, "assessment-decision")).toBe("Thu 3 Sep 2026 17:00 BST");
    const deadline = now.state.deadlines.find(({ clock }) => clock === "assessment-decision");
    expect(deadline?.superseded).toEqual([{ dueAt: at("2026-09-02 17:00"), at: at("2026-09-01 12:00") }]);
    expect(deadline?.because[0]).toBe("Wed 2 Sep 2026 is not a working day (a day of mourning)");
    expect(foldCase(now.events)?.deadlines).toEqual(now.state.deadlines);
  });

  it("leaves alone what is due today", () => {
    expect(dueOf(now, "tell-social-care")).toBe(dueOf(before, "tell-social-care"));
  });

  it("tells the owner the new date, the old one and why", () => {
    const moved = decided?.notices.filter(({ model }) => model.kind === "deadline-moved");
    expect(moved).toHaveLength(1);
    expect(moved?.[0]).toMatchObject({
      to: { channel: "C0CDUTY" },
      model: {
        rule: "S2-9",
        was: at("2026-09-02 17:00"),
        dueAt: at("2026-09-03 17:00"),
        because: ["Wed 2 Sep 2026 is not a working day (a day of mourning)"],
        why: "nobody has this part of the case, so the team on duty is told",
      },
    });
  });

  it("gives as the reason what the day is now, and not what it was said to be in between", () => {
    const back: ClosureEvent = {
      type: "ClosureRemoved",
      version: 1,
      header: {
        by: "team-manager",
        at: at("2026-09-01 12:01"),
        enteredAt: at("2026-09-01 12:01"),
        date: localDate("2026-09-02"),
        because: "it is moved",
      },
    };
    const again = change(before, {
      ...wednesday,
      on: "2026-09-01 12:02",
      changes: [...wednesday.changes, back],
    });
    expect(again?.notices.find(({ model }) => model.kind === "deadline-moved")?.model).toMatchObject({
      because: ["Wed 2 Sep 2026 is what it usually is again (it is moved)"],
    });
  });

  it("tells nobody of a reading that is only shown: what reminds is due when it was (S2-10)", () => {
    const required = { step: "assessment-decided", agency: "social-care", assessment: "required" } as const;
    const { state, events } = refer({ from: "police", entered: "2026-09-01 10:00" });
    const assessed = takeStep({ state, events }, required, "2026-09-01 11:00");
    const moved = change(assessed, wednesday);
    const shown = after(assessed, moved).state.deadlines.find(({ rule }) => rule === "S2-10");
    expect(shown?.superseded).toHaveLength(1);
    expect(shown?.superseded?.[0]?.dueAt).toBe(shown?.dueAt);
    const told = moved?.notices.flatMap(({ model }) => (model.kind === "deadline-moved" ? [model] : []));
    expect(told?.map(({ rule }) => rule)).toEqual(["STAT-2"]);
    expect(told?.map(({ was, dueAt }) => was === dueAt)).toEqual([false]);
  });

  it("plans the reminders anew by the new date, and none by the old one", () => {
    const id = now.state.deadlines.find(({ clock }) => clock === "assessment-decision")?.id;
    const waiting = ({ state }: Case) =>
      state.timers.filter(({ kind, subject }) => kind === "reminder" && subject === id);
    expect(waiting(before)).toHaveLength(1);
    expect(waiting(now)).toHaveLength(1);
    expect(waiting(now)[0]?.id).not.toBe(waiting(before)[0]?.id);
    expect((waiting(now)[0]?.dueAt ?? "") > (waiting(before)[0]?.dueAt ?? "")).toBe(true);
  });

  it("does nothing more when it is done again, and everything back when the day is put in again", () => {
    expect(change(now, { ...wednesday, on: "2026-09-01 12:01" })).toBeUndefined();
    const back = after(now, change(now, { on: "2026-09-01 12:02", by: calendar }));
    expect(dueOf(back, "assessment-decision")).toBe("Wed 2 Sep 2026 17:00 BST");
  });
});

describe("what a changed calendar never touches", () => {
  it("is hours that pass, at a weekend as on a bank holiday", () => {
    const before = opened("social-care", "2026-09-01 10:00");
    const now = after(before, change(before, wednesday));
    expect(dueOf(now, "first-discussion")).toBe("Wed 2 Sep 2026 10:00 BST");
    expect(dueOf(now, "assessment-decision")).toBe("Thu 3 Sep 2026 17:00 BST");
  });

  it("is a duty that is done", () => {
    const before = opened("police", "2026-09-01 10:00");
    const deadlines = before.state.deadlines.map((one) => ({
      ...one,
      met: { at: at("2026-09-01 11:00"), late: false },
    }));
    expect(change({ ...before, state: { ...before.state, deadlines } }, wednesday)).toBeUndefined();
  });

  it("is a case in which nothing lies across the day", () => {
    expect(
      change(opened("police", "2026-09-01 10:00"), { ...wednesday, by: closed("2026-12-16") }),
    ).toBeUndefined();
  });
});

describe("a duty that is counted backwards from an event", () => {
  const [clock] = protocol.clocks;
  if (clock === undefined) throw new Error("no clock");
  const report = {
    ...clock,
    id: "report",
    due: { atLeast: { count: 3, unit: "working-days" as const }, before: "conference-starts" as const },
  };
  const withReport: Protocol = { ...protocol, clocks: [...protocol.clocks, report] };
  const rule = runningRules(withReport).find(({ id }) => id === "report");
  if (rule === undefined) throw new Error("no rule");
  const before = opened("police", "2026-09-01 10:00");
  const set = setDeadline(
    rule,
    { startedAt: at("2026-09-10 10:00") },
    before.state,
    followingAt(at("2026-09-01 10:00")),
  );
  const withDeadline: Case = {
    state: applyEvent(before.state, set),
    events: [...before.events, set],
  };

  it("is due earlier for a day that is taken out before it, and at once when that has passed", () => {
    expect(dueOf(withDeadline, "report")).toBe("Mon 7 Sep 2026 17:00 BST");
    const moved = change(
      withDeadline,
      { on: "2026-09-01 12:00", by: closed("2026-09-08") },
      { protocol: withReport },
    );
    expect(dueOf(after(withDeadline, moved), "report")).toBe("Fri 4 Sep 2026 16:30 BST");
    const late = change(
      withDeadline,
      { on: "2026-09-07 12:00", by: closed("2026-09-08") },
      { protocol: withReport },
    );
    expect(late?.notices.map(({ model, lane }) => ({ kind: model.kind, lane }))).toContainEqual({
      kind: "deadline-moved",
      lane: "urgent",
    });
    expect(late?.notices.find(({ model }) => model.kind === "deadline-moved")?.model).toMatchObject({
      overdue: true,
    });
  });
});

describe("what an administrator asks of the calendar", () => {
  const asked = {
    does: "add",
    date: "2026-09-02",
    because: "sample",
    by: "team-manager",
    at: at("2026-09-01 10:00"),
  } as const;

  it("is written down once, and taken back by removing it", () => {
    const added = decideClosure(asked, []);
    expect(added).toMatchObject({ ok: true, event: { type: "ClosureAdded", header: { kind: "closed" } } });
    const inForce = [{ date: localDate("2026-09-02"), kind: "closed", because: "sample" }] as const;
    expect(decideClosure(asked, inForce)).toEqual({ ok: true, date: "2026-09-02" });
    expect(decideClosure({ ...asked, does: "remove" }, inForce)).toMatchObject({
      event: { type: "ClosureRemoved" },
    });
    expect(decideClosure({ ...asked, does: "remove" }, [])).toEqual({ ok: true, date: "2026-09-02" });
  });

  it("can move a bank holiday: the day becomes a working day", () => {
    const holiday = { ...asked, does: "remove", date: "2026-08-31" } as const;
    expect(decideClosure(holiday, [])).toMatchObject({
      event: { type: "ClosureAdded", header: { kind: "working" } },
    });
    const moved = [{ date: localDate("2026-08-31"), kind: "working", because: "moved" }] as const;
    expect(decideClosure({ ...holiday, does: "add" }, moved)).toMatchObject({
      event: { type: "ClosureRemoved" },
    });
  });

  it.each([
    [{ date: "31 August" }, "not a date"],
    [{ date: "2026-02-30" }, "There is no 2026-02-30"],
    [{ date: "2062-09-02" }, "Check the year"],
    [{ because: "  " }, "Say why"],
  ])("is refused for %j", (changes, says) => {
    const decided = decideClosure({ ...asked, ...changes }, []);
    expect(decided.ok ? "" : decided.because).toContain(says);
  });
});
