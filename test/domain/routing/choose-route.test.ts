import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { otherAgency, type Agency } from "../../../src/domain/agency.ts";
import type { Area } from "../../../src/domain/area/area-schema.ts";
import { instantOf, parseInstant, epochMilliseconds } from "../../../src/domain/instant.ts";
import { conditionFacts, holds } from "../../../src/domain/protocol/condition.ts";
import { chooseRoute, type RouteAsked } from "../../../src/domain/routing/choose-route.ts";
import { openAt } from "../../../src/domain/calendar/opening-hours.ts";
import { at } from "../calendar/example-team.ts";
import { worldOf } from "../protocol/of-area.ts";
import { area, plainFacts, protocol, refer, world } from "../example-case.ts";

type About = "yes" | "no" | "not-known";
const asked = (from: Agency, about: About = "no", mayTell = (_person: string) => true): RouteAsked => ({
  from,
  facts: conditionFacts({
    from,
    facts: { ...plainFacts, allegationAboutProfessional: about },
    urgency: "standard",
  }),
  mayTell,
});
const ruleAt = (from: Agency, when: string) => chooseRoute(world, asked(from), at(when)).rule;
const both = (when: string) => [ruleAt("police", when), ruleAt("social-care", when)];
const inHours = ["S2-14", "S2-15"];
const outOfHours = ["S2-16", "S2-17"];

describe("the route in and out of office hours", () => {
  it.each([
    ["Monday 24 August 2026 at 08:29:59", "2026-08-24 08:29:59", outOfHours],
    ["Monday at 08:30:00", "2026-08-24 08:30", inHours],
    ["Monday at 16:59:59", "2026-08-24 16:59:59", inHours],
    ["Monday at 17:00:00", "2026-08-24 17:00", outOfHours],
    ["Friday at 16:29:59", "2026-08-28 16:29:59", inHours],
    ["Friday at 16:30:00", "2026-08-28 16:30", outOfHours],
    ["Friday at 17:40", "2026-08-28 17:40", outOfHours],
    ["Saturday at noon", "2026-08-29 12:00", outOfHours],
    ["the bank holiday, Monday 31 August, at noon", "2026-08-31 12:00", outOfHours],
    ["the Tuesday after it at noon", "2026-09-01 12:00", inHours],
    ["Christmas Eve at 14:59:59", "2026-12-24 14:59:59", inHours],
    ["Christmas Eve at 15:00, when the offices close early", "2026-12-24 15:00", outOfHours],
    ["the night the clocks go forward", "2026-03-29 02:30", outOfHours],
    ["the hour that happens twice, first time", "2026-10-25 01:30 BST", outOfHours],
    ["the hour that happens twice, second time", "2026-10-25 01:30 GMT", outOfHours],
    ["the Monday after the clocks go forward at 08:30", "2026-03-30 08:30", inHours],
    ["the Monday after the clocks go back at 08:29:59", "2026-10-26 08:29:59", outOfHours],
    ["the Monday after the clocks go back at 08:30", "2026-10-26 08:30", inHours],
  ])("is the right one on %s", (_name, when, rules) => {
    const seconds = /:\d\d:(\d\d)$/.exec(when)?.[1] ?? "00";
    const minute = at(when.replace(/(:\d\d):\d\d$/, "$1"));
    const instant = instantOf(epochMilliseconds(minute) + Number(seconds) * 1000);
    const chosen = (["police", "social-care"] as const).map(
      (from) => chooseRoute(world, asked(from), instant).rule,
    );
    expect(chosen).toEqual(rules);
  });

  it("tells the social care team, its out-of-hours service or the police team, each by one hop (S2-14, S2-15, S2-16)", () => {
    const hops = (from: Agency, when: string) => chooseRoute(world, asked(from), at(when)).hops;
    expect(hops("police", "2026-08-24 10:00")).toEqual([{ slot: "social-care.duty-team" }]);
    expect(hops("police", "2026-08-24 20:00")).toEqual([{ slot: "social-care.out-of-hours" }]);
    expect(hops("social-care", "2026-08-24 10:00")).toEqual([{ slot: "police.child-referral-team" }]);
  });

  it("tells the operations room and, through it, the detective sergeant on call (S2-17)", () => {
    const route = chooseRoute(world, asked("social-care"), at("2026-08-24 20:00"));
    expect(route.hops).toEqual([
      { slot: "police.operations-room" },
      { slot: "police.detective-sergeant", person: "sergeant-on-call" },
    ]);
    expect(route.gaps).toEqual([]);
    expect(route.restricted).toBe(false);
  });

  it("goes by the hours of the team that is told, not of the team that tells", () => {
    const slots = { ...area.slots };
    const desk = slots["police.child-referral-team"];
    const night = slots["social-care.out-of-hours"];
    if (desk?.kind !== "team" || night?.kind !== "team") throw new Error("the area has changed");
    const policeAlwaysOpen = {
      ...area,
      slots: { ...slots, "police.child-referral-team": { ...desk, hours: night.hours } },
    };
    const at2 = at("2026-08-24 02:00");
    expect(chooseRoute({ ...world, area: policeAlwaysOpen }, asked("social-care"), at2).rule).toBe("S2-15");
    expect(chooseRoute({ ...world, area: policeAlwaysOpen }, asked("police"), at2).rule).toBe("S2-16");
  });

  it("says its rule and whose hours decided", () => {
    const because = chooseRoute(world, asked("police"), at("2026-08-31 12:00")).because.join("\n");
    expect(because).toContain("S2-16: Outside office hours");
    expect(because).toContain("bank holiday");
    expect(because).toContain("Mon 31 Aug 2026 12:00 BST is outside opening hours");
    expect(both("2026-08-31 12:00")).toEqual(outOfHours);
  });
});

