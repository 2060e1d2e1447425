import { describe, expect, it } from "vitest";
import { decidePickUp } from "../../../src/domain/case/decide-answer.ts";
import { ends, handBack, lines, reassess, run, type Act } from "./clockwork.ts";

const urgent = { suspect: ["in-custody"] } as const;
const justBeforeClosing = "2026-08-28 16:25";
const told = ["referral-post", "still-accountable", "accountable-no-more"];

const pickUp =
  (hop: number, by: string): Act =>
  (state, following) =>
    decidePickUp(state, { hop, by, at: following.now }, following);

describe("what nobody has when the team's hours end", () => {
  it("is put to out of hours too, and the day manager stays accountable", () => {
    const running = run({ entered: justBeforeClosing });
    expect(lines(running.until("2026-08-28 16:30"), ...told)).toEqual([
      "28 Aug 2026 16:30 C0PCONTROL referral-post",
      "28 Aug 2026 16:30 sergeant-on-call referral-post",
      "28 Aug 2026 16:30 inspector-for-the-area still-accountable",
    ]);
    expect(running.state().hops.map(({ slot }) => slot)).toEqual([
      "police.child-referral-team",
      "police.operations-room",
      "police.detective-sergeant",
    ]);
    expect(running.state().accountable).toEqual([{ agency: "police", people: ["inspector-for-the-area"] }]);
  });

  it("urgent: it keeps its rung and the time it has waited, and rings both", () => {
    const running = run({ entered: justBeforeClosing, facts: { ...urgent } });
    const all = running.until("2026-08-28 16:40");
    expect(lines(all, "referral-post", "ring-now")).toEqual([
      "28 Aug 2026 16:30 sergeant-on-call referral-post",
      "28 Aug 2026 16:30 C0PCONTROL referral-post",
      "28 Aug 2026 16:30 sergeant-on-call referral-post",
      "28 Aug 2026 16:30 C0PREFER referral-post",
      "28 Aug 2026 16:35 sergeant-on-call referral-post",
      "28 Aug 2026 16:40 inspector-for-the-area referral-post",
      "28 Aug 2026 16:40 duty-social-worker ring-now",
      "28 Aug 2026 16:40 C0CNIGHT ring-now",
      "28 Aug 2026 16:40 inspector-for-the-area ring-now",
    ]);
    expect(all.find(({ to }) => to === "inspector-for-the-area")?.notice.lane).toBe("urgent");
    const both = all.filter(({ to }) => to === "C0PCONTROL" || to === "C0PREFER");
    expect(both.map(({ notice }) => notice.model)).toMatchObject([
      { also: { put: "to you", team: "Child Referral Team" }, hop: 1 },
      { also: { put: "to others", team: "Force Operations Room", telephone: "01632 960202" }, hop: 0 },
    ]);
  });

  it("tells the sender, and who is on duty in the sender's place, who has it in hand now, once", () => {
    const all = run({ entered: justBeforeClosing }).until("2026-08-28 16:30");
    const sender = all.filter(({ what }) => what === "sender-waiting");
    expect(sender.map(({ to }) => to)).toEqual(["duty-social-worker", "C0CNIGHT"]);
    expect(sender.slice(0, 1).map(({ notice }) => notice.model)).toMatchObject([
      {
        team: "Force Operations Room",
        telephone: "01632 960202",
        offDuty: "Child Referral Team",
        minutes: 5,
      },
    ]);
    const later = run({ entered: justBeforeClosing }).until("2026-08-28 16:55");
    expect(later.findLast(({ what }) => what === "sender-waiting")?.notice.model).toMatchObject({
      team: "Force Operations Room",
      minutes: 30,
    });
  });

  it("is nobody's any more only when a named person out of hours has all of it", () => {
    const running = run({ entered: justBeforeClosing });
    running.until("2026-08-28 16:30");
    running.act("2026-08-28 16:41", pickUp(1, "control-room-operator"));
    expect(running.state().accountable).toHaveLength(1);
    const done = running.act("2026-08-28 16:50", pickUp(2, "sergeant-on-call"));
    expect(running.state().accountable).toEqual([]);
    expect(lines(done, ...told).filter((line) => line.endsWith("accountable-no-more"))).toEqual([
      "28 Aug 2026 16:50 inspector-for-the-area accountable-no-more",
    ]);
    expect(running.state().hops.every(({ had }) => had !== undefined)).toBe(true);
  });

  it("is still for whoever stays late at the desk: then out of hours is not asked for it any more", () => {
    const running = run({ entered: justBeforeClosing });
    running.until("2026-08-28 16:30");
    running.act("2026-08-28 16:44", pickUp(0, "referral-desk-officer"));
    expect(running.state().hops.map(({ had }) => had?.by)).toEqual(
      Array.from({ length: 3 }, () => "referral-desk-officer"),
    );
    expect(lines(running.until("2026-09-01 09:00"), "referral-post", "still-accountable")).toEqual([]);
    expect(ends(running, "changeover").at(-1)).toBe("somebody has it");
  });

  it("handed back by who stayed late is open to both again, and to out of hours at once", () => {
    const running = run({ entered: justBeforeClosing });
    running.until("2026-08-28 16:30");
    running.act("2026-08-28 16:44", pickUp(0, "referral-desk-officer"));
    running.act("2026-08-28 18:00", handBack(0, "referral-desk-officer"));
    expect(running.state().hops.map(({ had }) => had)).toEqual([undefined, undefined, undefined]);
  });

  it("stays where it is when somebody has it", () => {
    const running = run({ entered: justBeforeClosing });
    running.act("2026-08-28 16:29", pickUp(0, "referral-desk-officer"));
    expect(lines(running.until("2026-08-28 17:00"), ...told)).toEqual([]);
    expect(running.state().hops).toHaveLength(1);
  });
});

