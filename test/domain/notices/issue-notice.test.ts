import { describe, expect, it } from "vitest";
import { makeNotices } from "../../../src/domain/case/issue-notice.ts";
import type { NoticeModel } from "../../../src/domain/notices/notice.ts";
import { at } from "../calendar/example-team.ts";
import { area, followingAt, openCase } from "../example-case.ts";
import { placeOf } from "../timers/clockwork.ts";

const excluded = area.people.find(({ person }) => person === "duty-social-worker")?.identities ?? [];
const { state } = openCase({ entered: "2026-09-01 10:00", excluded });
const model: NoticeModel = {
  kind: "still-yours",
  ref: state.ref,
  areaName: area.name,
  since: state.enteredAt,
};
const to = { installation: "council", person: "duty-social-worker" };
const asked = { to, lane: "normal", model, because: ["Fictional reason"] } as const;
const made = (changes: { readonly edits?: string; readonly model?: NoticeModel } = {}) =>
  makeNotices([{ ...asked, ...changes }], state, followingAt(at("2026-09-01 11:00"))).map(placeOf);

describe("what is meant for one whom the case must be kept from", () => {
  it("is heard by the managers of their agency instead", () => {
    expect(made()).toEqual(["team-manager"]);
  });

  it("changes no message that they have, for that one stays in their hands whoever is written to", () => {
    expect(made({ edits: "notice-1" })).toEqual([]);
  });

  it("reaches them where it only takes a message back", () => {
    expect(made({ edits: "notice-1", model: { kind: "withdrawn", areaName: area.name } })).toEqual([
      "duty-social-worker",
    ]);
  });
});