const withRota = (onCall: readonly { from: string; to: string; person: string }[]): Area => {
  const slot = area.slots["police.detective-sergeant"];
  if (slot?.kind !== "person-on-call") throw new Error("the area has changed");
  const entries = onCall.map(({ from, to, person }) => ({ from: at(from), to: at(to), person }));
  return { ...area, slots: { ...area.slots, "police.detective-sergeant": { ...slot, onCall: entries } } };
};
const night = { from: "2026-08-24 17:00", to: "2026-08-25 08:30", person: "sergeant-on-call" };

describe("the person on call", () => {
  const sergeantAt = (when: string, rota = withRota([night])) =>
    chooseRoute({ ...world, area: rota }, asked("social-care"), at(when));

  it("is the one whose entry covers the instant, from its first moment up to but not at its end", () => {
    expect(sergeantAt("2026-08-24 17:00").hops[1]?.person).toBe("sergeant-on-call");
    expect(sergeantAt("2026-08-25 08:29").gaps).toEqual([]);
    expect(sergeantAt("2026-08-25 17:00").gaps).toHaveLength(1);
  });

  it("is the safe default when the rota has a hole, and the hole is reported", () => {
    const route = sergeantAt("2026-08-26 20:00");
    expect(route.hops[1]?.person).toBe("inspector-for-the-area");
    expect(route.gaps.join()).toContain("the rota has no entry for this time");
    expect(route.gaps.join()).toContain("01632 960202");
  });

  it("who may not be told is passed around to the next entry, and it is no hole", () => {
    const second = { ...night, person: "second-desk-officer" };
    const notFirst = (person: string) => person !== "sergeant-on-call";
    const rota = withRota([night, second]);
    const route = chooseRoute(
      { ...world, area: rota },
      asked("social-care", "no", notFirst),
      at("2026-08-24 20:00"),
    );
    expect(route.hops[1]?.person).toBe("second-desk-officer");
    expect(route.gaps).toEqual([]);
  });

  it("who may not be told gives way to the safe default, in words that do not give them away", () => {
    const notSergeant = (person: string) => person !== "sergeant-on-call";
    const route = chooseRoute(world, asked("social-care", "no", notSergeant), at("2026-08-24 20:00"));
    expect(route.hops[1]?.person).toBe("inspector-for-the-area");
    expect(route.gaps).toEqual([]);
    expect(route.because.join()).not.toMatch(/may not|exclu|sergeant-on-call/);
  });

  it("is nobody, and that is alarmed, when neither the rota nor the safe default may be told", () => {
    const nobody = chooseRoute(
      world,
      asked("police", "yes", () => false),
      at("2026-08-24 20:00"),
    );
    expect(nobody.hops[0]).toEqual({ slot: "police.area-detective-inspector" });
    expect(nobody.gaps).toHaveLength(1);
  });

  it("who was passed around is not rung either: the number given is the safe default's", () => {
    const sergeant = { installation: "police", team: "T0POLICE", user: "U0PSERGEANT" };
    const passed = refer({ entered: "2026-08-24 20:00", excluded: [sergeant] });
    const post = passed.notices.map(({ model }) => model).find((model) => model.kind === "referral-post");
    expect(post).toMatchObject({ passOnTo: { telephone: "01632 960202" } });
    expect(JSON.stringify(passed.notices)).not.toContain("01632 960203");
    expect(JSON.stringify(passed.notices)).not.toContain("sergeant-on-call");
  });
});

