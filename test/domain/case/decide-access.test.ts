import { describe, expect, test } from "vitest";
import { hasTakenAccess } from "../../../src/domain/authority/need-to-know.ts";
import type { Decision } from "../../../src/domain/case/decide-answer.ts";
import { decideName, decideRelease } from "../../../src/domain/case/decide-named.ts";
import { decideTakeAccess } from "../../../src/domain/case/decide-take-access.ts";
import type { Refused } from "../../../src/domain/case/refusal.ts";
import { plusMilliseconds } from "../../../src/domain/instant.ts";
import { mayBeTold } from "../../../src/domain/timers/on-duty.ts";
import { at } from "../calendar/example-team.ts";
import { area, followingAt, openCase, world, type Case } from "../example-case.ts";
import { placeOf } from "../timers/clockwork.ts";

const now = at("2026-09-01 11:00");
const by = () => followingAt(now);
const inspector = { person: "inspector-for-the-area", agency: "police" } as const;
const worker = { person: "duty-social-worker", agency: "social-care" } as const;
const night = { person: "night-social-worker", agency: "social-care" } as const;

const open = () => openCase({ entered: "2026-09-01 10:00" });
/** S1-12: only the inspector whom the route names, and the sender, may know of it. */
const restricted = (): Case =>
  openCase({ entered: "2026-09-01 10:00", facts: { allegationAboutProfessional: "yes" } });

const done = (decided: Decision | Refused): Decision => {
  if (!decided.ok) throw new Error(decided.because);
  return decided;
};
const whyNot = (decided: Decision | Refused): string => (decided.ok ? "it was done" : decided.rule);
const told = ({ notices }: Decision): readonly string[] => notices.map(placeOf);
const eventOf = ({ events }: Decision, type: string) => events.find((one) => one.type === type);

const officer = { person: "referral-desk-officer", as: "officer-in-the-case", by: inspector } as const;
const name = (before: Case, naming: Parameters<typeof decideName>[1] = officer) =>
  decideName(before.state, naming, by());

describe("naming a person in a case", () => {
  test("lets Tandem tell them of a restricted case from then on, and nobody else", () => {
    const before = restricted();
    const { state } = done(name(before));
    const may = (one: Case["state"], person: string) => mayBeTold(one, world, person);
    expect(may(before.state, "referral-desk-officer")).toBe(false);
    expect(may(state, "referral-desk-officer")).toBe(true);
    expect(may(state, "second-desk-officer")).toBe(false);
  });

  test("is recorded as what they are in it and by whom, and they are told", () => {
    const decided = done(name(open()));
    expect(eventOf(decided, "PersonNamed")?.header).toEqual({
      by: "inspector-for-the-area",
      at: now,
      enteredAt: now,
      person: "referral-desk-officer",
      agency: "police",
      as: "officer-in-the-case",
    });
    // The other agency hears who has the officer's part of it now.
    expect(told(decided)).toEqual(["referral-desk-officer", "duty-social-worker"]);
    expect(decided.notices.map(({ model }) => model.kind)).toEqual(["named-in-case", "allocated"]);
  });

  test("is for an agency's own people: neither agency says who of the other may know", () => {
    expect(whyNot(name(open(), { person: worker.person, as: "social-worker", by: inspector }))).toBe(
      "own-people",
    );
  });

  test("is refused for a person of no area, and for one who is named so already", () => {
    expect(whyNot(name(open(), { ...officer, person: "nobody-known" }))).toBe("not-registered");
    const once = done(name(open()));
    expect(whyNot(decideName(once.state, officer, by()))).toBe("named-already");
    expect(decideName(once.state, { ...officer, as: "supervisor" }, by()).ok).toBe(true);
  });

  test("is refused for one whom the case must be kept from, in words that do not say so", () => {
    const excluded = area.people.find(({ person }) => person === officer.person)?.identities ?? [];
    const refused = name(openCase({ entered: "2026-09-01 10:00", excluded }));
    expect(refused).toEqual({
      ok: false,
      rule: "excluded",
      because: "That person cannot be named in this case. Choose somebody else.",
    });
  });
});

