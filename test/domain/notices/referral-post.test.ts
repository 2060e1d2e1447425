import { describe, expect, it } from "vitest";
import { noticeModelSchema } from "../../../src/domain/notices/notice.ts";
import { referralPost } from "../../../src/domain/notices/referral-post.ts";
import { at } from "../calendar/example-team.ts";
import { discuss, openCase, pickUp, refer, takeStep, tellByTelephone, world } from "../example-case.ts";

const night = openCase({ entered: "2026-08-24 20:00", facts: { suspect: ["in-custody"] } });

describe("the post of a referral", () => {
  it("asks the first hop to reach the next, and says what is due first", () => {
    expect(referralPost(night.state, 0, world)).toMatchObject({
      ref: "K7M2-9QXD",
      urgency: "urgent",
      urgencyReason: "suspect-in-custody",
      passOnTo: { says: "reach the detective sergeant on call", telephone: "01632 960203" },
      due: { rule: "S2-11", at: at("2026-08-25 20:00") },
    });
  });

  it("goes on asking the first hop to reach the next until somebody there has it", () => {
    expect(referralPost(night.state, 1, world)).not.toHaveProperty("passOnTo");
    const room = pickUp(night, 0, "control-room-operator", "2026-08-24 20:05");
    const post = referralPost(room.state, 0, world);
    expect(post).toHaveProperty("passOnTo");
    const sergeant = pickUp(room, 1, "sergeant-on-call", "2026-08-24 20:10");
    expect(referralPost(sergeant.state, 0, world)).not.toHaveProperty("passOnTo");
    expect(post.had).toEqual({ how: "picked-up", by: "control-room-operator", at: at("2026-08-24 20:05") });
  });

  it("shows the next duty once one is met", () => {
    const decision = {
      step: "assessment-decided",
      agency: "social-care",
      assessment: "not-required",
    } as const;
    const decided = takeStep(night, decision, "2026-08-24 20:30");
    expect(referralPost(decided.state, 0, world).due?.rule).toBe("S2-11");
    expect(referralPost(discuss(decided, "2026-08-24 21:00").state, 0, world)).not.toHaveProperty("due");
  });

  it("shows the other reading beside a due time that has one", () => {
    const police = openCase({ from: "police", entered: "2026-08-28 17:40" });
    expect(referralPost(police.state, 0, world).due?.alsoShownAt).toBe(at("2026-09-01 17:00"));
  });

  it("and every other notice carries no word of what was said about the child", () => {
    const decided = refer({ entered: "2026-08-24 20:00" });
    expect(JSON.stringify(decided.events)).toContain("Fictional Child");
    expect(JSON.stringify(decided.notices)).not.toMatch(/Fictional (Child|concern)|960999/);
    const told = tellByTelephone(night, 0, "duty-social-worker", "2026-08-24 20:05");
    const noted = takeStep(told, { step: "checks-recorded", agency: "police" }, "2026-08-24 20:06");
    for (const hop of [0, 1])
      expect(JSON.stringify(referralPost(noted.state, hop, world))).not.toMatch(/Fictional (Officer|note)/);
    for (const { model } of decided.notices) expect(noticeModelSchema.safeParse(model).error).toBeUndefined();
  });
});