describe("an allegation about a professional (S1-12)", () => {
  const times = ["2026-08-24 10:00", "2026-08-24 20:00", "2026-08-31 12:00"];
  const stories = (["social-care", "police"] as const).flatMap((from) =>
    (["yes", "not-known"] as const).flatMap((about) => times.map((when) => [from, about, when] as const)),
  );

  it.each(stories)(
    "from %s with %s at %s goes first, to the inspector and the designated officer",
    (from, about, when) => {
      const route = chooseRoute(world, asked(from, about), at(when));
      expect(route).toMatchObject({
        rule: "S1-12",
        restricted: true,
        tasks: ["discuss-with-designated-officer"],
      });
      expect(route.hops).toEqual([
        { slot: "police.area-detective-inspector", person: "inspector-for-the-area" },
        { slot: "social-care.designated-officer" },
      ]);
    },
  );

  it.each(stories)("from %s with %s at %s is posted to no team", (from, about, when) => {
    const { notices, state } = refer({ from, entered: when, facts: { allegationAboutProfessional: about } });
    expect(state.restricted).toBe(true);
    expect(notices.filter(({ to }) => "channel" in to)).toEqual([]);
    expect(notices.filter(({ model }) => model.kind === "referral-post").map(({ to }) => to)).toEqual([
      { installation: "police", person: "inspector-for-the-area" },
    ]);
  });

  it("goes before every other route wherever the file lists it", () => {
    const reversed = { ...protocol, routes: protocol.routes.toReversed() };
    expect(
      chooseRoute({ ...world, protocol: reversed }, asked("police", "yes"), at(times[0] ?? "")).rule,
    ).toBe("S1-12");
  });

  it("is an ordinary, open referral where the protocol has no such route", () => {
    const without = {
      ...protocol,
      routes: protocol.routes.filter(({ restricted }) => restricted === undefined),
    };
    const { state, notices } = refer({
      entered: "2026-08-24 10:00",
      facts: { allegationAboutProfessional: "yes" },
      world: { protocol: without },
    });
    expect(state.restricted).toBe(false);
    expect(notices.some(({ to }) => "channel" in to)).toBe(true);
  });

  it("that is denied goes the ordinary way", () => {
    expect(chooseRoute(world, asked("police", "no"), at("2026-08-24 10:00")).rule).toBe("S2-14");
  });
});

const from2026 = epochMilliseconds(parseInstant("2026-01-01T00:00:00Z"));
const to2029 = epochMilliseconds(parseInstant("2029-01-01T00:00:00Z")) - 1;