describe("what nobody has when the team's hours begin", () => {
  it("is put to the day team too, after a bank holiday weekend on the next working day", () => {
    const running = run({ entered: justBeforeClosing });
    const all = running.until("2026-09-01 08:30");
    expect(lines(all, "referral-post").filter((line) => line.includes("C0PREFER"))).toEqual([
      "1 Sep 2026 08:30 C0PREFER referral-post",
    ]);
    expect(running.state().hops.map(({ slot }) => slot)).toEqual([
      "police.child-referral-team",
      "police.operations-room",
      "police.detective-sergeant",
    ]);
  });

  it("sent at night, it goes to the day team as a hop of its own", () => {
    const running = run({ entered: "2026-08-29 03:10" });
    running.until("2026-09-01 08:30");
    expect(running.state().hops.map(({ slot }) => slot)).toEqual([
      "police.operations-room",
      "police.detective-sergeant",
      "police.child-referral-team",
    ]);
    running.act("2026-09-01 08:41", pickUp(2, "referral-desk-officer"));
    expect(running.state().hops.every(({ had }) => had !== undefined)).toBe(true);
  });
});

describe("a case for named people alone", () => {
  it("is put to no team, whatever the hour", () => {
    const running = run({ entered: justBeforeClosing, facts: { allegationAboutProfessional: "yes" } });
    running.until("2026-08-28 18:00");
    expect(running.timers("changeover")).toEqual([]);
    expect(running.state().hops.map(({ slot }) => slot)).toEqual([
      "police.area-detective-inspector",
      "social-care.designated-officer",
    ]);
  });
});

describe("urgency that changes after the teams have", () => {
  it("leaves it with both", () => {
    const running = run({ entered: justBeforeClosing });
    running.until("2026-08-28 16:30");
    running.act("2026-08-28 17:00", reassess("yes"));
    expect(running.timers("changeover")).toHaveLength(1);
    expect(running.state().hops).toHaveLength(3);
  });
});
