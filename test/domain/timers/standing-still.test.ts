import { describe, expect, it } from "vitest";
import { decidePickUp } from "../../../src/domain/case/decide-answer.ts";
import { handBack, lines, run, type Act } from "./clockwork.ts";

const urgent = { suspect: ["in-custody"] } as const;
const pickUp =
  (hop: number, by: string): Act =>
  (state, following) =>
    decidePickUp(state, { hop, by, at: following.now }, following);

describe("what was picked up and stands still", () => {
  it("is no reason to wake whoever is only on call when it can wait", () => {
    const running = run({ entered: "2026-08-29 02:00" });
    running.act("2026-08-29 02:10", pickUp(1, "sergeant-on-call"));
    expect(lines(running.until("2026-09-01 08:29"), "still-yours")).toEqual([]);
    expect(lines(running.until("2026-09-01 12:30"), "still-yours").length).toBeGreaterThan(0);
  });

  it("when urgent is heard of by the team on duty and the manager once its holder is off shift", () => {
    const running = run({ entered: "2026-08-25 16:20", facts: { ...urgent } });
    running.act("2026-08-25 16:22", pickUp(0, "referral-desk-officer"));
    const all = running.until("2026-08-25 17:22");
    expect(lines(all, "still-yours")).toEqual([
      "25 Aug 2026 16:52 referral-desk-officer still-yours",
      "25 Aug 2026 17:22 referral-desk-officer still-yours",
      "25 Aug 2026 17:22 C0PCONTROL still-yours",
      "25 Aug 2026 17:22 inspector-for-the-area still-yours",
    ]);
    expect(
      all.find(({ to, what }) => to === "C0PCONTROL" && what === "still-yours")?.notice.model,
    ).toMatchObject({
      holder: "referral-desk-officer",
    });
  });
});

describe("what one step has taken and the next has not", () => {
  it("is never said to be nobody's: the team that passed it on is named", () => {
    const running = run({ entered: "2026-08-29 02:00", facts: { ...urgent } });
    running.act("2026-08-29 02:01", pickUp(0, "control-room-operator"));
    const all = running.until("2026-08-29 02:05");
    const told = all.filter(({ what }) => what === "sender-waiting" || what === "referral-post");
    expect(told.length).toBeGreaterThan(1);
    for (const { notice } of told)
      expect(notice.model).toMatchObject({ comingFrom: "Force Operations Room" });
    const later = running.until("2026-08-29 02:15").filter(({ what }) => what === "ring-now");
    expect(later[0]?.notice.model).toMatchObject({ comingFrom: "Force Operations Room" });
  });
});

describe("what is handed back while its desk is closed", () => {
  it("goes to who is on duty in words that are true, and the sender is told once", () => {
    const running = run({ entered: "2026-09-01 16:30" });
    running.act("2026-09-01 16:40", pickUp(0, "referral-desk-officer"));
    const said = running.act("2026-09-01 18:00", handBack(0, "referral-desk-officer"));
    expect(lines(said, "referral-post").filter((line) => !line.includes("C0PREFER"))).toEqual([]);
    const all = running.until("2026-09-01 18:00");
    expect(lines(all, "sender-waiting")).toEqual([]);
    const post = all.find(({ to, what }) => to === "C0PCONTROL" && what === "referral-post")?.notice.model;
    expect(post).toMatchObject({ also: { put: "back to you", team: "Child Referral Team" } });
    const manager = all.find(({ what }) => what === "still-accountable")?.notice.model;
    expect(manager).toMatchObject({ isHandedBack: true });
  });
});

describe("a case for named people alone, at the end of its ladder", () => {
  it("tells nobody to ring himself", () => {
    const running = run({
      entered: "2026-08-25 10:00",
      facts: { ...urgent, allegationAboutProfessional: "yes" },
    });
    const rings = lines(running.until("2026-08-25 10:30"), "ring-now");
    expect(rings.length).toBeGreaterThan(0);
    expect(rings.filter((line) => line.includes("inspector"))).toEqual([]);
  });
});
