import { describe, expect, test } from "vitest";
import { mailFailed } from "../../../src/domain/mail/mail-failed.ts";
import { laterAt, mailedCase } from "./mailed-case.ts";

const asker = { installation: "council", person: "duty-social-worker" };
const nightTeam = { installation: "council", channel: "C0CNIGHT" };

type Mailed = ReturnType<typeof mailedCase>;
const told = ({ notice, state }: Mailed, when: string) =>
  mailFailed(notice, "not-sent", state, laterAt(when)).map(({ to, lane, model }) => ({
    to,
    lane,
    why: "why" in model ? model.why : undefined,
  }));
const off = "whoever asked for it is off shift and your team is on duty";

describe("an e-mail that will not arrive", () => {
  test("is put to whoever asked for it while they are at work, and to nobody else", () => {
    expect(told(mailedCase(), "2026-09-01 11:00")).toEqual([{ to: asker, lane: "urgent", why: undefined }]);
  });

  test("off shift is put to the team of theirs that is on duty, which reads why", () => {
    expect(told(mailedCase(), "2026-09-01 22:00")).toEqual([{ to: nightTeam, lane: "urgent", why: off }]);
  });

  test("off shift, when the case is urgent, is put to both", () => {
    expect(told(mailedCase({ facts: { immediateRisk: "yes" } }), "2026-09-01 22:00")).toEqual([
      { to: asker, lane: "urgent", why: undefined },
      { to: nightTeam, lane: "urgent", why: off },
    ]);
  });

  test("of a case that is restricted by now no team is told, whatever the hour", () => {
    const mailed = mailedCase();
    const restricted = { ...mailed, state: { ...mailed.state, restricted: true } };
    expect(told(restricted, "2026-09-01 22:00")).toEqual([{ to: asker, lane: "urgent", why: undefined }]);
  });

  test("is put to whoever sent the referral when nobody knows who asked for it", () => {
    expect(told(mailedCase({ by: "somebody-who-left" }), "2026-09-01 11:00")).toEqual([
      { to: asker, lane: "urgent", why: undefined },
    ]);
  });

  test("says whom to ring, on which number", () => {
    const { notice, state } = mailedCase();
    const [first] = mailFailed(notice, "came-back", state, laterAt("2026-09-01 11:00"));
    expect(first?.model).toMatchObject({
      kind: "mail-failed",
      how: "came-back",
      ring: { says: "Child Referral Team", telephone: "01632 960201" },
    });
  });

  test("is nothing of a message in Slack", () => {
    const { notice, state } = mailedCase();
    expect(mailFailed({ ...notice, to: asker }, "not-sent", state, laterAt("2026-09-01 11:00"))).toEqual([]);
  });
});
