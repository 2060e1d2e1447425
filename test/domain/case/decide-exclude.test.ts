import { describe, expect, test } from "vitest";
import { decidePickUp } from "../../../src/domain/case/decide-answer.ts";
import { decideExclude } from "../../../src/domain/case/decide-exclude.ts";
import { decideName } from "../../../src/domain/case/decide-named.ts";
import { mayBeTold } from "../../../src/domain/timers/on-duty.ts";
import { at } from "../calendar/example-team.ts";
import { area, followingAt, openCase, world } from "../example-case.ts";
import { worldOf } from "../protocol/of-area.ts";
import { referralPost } from "../../../src/domain/notices/referral-post.ts";
import { run, type Act, type Running, type Said } from "../timers/clockwork.ts";

const agencyOf = (person: string) =>
  area.people.find((one) => one.person === person)?.agency ?? "social-care";
const identitiesOf = (person: string) => area.people.find((one) => one.person === person)?.identities ?? [];

const exclude =
  (person: string, byWhom: string, reason = "Fictional reason"): Act =>
  (state, by) =>
    decideExclude(
      state,
      { identities: identitiesOf(person), by: { person: byWhom, agency: agencyOf(byWhom) }, reason },
      by,
    );
const pickUp =
  (hop: number, by: string): Act =>
  (state, following) =>
    decidePickUp(state, { hop, by, at: following.now }, following);

const urgent = { suspect: ["in-custody"] } as const;
const toThem = (all: readonly Said[], person: string) => all.filter(({ to }) => to === person);
const countOf = (running: Running, type: string) =>
  running.events().filter((one) => one.type === type).length;

/** The desk officer has it; then a colleague says that the officer is a relative. */
const foundLate = () => {
  const running = run({ entered: "2026-09-01 10:00", facts: { ...urgent } });
  running.act("2026-09-01 10:02", pickUp(0, "referral-desk-officer"));
  const said = running.act("2026-09-01 10:05", exclude("referral-desk-officer", "second-desk-officer"));
  return { running, said };
};

