import { describe, expect, it } from "vitest";
import type { Agency } from "../../../src/domain/agency.ts";
import { chooseRoute } from "../../../src/domain/routing/choose-route.ts";
import { at } from "../calendar/example-team.ts";
import { plainFacts } from "../example-case.ts";
import { dues, numbered, pickUpIn, referIn, rulesOf, stepIn, toldOnly, worldOf } from "./of-area.ts";

const testford = worldOf("testford");
const { protocol } = testford;

const route = (from: Agency, when: string, about: "yes" | "no" | "not-known" = "no", world = testford) =>
  chooseRoute(
    world,
    {
      from,
      facts: { ...plainFacts, suspect: undefined, allegationAboutProfessional: about },
      mayTell: () => true,
    },
    at(when),
  );
const both = (when: string) => [route("police", when).rule, route("social-care", when).rule];
const slots = (from: Agency, when: string) => route(from, when).hops.map(({ slot }) => slot);

describe("the West Yorkshire protocol as data", () => {
  it("encodes each of its twenty-three rules", () => {
    expect(rulesOf(protocol, "S1")).toEqual(numbered("S1", 23));
  });

  it("only tells of those that demand nothing of anyone", () => {
    expect(toldOnly(protocol, "S1")).toEqual(["S1-1", "S1-10", "S1-13"]);
  });

  it("reads nothing into the threshold matrix, which the text does not contain (S1-23)", () => {
    expect(protocol.presumptions.find(({ rule }) => rule === "S1-23")).toMatchObject({
      presumes: "the threshold matrix is followed",
      departure: { by: "whoever decides", needs: ["reason"] },
    });
  });

  it("lets neither agency begin a part alone before roles are agreed, and holds up no enquiry by it (S1-7)", () => {
    expect(protocol.gates.find(({ rule }) => rule === "S1-7")).toMatchObject({
      refuses: "part-begun-alone",
      until: { step: "roles-agreed", agreedByAll: ["social-care", "police"] },
    });
    expect(protocol.gates.map(({ refuses }) => refuses)).not.toContain("enquiry-started");
  });

  it("starts nothing with a message that is no referral (S1-5)", () => {
    expect(protocol.clocks.map(({ startsWith }) => startsWith.on)).not.toContain("message-sent");
    // Only Tandem's own task that an update without new harm is seen.
    const tasks = protocol.tasks.filter(({ startsWith }) => startsWith?.on === "message-sent");
    expect(tasks.map(({ rule, startsWith }) => [rule, startsWith?.when])).toEqual([
      ["LOCAL-95", { message: ["update"], newHarm: ["no"] }],
      ["LOCAL-95", { message: ["update"], newHarm: ["no"] }],
    ]);
    expect(protocol.notices.filter(({ rule }) => rule === "S1-5")).toMatchObject([
      { on: "message-sent", when: { message: ["vetting-check"] } },
      { on: "message-sent", when: { message: ["update"], newHarm: ["no"] } },
    ]);
  });
});

describe("the team that is told", () => {
  const inHours = ["S1-6", "S1-4"];
  const outOfHours = ["LOCAL-11", "LOCAL-12"];

  it.each([
    ["Friday 28 August 2026 at 15:00", "2026-08-28 15:00", inHours],
    ["Friday at 16:29", "2026-08-28 16:29", inHours],
    ["Friday at 16:30, when the offices close", "2026-08-28 16:30", outOfHours],
    ["Saturday at noon", "2026-08-29 12:00", outOfHours],
    ["the bank holiday, Monday 31 August, at noon", "2026-08-31 12:00", outOfHours],
    ["Tuesday at 08:29", "2026-09-01 08:29", outOfHours],
    ["Tuesday at 08:30", "2026-09-01 08:30", inHours],
  ])("%s", (_name, when, rules) => {
    expect(both(when)).toEqual(rules);
  });

  it("is the protection unit for social care and the children's team for the police, in office hours (S1-4, S1-6)", () => {
    expect(slots("social-care", "2026-08-28 15:00")).toEqual(["police.child-protection-unit"]);
    expect(slots("police", "2026-08-28 15:00")).toEqual(["social-care.duty-team"]);
  });

  it("is by local practice the out-of-hours service, or the control room and then the sergeant, at night", () => {
    expect(slots("police", "2026-08-28 22:00")).toEqual(["social-care.out-of-hours"]);
    expect(slots("social-care", "2026-08-28 22:00")).toEqual([
      "police.operations-room",
      "police.detective-sergeant",
    ]);
    const local = protocol.routes.filter(({ rule }) => rule.startsWith("LOCAL-"));
    expect(local.map(({ source }) => source)).toEqual([
      "local practice; the text is silent",
      "local practice; the text is silent",
    ]);
    for (const { says } of local) expect(says).toContain("this is local practice");
  });

  it.each(["no", "possible", "yes", "not-known"] as const)(
    "is the protection unit for any worry about a child, with a crime answered %s (S1-4)",
    (crime) => {
      const referred = referIn(testford, {
        from: "social-care",
        facts: { crime },
        entered: "2026-08-26 10:00",
      });
      expect(referred.state.hops.map(({ slot }) => slot)).toEqual(["police.child-protection-unit"]);
    },
  );
});

