import { describe, expect, it } from "vitest";
import type { CaseState } from "../../../src/domain/case/case-state.ts";
import { attendanceGrounds } from "../../../src/domain/meetings/attendance-grounds.ts";
import { suggestedInvitees } from "../../../src/domain/meetings/suggested-invitees.ts";
import type { Meeting } from "../../../src/domain/meetings/meeting.ts";
import { at } from "../calendar/example-team.ts";
import { followingAt } from "../example-case.ts";
import { referIn, worldOf } from "../protocol/of-area.ts";
import { after } from "../steps/in-a-case.ts";

const world = worldOf("fictown");
const opened = referIn(world, { from: "police", entered: "2026-09-01 10:00", facts: {} }).state;
const learned = (facts: CaseState["learned"], state = opened): CaseState => ({
  ...state,
  learned: { ...state.learned, ...facts },
});
const withCrime = (state: CaseState) => after(state, { step: "crime-recorded", agency: "police" });
const grounds = (state: CaseState) => attendanceGrounds(state).map(({ ground }) => ground);

describe("the grounds for the police to come to an initial conference (S4-7)", () => {
  it("are none where the case shows none: nobody is asked to agree with a guess", () => {
    expect(grounds(opened)).toEqual([]);
    expect(grounds(learned({ harm: "emotional", mode: "joint" }))).toEqual([]);
  });

  it.each([["physical"], ["sexual"]] as const)(
    "are a current investigation where %s harm is enquired into with the police and a crime is recorded",
    (harm) => {
      const state = learned({ harm, mode: "joint" });
      expect(grounds(state)).toEqual([]);
      expect(grounds(withCrime(state))).toEqual(["current-investigation-in-family"]);
      expect(grounds(withCrime(learned({ harm, mode: "single-agency", enquirer: "police" })))).toEqual([
        "current-investigation-in-family",
      ]);
      expect(grounds(withCrime(learned({ harm, mode: "single-agency", enquirer: "social-care" })))).toEqual(
        [],
      );
    },
  );

  it("are a current investigation where somebody is on bail, and none once that has ended with no further action", () => {
    expect(grounds(learned({ harm: "physical", custody: "bailed" }))).toEqual([
      "current-investigation-in-family",
    ]);
    expect(grounds(learned({ harm: "physical", custody: "no-further-action" }))).toEqual([]);
  });

  it("are wilful neglect where neglect is investigated", () => {
    expect(grounds(withCrime(learned({ harm: "neglect", mode: "joint" })))).toEqual([
      "wilful-neglect-investigation",
    ]);
  });

  it("are police protection where a child was taken into it, or the referral says so", () => {
    const taken = after(opened, { step: "police-protection-started", agency: "police" });
    expect(grounds(taken)).toEqual(["police-protection"]);
    const said = { ...opened, facts: { ...opened.facts, underPoliceProtection: "yes" as const } };
    expect(grounds(said)).toEqual(["police-protection"]);
  });

  it("are sexual exploitation and serious domestic abuse where that worry is written down, and say why", () => {
    expect(grounds(learned({ otherConcern: "sexual-exploitation" }))).toEqual(["sexual-exploitation"]);
    const [abuse] = attendanceGrounds(learned({ otherConcern: "domestic-abuse" }));
    expect(abuse?.ground).toBe("serious-domestic-abuse");
    expect(abuse?.because).toContain("untick it if");
  });
});

describe("whom one is likely to ask", () => {
  const meetingOf = (kind: Meeting["kind"]): Meeting => ({
    meeting: "meeting-1",
    kind,
    agency: "social-care",
    by: "fictown-social-worker",
    startsAt: at("2026-09-22 10:00"),
    wasAt: [],
    stands: "arranged",
    invitees: [],
  });
  const keysOf = (kind: Meeting["kind"], state: CaseState) =>
    suggestedInvitees({
      meeting: meetingOf(kind),
      state,
      by: followingAt(at("2026-09-03 10:00"), world),
      inviter: "fictown-social-worker",
    })
      .filter(({ ticked }) => ticked)
      .map(({ key }) => key);

  it("to a strategy discussion are the police, health, the school and the referrer; the home of a looked-after child can be ticked (S1-2, S1-14)", () => {
    expect(keysOf("strategy-discussion", opened)).toEqual(
      expect.arrayContaining(["agency-health", "agency-education"]),
    );
    expect(keysOf("strategy-discussion", opened)).not.toContain("family");
    expect(keysOf("strategy-discussion", opened).some((key) => key.startsWith("person-fictown"))).toBe(true);
  });

  it("are a senior doctor once a medical may be needed, and another police department once something else worries (S1-15, S3-6)", () => {
    expect(keysOf("strategy-discussion", opened)).not.toContain("doctor");
    expect(keysOf("strategy-discussion", learned({ medical: "may-be-needed" }))).toContain("doctor");
    expect(keysOf("strategy-discussion", learned({ otherConcern: "gangs" }))).toContain("department");
  });

  it("to a conference are the family themselves and the unit that the protocol always invites", () => {
    expect(keysOf("initial-conference", opened)).toEqual(
      expect.arrayContaining(["family", "slot-police.child-protection-unit"]),
    );
  });
});