describe("a conflict of interest that is found late", () => {
  test("opens again what the person had, so that it is somebody else's to take", () => {
    const { running } = foundLate();
    expect(running.state().hops[0]?.had).toBeUndefined();
    expect(countOf(running, "HandedBack")).toBe(1);
    expect(running.act("2026-09-01 10:06", pickUp(0, "second-desk-officer")).length).toBeGreaterThan(0);
  });

  test("makes the case one for named people, of whom whoever said so is one and the person none", () => {
    const state = foundLate().running.state();
    expect(state.restricted).toBe(true);
    expect(mayBeTold(state, world, "second-desk-officer")).toBe(true);
    expect(mayBeTold(state, world, "duty-social-worker")).toBe(true);
    expect(mayBeTold(state, world, "referral-desk-officer")).toBe(false);
    expect(mayBeTold(state, world, "control-room-operator")).toBe(false);
  });

  test("replaces the channel's post by words that name no case", () => {
    const withdrawn = foundLate().said.filter(({ what }) => what === "withdrawn");
    expect(withdrawn.map(({ to }) => to)).toEqual(["C0PREFER"]);
    expect(withdrawn[0]?.notice.edits).toBeDefined();
    expect(JSON.stringify(withdrawn[0]?.notice.model)).not.toContain("K7M2-9QXD");
  });

  test("tells the sender at once that nobody has it, and whom to ring: not the desk of the person", () => {
    const told = toThem(foundLate().said, "duty-social-worker");
    expect(told.map(({ what }) => what)).toEqual(["handed-back"]);
    expect(told[0]?.notice.model).toMatchObject({
      ring: { says: "Ring the force operations room", telephone: "01632 960202" },
    });
  });

  test("names the managers of an agency where nobody has it or may know of it, so that its ladder reaches somebody", () => {
    const running = run({ entered: "2026-09-01 10:00", facts: { ...urgent } });
    const said = running.act("2026-09-01 10:05", exclude("referral-desk-officer", "duty-social-worker"));
    const inspector = { person: "inspector-for-the-area", agency: "police", as: "supervisor" };
    expect(running.state().named).toEqual([inspector]);
    expect(toThem(said, inspector.person).map(({ what }) => what)).toEqual(["named-in-case"]);
    const { running: late } = foundLate();
    const colleague = { person: "second-desk-officer", agency: "police", as: "consulted" };
    expect(late.state().named).toEqual([colleague, inspector]);
    expect(toThem(late.until("2026-09-01 10:30"), inspector.person).map(({ what }) => what)).toContain(
      "referral-post",
    );
    const had = run({ entered: "2026-09-01 10:00", facts: { ...urgent } });
    had.act("2026-09-01 10:02", pickUp(0, "second-desk-officer"));
    had.act("2026-09-01 10:05", exclude("referral-desk-officer", "second-desk-officer"));
    expect(had.state().named, "somebody has it, and knows of it").toEqual([]);
  });

  test("has nobody ring the desk of the person, to the end of the ladder", () => {
    const rung = foundLate()
      .running.until("2026-09-01 12:00")
      .filter(({ what }) => what === "ring-now");
    expect(rung.length).toBeGreaterThan(2);
    expect(JSON.stringify(rung)).not.toContain("01632 960201");
  });

  test("hands back once what one answer of the person had taken at two hops", () => {
    const running = run({ entered: "2026-08-29 02:00", facts: { ...urgent } });
    running.act("2026-08-29 02:02", pickUp(1, "sergeant-on-call"));
    expect(running.state().hops.map(({ had }) => had?.by)).toEqual(["sergeant-on-call", "sergeant-on-call"]);
    running.act("2026-08-29 02:05", exclude("sergeant-on-call", "control-room-operator"));
    expect(running.state().hops.map(({ had }) => had)).toEqual([undefined, undefined]);
    expect(countOf(running, "HandedBack")).toBe(1);
  });

  test("tells the channel nothing of it ever again, also when somebody has it", () => {
    const { running } = foundLate();
    const later = [
      ...running.act("2026-09-01 10:20", pickUp(0, "second-desk-officer")),
      ...running.until("2026-09-02 17:00"),
    ];
    expect(later.length).toBeGreaterThan(0);
    expect(later.filter(({ notice }) => "channel" in notice.to)).toEqual([]);
  });

  test("tells the person nothing by any later timer, to the end of the ladder and of every duty", () => {
    const { running, said } = foundLate();
    const later = running.until("2026-09-02 17:30");
    expect(later.length).toBeGreaterThan(10);
    expect(toThem([...said, ...later], "referral-desk-officer")).toEqual([]);
  });

  test("takes them off the list of the case, in everything that they were in it", () => {
    const running = run({ entered: "2026-09-01 10:00" });
    const naming = { person: "second-desk-officer", as: "supervisor" } as const;
    const by = { person: "inspector-for-the-area", agency: "police" } as const;
    running.act("2026-09-01 10:01", (state, now) => decideName(state, { ...naming, by }, now));
    running.act("2026-09-01 10:05", exclude("second-desk-officer", "referral-desk-officer"));
    expect(running.state().named.map(({ person }) => person)).toEqual([
      "referral-desk-officer",
      "inspector-for-the-area",
    ]);
    expect(countOf(running, "PersonReleased")).toBe(1);
  });

  test("keeps its reason where only the case's readers see it", () => {
    const { running } = foundLate();
    const event = running.events().find(({ type }) => type === "PersonExcluded");
    expect(event?.sealed).toEqual({ compartment: "shared", body: { reason: "Fictional reason" } });
    expect(JSON.stringify(event?.header)).not.toContain("Fictional");
  });

  test("is refused without a reason, and where the case is kept from them already", () => {
    const { state } = openCase({ entered: "2026-09-01 10:00" });
    const now = at("2026-09-01 10:05");
    expect(
      exclude("second-desk-officer", "referral-desk-officer", " ")(state, followingAt(now)),
    ).toMatchObject({ ok: false, rule: "no-reason" });
    const again = exclude("referral-desk-officer", "duty-social-worker");
    expect(again(foundLate().running.state(), followingAt(now))).toMatchObject({
      ok: false,
      rule: "excluded-already",
    });
  });
});