describe("an allegation about a professional (S1-12)", () => {
  const facts = { allegationAboutProfessional: "yes" } as const;
  const inspectorAndOfficer = ["police.area-detective-inspector", "social-care.designated-officer"];

  it.each([
    ["social-care", "2026-08-26 10:00", "yes"],
    ["police", "2026-08-26 10:00", "yes"],
    ["social-care", "2026-08-29 03:00", "yes"],
    ["police", "2026-08-26 10:00", "not-known"],
  ] as const)(
    "from %s at %s, answered %s, goes to the inspector and the designated officer",
    (from, when, about) => {
      const chosen = route(from, when, about);
      expect(chosen).toMatchObject({ rule: "S1-12", restricted: true });
      expect(chosen.hops.map(({ slot }) => slot)).toEqual(inspectorAndOfficer);
    },
  );

  it("is posted to no team", () => {
    const { notices } = referIn(testford, { from: "social-care", facts, entered: "2026-08-26 10:00" });
    expect(notices.map(({ to }) => to)).toEqual([
      { installation: "police", person: "testford-inspector" },
      { installation: "council", person: "testford-social-worker" },
    ]);
  });

  it("is the inspector's to agree who stands for the police, at once, and only the police can say that they have", () => {
    const opened = referIn(testford, { from: "social-care", facts, entered: "2026-08-28 15:00" });
    const representation = "S1-12 police.area-detective-inspector Fri 28 Aug 2026 15:00 BST";
    expect(dues(opened)).toContain(representation);
    const agreed = (agency: Agency) =>
      stepIn(opened, { step: "representation-agreed", agency }, "2026-08-28 15:30").state.deadlines.find(
        ({ rule }) => rule === "S1-12",
      )?.met !== undefined;
    expect([agreed("social-care"), agreed("police")]).toEqual([false, true]);
  });

  it("goes to the inspector of the child's own authority, though the force is one (S1-3)", () => {
    const inspectors = ["testford", "fictown"].map((name) => {
      const { hops } = route("social-care", "2026-08-26 10:00", "yes", worldOf(name));
      return hops[0]?.person;
    });
    expect(inspectors).toEqual(["testford-inspector", "fictown-inspector"]);
    const forces = ["testford", "fictown"].map((name) => worldOf(name).area.agencies.police);
    expect(forces[0]).toEqual(forces[1]);
  });
});

describe("the clocks", () => {
  it("are those of the law, of national guidance and of Tandem alone, for the text has none of its own", () => {
    expect(protocol.clocks.map(({ rule }) => rule).filter((rule) => /^S\d/.test(rule))).toEqual([]);
  });

  it("give social care until the close of Tuesday for a referral of Friday at 15:00 before the bank holiday", () => {
    const byPolice = referIn(testford, { from: "police", entered: "2026-08-28 15:00" });
    expect(dues(byPolice)).toEqual(["STAT-1 social-care.worker Tue 1 Sep 2026 17:00 BST"]);
  });

  it("count the weekend's referral from its own day, so that Tuesday's close is the end of it too", () => {
    const onSaturday = referIn(testford, { from: "police", entered: "2026-08-29 14:00" });
    expect(dues(onSaturday)).toEqual(["STAT-1 social-care.worker Tue 1 Sep 2026 17:00 BST"]);
  });

  it("put no 24 hours on the first discussion, which is another area's rule", () => {
    const opened = referIn(testford, {
      from: "social-care",
      facts: { crime: "yes" },
      entered: "2026-08-28 15:00",
    });
    expect(opened.state.deadlines.map(({ rule }) => rule)).toEqual(["STAT-1"]);
  });
});

describe("a referral at night", () => {
  const night = referIn(testford, { from: "social-care", entered: "2026-08-28 22:00" });

  it("is not with the police until the sergeant has it, whoever answers in the control room", () => {
    const room = pickUpIn(night, 0, "testford-control-room-operator", "2026-08-28 22:05");
    expect(room.state.hops.map(({ had }) => had?.by)).toEqual(["testford-control-room-operator", undefined]);
    const sergeant = pickUpIn(room, 1, "testford-sergeant", "2026-08-28 22:10");
    expect(sergeant.state.hops.at(-1)?.had?.by).toBe("testford-sergeant");
  });
});