describe("taking a person off a case", () => {
  const release = (before: Case["state"], reason = "Fictional reason") =>
    decideRelease(before, { ...officer, reason }, by());

  test("keeps a restricted case from them again, with the reason where only its readers see it", () => {
    const decided = done(release(done(name(restricted())).state));
    expect(mayBeTold(decided.state, world, "referral-desk-officer")).toBe(false);
    const event = eventOf(decided, "PersonReleased");
    expect(event?.sealed).toEqual({ compartment: "shared", body: { reason: "Fictional reason" } });
    expect(JSON.stringify(event?.header)).not.toContain("Fictional");
    expect(told(decided)).toEqual(["referral-desk-officer"]);
    expect(decided.notices[0]?.model).toMatchObject({ kind: "named-in-case", over: true });
  });

  test("leaves what else they are in it", () => {
    const once = done(name(restricted())).state;
    const twice = done(decideName(once, { ...officer, as: "consulted" }, by())).state;
    const { state } = done(release(twice));
    expect(state.named.filter(({ person }) => person === officer.person).map(({ as }) => as)).toEqual([
      "consulted",
    ]);
    expect(mayBeTold(state, world, "referral-desk-officer")).toBe(true);
  });

  test("is refused without a reason, and for one who is not named so", () => {
    expect(whyNot(release(done(name(open())).state, "  "))).toBe("no-reason");
    expect(whyNot(release(open().state))).toBe("not-named");
  });
});

describe("taking access because a child cannot wait", () => {
  const take = (before: Case["state"], who: Parameters<typeof decideTakeAccess>[1]["by"] = night) =>
    decideTakeAccess(before, { by: who, reason: "Fictional reason" }, by());
  const minutes = area.takenAccess.minutes;
  const after = (count: number) => plusMilliseconds(now, count * 60_000);

  test("holds for as long as the area says, and not one minute longer", () => {
    const { state } = done(take(restricted().state));
    expect(minutes).toBeGreaterThanOrEqual(15);
    expect(hasTakenAccess(state, night.person, now)).toBe(true);
    expect(hasTakenAccess(state, night.person, after(minutes - 1))).toBe(true);
    expect(hasTakenAccess(state, night.person, after(minutes))).toBe(false);
    expect(hasTakenAccess(state, "second-social-worker", now)).toBe(false);
  });

  test("is heard of at once, urgently and once each, by all whom the case names and the managers of both", () => {
    const decided = done(take(restricted().state));
    expect(told(decided).toSorted()).toEqual([
      "duty-social-worker",
      "inspector-for-the-area",
      "team-manager",
    ]);
    expect(new Set(decided.notices.map(({ lane }) => lane))).toEqual(new Set(["urgent"]));
    const sergeant = { person: "sergeant-on-call", agency: "police" } as const;
    expect(told(done(take(restricted().state, sergeant)))).toContain("team-manager");
  });

  test("is not told to whoever takes it, nor to one whom the case must be kept from", () => {
    const managers = area.people.find(({ person }) => person === "team-manager")?.identities ?? [];
    const facts = { allegationAboutProfessional: "yes" } as const;
    const kept = openCase({ entered: "2026-09-01 10:00", facts, excluded: managers });
    expect(told(done(take(kept.state)))).not.toContain("team-manager");
    const manager = { person: "team-manager", agency: "social-care" } as const;
    expect(told(done(take(restricted().state, manager)))).not.toContain("team-manager");
  });

  test("does not let Tandem tell them of its own accord", () => {
    expect(mayBeTold(done(take(restricted().state)).state, world, night.person)).toBe(false);
  });

  test("is written down with its reason sealed, and until when it holds", () => {
    const event = eventOf(done(take(restricted().state)), "AccessTaken");
    expect(event?.header).toMatchObject({ by: night.person, agency: "social-care", until: after(minutes) });
    expect(event?.sealed).toEqual({ compartment: "shared", body: { reason: "Fictional reason" } });
  });

  test("is refused without a reason, to whoever can open it as it is, and twice over", () => {
    const { state } = restricted();
    expect(whyNot(decideTakeAccess(state, { by: night, reason: " " }, by()))).toBe("no-reason");
    expect(whyNot(take(state, worker))).toBe("open-already");
    expect(whyNot(take(state, inspector))).toBe("open-already");
    expect(whyNot(take(open().state))).toBe("open-already");
    const { state: taken } = done(take(state));
    expect(whyNot(take(taken))).toBe("open-already");
    const later = followingAt(after(minutes));
    expect(decideTakeAccess(taken, { by: night, reason: "Fictional reason" }, later).ok).toBe(true);
  });
});