describe("a sender who must not know of the case any more", () => {
  const senderOut = () => {
    const running = run({ entered: "2026-09-01 10:00", facts: { ...urgent } });
    const said = running.act("2026-09-01 10:03", exclude("duty-social-worker", "referral-desk-officer"));
    return [...said, ...running.until("2026-09-02 17:30")];
  };

  test("is told nothing by any later timer, to the end of the ladder", () => {
    const all = toThem(senderOut(), "duty-social-worker");
    // What stands in their own messages is taken back; nothing else reaches them.
    expect(all.map(({ what, notice }) => [what, notice.edits === undefined])).toEqual([["withdrawn", false]]);
  });

  test("has the managers of their agency hear that nobody has it instead", () => {
    const heard = toThem(senderOut(), "team-manager").filter(({ what }) => what === "ring-now");
    expect(heard.length).toBeGreaterThan(10);
  });
});

describe("somebody on call who must not know of the case any more", () => {
  test("is nobody whom the control room is to reach: it is given the number of whoever stands in", () => {
    const running = run({ entered: "2026-08-29 02:00", facts: { ...urgent } });
    const passedOn = () => referralPost(running.state(), 0, world).passOnTo?.telephone;
    const onCall = passedOn();
    running.act("2026-08-29 02:02", exclude("sergeant-on-call", "control-room-operator"));
    const slot = world.area.slots[running.state().hops[1]?.slot ?? ""];
    expect(slot?.telephone).toBe(onCall);
    expect(slot?.kind === "person-on-call" ? slot.safeDefault.telephone : "").toBe(passedOn());
    expect(passedOn()).not.toBe(onCall);
  });

  test("is not reached by what edits the message that they have", () => {
    const running = run({ entered: "2026-08-29 02:00", facts: { ...urgent } });
    const firstPost = running.state().posts.find(({ to }) => "person" in to)?.notice;
    expect(firstPost).toBeDefined();
    const said = running.act("2026-08-29 02:02", exclude("sergeant-on-call", "control-room-operator"));
    const later = [
      ...running.act("2026-08-29 02:03", pickUp(0, "control-room-operator")),
      ...running.until("2026-08-29 06:00"),
    ];
    expect(toThem(later, "sergeant-on-call")).toEqual([]);
    expect(later.filter(({ notice }) => notice.edits === firstPost)).toEqual([]);
    expect(toThem(said, "sergeant-on-call").map(({ what }) => what)).toEqual(["withdrawn"]);
  });
});

describe("the inspector to whom an allegation went, of whom it is found late that it is about him (S1-12)", () => {
  const testford = worldOf("testford");
  const found = () => {
    const running = run({
      entered: "2026-09-01 10:00",
      facts: { allegationAboutProfessional: "yes" },
      world: testford,
    });
    const { identities = [] } =
      testford.area.people.find(({ person }) => person === "testford-inspector") ?? {};
    const by = { person: "testford-social-worker", agency: "social-care" } as const;
    const said = running.act("2026-09-01 10:05", (state, following) =>
      decideExclude(state, { identities, by, reason: "Fictional reason" }, following),
    );
    return { running, said };
  };

  test("leaves the police with professional standards, who are named in the case and told of it", () => {
    const { running, said } = found();
    expect(running.state().named.map(({ person }) => person)).toContain("testford-standards-officer");
    expect(toThem(said, "testford-standards-officer").map(({ what }) => what)).toEqual(["named-in-case"]);
  });

  test("is rung by nobody about it any more: the sender is given the control room's number", () => {
    const { running } = found();
    const later = running.until("2026-09-01 13:00");
    expect(toThem(later, "testford-inspector")).toEqual([]);
    expect(later.length).toBeGreaterThan(0);
    expect(JSON.stringify(later.map(({ notice }) => notice.model))).not.toContain("01632 960404");
  });
});
