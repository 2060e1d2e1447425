import { describe, expect, it } from "vitest";
import { fileURLToPath } from "node:url";
import { formatInstant } from "../../../src/domain/calendar/format-instant.ts";
import { buildWorkingCalendar } from "../../../src/domain/calendar/working-calendar.ts";
import { localDate } from "../../../src/domain/calendar/local-date.ts";
import {
  decideNotServed,
  decideReview,
  decideReviewsWaiting,
  type ReviewDecision,
  type ReviewDeciding,
} from "../../../src/domain/review/decide-review.ts";
import { decideReviewed, type ReviewingAsked } from "../../../src/domain/review/decide-reviewed.ts";
import { reviewDueOn } from "../../../src/domain/review/review-dates.ts";
import type { ReviewEvent } from "../../../src/domain/review/review-event-schemas.ts";
import { foldReviews } from "../../../src/domain/review/review-state.ts";
import { loadReferenceFiles } from "../../../src/files/load-reference.ts";
import { at, calendar } from "../calendar/example-team.ts";

const loaded = loadReferenceFiles(fileURLToPath(new URL("../../..", import.meta.url)));
if (!loaded.ok) throw new Error("the reference files have faults");
const { areas, protocols } = loaded.files;

const worldOf = (name: string, reviewDue?: string) => {
  const area = areas.get(name)?.value;
  const protocol = protocols.get(area?.protocol ?? "")?.value;
  if (area === undefined || protocol === undefined) throw new Error(`no ${name}`);
  const sources = protocol.sources.map((one) =>
    one.reviewDue === undefined ? one : { ...one, reviewDue: reviewDue ?? one.reviewDue },
  );
  return { area, protocol: { ...protocol, sources } };
};

type World = ReturnType<typeof worldOf>;

const deciding = (world: World, local: string, changes: Partial<ReviewDeciding> = {}): ReviewDeciding => {
  let id = 0;
  return { ...world, calendar, now: at(local), nextId: () => `${local}-${(id += 1)}`, ...changes };
};

/** An area whose events are gathered as its timers fire. */
const run = (world: World) => {
  const events: ReviewEvent[] = [];
  const state = () => foldReviews(events);
  const waits = () => state().timers.map(({ dueAt }) => formatInstant(dueAt));
  const take = (decided: ReviewDecision) => {
    events.push(...decided.events);
    return decided.notices.map(({ to }) => ("channel" in to ? to.channel : "person" in to ? to.person : ""));
  };
  const start = (local: string, changes: Partial<ReviewDeciding> = {}) =>
    take(decideReviewsWaiting(state(), deciding(world, local, changes)));
  /** Fires the timer, at an instant or when it is due, and answers who was told. */
  const fire = (local?: string) => {
    const [timer] = state().timers;
    if (timer === undefined) throw new Error("nothing is waited for");
    const by = deciding(world, "2026-09-01 10:00", { now: local === undefined ? timer.dueAt : at(local) });
    return take(decideReview(state(), timer.id, { ...by, nextId: () => `${events.length}-${timer.id}` }));
  };
  return { events, state, waits, take, start, fire };
};

const wakefieldOwners = ["fictown-team-manager", "fictown-inspector"];

describe("before a protocol is to be reviewed (S4-17)", () => {
  it("its owners are told 60, 20 and 5 working days before and on the day, in the morning (S4-17)", () => {
    const one = run(worldOf("fictown", "2027-03-12"));
    one.start("2026-09-01 10:00");
    const told = [];
    for (let time = 0; time < 4; time += 1) told.push([...one.waits(), ...one.fire()]);
    expect(told).toEqual([
      ["Tue 15 Dec 2026 09:00 GMT", ...wakefieldOwners],
      ["Fri 12 Feb 2027 09:00 GMT", ...wakefieldOwners],
      ["Fri 5 Mar 2027 09:00 GMT", ...wakefieldOwners],
      ["Fri 12 Mar 2027 09:00 GMT", ...wakefieldOwners],
    ]);
  });

  it("a day that is a bank holiday is told of on the working day before, and overdue on the one after", () => {
    const one = run(worldOf("fictown", "2027-05-03"));
    one.start("2027-04-27 10:00");
    one.fire("2027-04-27 10:00");
    expect(one.waits()).toEqual(["Fri 30 Apr 2027 09:00 BST"]);
    one.fire();
    expect(one.waits()).toEqual(["Tue 4 May 2027 09:00 BST"]);
  });

  it("what was missed while nothing ran is told once", () => {
    const one = run(worldOf("fictown", "2027-03-12"));
    one.start("2026-09-01 10:00");
    expect(one.fire("2027-02-16 11:00")).toEqual(wakefieldOwners);
    expect(one.waits()).toEqual(["Fri 5 Mar 2027 09:00 GMT"]);
  });

  it("is set once, and follows a day that is taken out of the calendar", () => {
    const one = run(worldOf("fictown", "2027-03-12"));
    one.start("2026-09-01 10:00");
    one.start("2026-09-01 11:00");
    expect(one.events).toHaveLength(1);
    const closures = [
      { date: localDate("2027-01-05"), kind: "closed", because: "a day of mourning" },
    ] as const;
    const changed = buildWorkingCalendar({ firstYear: 2026, lastYear: 2028, closures });
    one.start("2026-09-02 10:00", { calendar: changed });
    expect(one.waits()).toEqual(["Mon 14 Dec 2026 09:00 GMT"]);
  });
});