describe("at every instant", () => {
  // Invariant: whoever sends, whatever is known, and whenever: one route, and only one that could be meant.
  it("exactly one route is chosen", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: from2026, max: to2029 }).map(instantOf),
        fc.constantFrom<Agency>("police", "social-care"),
        fc.constantFrom<About>("yes", "no", "not-known"),
        (instant, from, about) => {
          const ask = asked(from, about);
          const route = chooseRoute(world, ask, instant);
          expect(route.hops.length).toBeGreaterThan(0);
          expect(route.restricted).toBe(about !== "no");
          expect(route.to).toBe(about === "no" ? otherAgency(from) : "police");
          const fitting = protocol.routes.filter((one) => {
            const desk = one.hoursOf === undefined ? undefined : area.slots[one.hoursOf];
            const open = desk?.kind === "team" ? openAt(desk.hours, world.calendar, instant).open : undefined;
            const now = open === undefined || open === (one.during === "office hours");
            return (one.from ?? from) === from && holds(one.when, ask.facts) && now;
          });
          expect(fitting.filter(({ restricted }) => (restricted ?? false) === route.restricted)).toHaveLength(
            1,
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("an allegation about the very person to whom such allegations go (S1-12)", () => {
  const about = worldOf("testford");
  const professional = asked("social-care", "yes");
  const keptFrom = (...people: readonly string[]) => ({
    ...professional,
    mayTell: (person: string) => !people.includes(person),
    isKeptFrom: (person: string) => people.includes(person),
  });
  const when = at("2026-09-01 14:00");
  const withOfficer = (): typeof about => {
    const slots = { ...about.area.slots };
    for (const [slot, person] of [
      ["social-care.designated-officer", "testford-team-manager"],
      ["social-care.designated-officer-stand-in", "testford-social-worker"],
    ] as const) {
      const filled = slots[slot];
      if (filled?.kind !== "person-on-call") throw new Error("the area has changed");
      const onCall = [{ from: at("2026-01-01 00:00"), to: at("2027-01-01 00:00"), person }];
      slots[slot] = { ...filled, onCall };
    }
    return { ...about, area: { ...about.area, slots } };
  };

  it("goes to professional standards in the inspector's place, and to the designated officer as ever", () => {
    expect(chooseRoute(about, keptFrom("testford-inspector"), when).hops).toEqual([
      { slot: "police.professional-standards", person: "testford-standards-officer" },
      { slot: "social-care.designated-officer" },
    ]);
    expect(chooseRoute(about, professional, when).hops[0]?.slot).toBe("police.area-detective-inspector");
  });

  it("goes to whoever stands in for the designated officer, where it is about that officer", () => {
    const route = chooseRoute(withOfficer(), keptFrom("testford-team-manager"), when);
    expect(route.hops).toEqual([
      { slot: "police.area-detective-inspector", person: "testford-inspector" },
      { slot: "social-care.designated-officer-stand-in", person: "testford-social-worker" },
    ]);
  });

  it("is told to somebody by telephone where it is about them all: never to nobody, and never to one of them", () => {
    const all = ["testford-inspector", "testford-standards-officer"];
    const route = chooseRoute(about, keptFrom(...all), when);
    expect(route.hops[0]).toEqual({ slot: "police.professional-standards" });
    expect(route.because.join(" ")).toContain("ring professional standards");
    expect(route.gaps).toHaveLength(1);
  });

  it("says nothing of whom it is kept from", () => {
    const said = chooseRoute(about, keptFrom("testford-inspector"), when);
    expect(JSON.stringify(said)).not.toMatch(/testford-inspector|kept from|excluded/i);
  });

  it("is no reason to pass a rota by whose person has merely left: its own default has it", () => {
    const left = { ...professional, mayTell: (person: string) => person !== "testford-inspector" };
    expect(chooseRoute(about, left, when).hops[0]).toEqual({ slot: "police.area-detective-inspector" });
  });
});