describe("a protocol whose day of review has passed (S3-0)", () => {
  const overdue = () => {
    const one = run(worldOf("mockley"));
    one.start("2026-09-05 03:00");
    return one;
  };

  it("warns its owners and the operators once, and every week from then on (S3-0)", () => {
    const one = overdue();
    expect(one.waits()).toEqual(["Mon 7 Sep 2026 09:00 BST"]);
    expect(one.fire()).toEqual(["mockley-team-manager", "mockley-inspector", "C0MOCKOPERATORS"]);
    expect(one.waits()).toEqual(["Mon 14 Sep 2026 09:00 BST"]);
    expect(one.fire("2026-10-01 12:00")).toHaveLength(3);
    expect(one.waits()).toEqual(["Thu 8 Oct 2026 09:00 BST"]);
  });

  it("is not warned of at night, nor on a bank holiday", () => {
    const one = overdue();
    expect(one.fire("2026-09-07 03:00")).toEqual([]);
    expect(one.waits()).toEqual(["Mon 7 Sep 2026 09:00 BST"]);
    one.fire("2027-05-24 09:00");
    expect(one.waits()).toEqual(["Tue 1 Jun 2027 09:00 BST"]);
  });

  it("tells the managers in the place of an owner who is not registered any more", () => {
    const world = worldOf("mockley");
    const people = world.area.people.filter(({ person }) => person !== "mockley-inspector");
    const one = run({ ...world, area: { ...world.area, people } });
    one.start("2026-09-07 10:00");
    expect(one.fire()).toEqual(["mockley-team-manager", "C0MOCKOPERATORS"]);
  });

  it("is waited for no longer once its area is not served", () => {
    const one = overdue();
    const by = { area: { area: "mockley" }, now: at("2026-09-07 09:00") };
    one.take(decideNotServed(one.state(), by));
    expect(one.waits()).toEqual([]);
  });

  it("ends with a later edition", () => {
    const one = overdue();
    one.fire();
    const { events } = decideReviewsWaiting(
      one.state(),
      deciding(worldOf("mockley", "2027-09-30"), "2026-09-08 10:00"),
    );
    const after = foldReviews([...one.events, ...events]);
    expect(after.timers.map(({ dueAt }) => formatInstant(dueAt))).toEqual(["Wed 7 Jul 2027 09:00 BST"]);
  });
});

describe("recording a review", () => {
  const asked: ReviewingAsked = {
    review: "review-of-this-protocol",
    due: "2022-02-28",
    by: "fictown-team-manager",
    outcome: "no-change",
    reviewedOn: "2026-09-01",
    nextDue: "2028-09-01",
    outcomeTold: true,
  };
  const warned = () => {
    const one = run(worldOf("fictown"));
    one.start("2026-08-28 10:00");
    one.fire();
    return one;
  };
  const record = (one: ReturnType<typeof run>, changes: Partial<ReviewingAsked> = {}) =>
    decideReviewed(one.state(), { ...asked, ...changes }, deciding(worldOf("fictown"), "2026-09-01 10:00"));

  it("ends the reminders, begins those for the next one, and says so where the owners read of it (S4-17)", () => {
    const one = warned();
    const recorded = record(one);
    if (!recorded.ok) throw new Error(recorded.because);
    expect(recorded.notices.map(({ edits }) => edits !== undefined)).toEqual([true, true, true]);
    one.take(recorded);
    const [rule] = worldOf("fictown").protocol.reviews;
    expect(rule && reviewDueOn(rule, worldOf("fictown").protocol, one.state())).toBe("2028-09-01");
    expect(one.waits()).toEqual(["Thu 8 Jun 2028 09:00 BST"]);
  });

  it("is recorded once: the second is told so, and the same form sent again changes nothing", () => {
    const one = warned();
    const first = record(one);
    if (!first.ok) throw new Error(first.because);
    one.take(first);
    expect(record(one)).toEqual({ ok: true, events: [], notices: [] });
    const second = record(one, { by: "fictown-inspector" });
    expect(second).toMatchObject({ ok: false, about: "review" });
    expect(JSON.stringify(second)).toContain("the next is due by Fri 1 Sep 2028. Nothing more was recorded.");
  });

  it("is refused on the field that is wrong: a later day than two years allow, a day to come, nobody told (S4-17)", () => {
    const one = warned();
    const refusals: readonly (readonly [Partial<ReviewingAsked>, string, string])[] = [
      [{ nextDue: "2028-09-02" }, "nextDue", "Fri 1 Sep 2028 at the latest"],
      [{ nextDue: "2026-09-01" }, "nextDue", "still to come"],
      [{ nextDue: "soon" }, "nextDue", "This is not a date"],
      [{ reviewedOn: "2026-09-02" }, "reviewedOn", "Record it once it is done"],
      [{ reviewedOn: "2026-02-30" }, "reviewedOn", "There is no 2026-02-30"],
      [{ outcomeTold: false }, "outcomeTold", "Tell the safeguarding children partnership"],
      [{ review: "another" }, "review", "does not ask for this review"],
    ];
    for (const [changes, about, says] of refusals) {
      const refused = record(one, changes);
      expect(refused).toMatchObject({ ok: false, about });
      expect(JSON.stringify(refused)).toContain(says);
    }
  });

  it("asks for a day after the one that it was for, or it would be due again at once", () => {
    const world = worldOf("fictown", "2027-03-12");
    const by = deciding(world, "2026-09-01 10:00");
    const refused = decideReviewed(
      foldReviews([]),
      { ...asked, due: "2027-03-12", nextDue: "2027-03-12" },
      by,
    );
    expect(refused).toMatchObject({ ok: false, about: "nextDue" });
  });
});
