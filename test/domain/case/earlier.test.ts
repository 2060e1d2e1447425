import { describe, expect, it } from "vitest";
import type { CaseRole } from "../../../src/domain/case/access-event-schemas.ts";
import type { CaseState } from "../../../src/domain/case/case-state.ts";
import { decideExclude } from "../../../src/domain/case/decide-exclude.ts";
import { decideName } from "../../../src/domain/case/decide-named.ts";
import {
  isStillToLook,
  lookAgain,
  type Earlier,
  type EarlierLooked,
} from "../../../src/domain/case/earlier.ts";
import { epochMilliseconds } from "../../../src/domain/instant.ts";
import type { Notice } from "../../../src/domain/notices/notice.ts";
import { decideTimer } from "../../../src/domain/timers/decide-timer.ts";
import { at } from "../calendar/example-team.ts";
import { area, followingAt, openCase, refer } from "../example-case.ts";

const entered = "2026-09-02 10:00";
const by = followingAt(at("2026-09-01 11:00"));
const managers = (agency: "social-care" | "police") =>
  area.people.filter((one) => one.agency === agency && one.roles.includes("manager"));
const person = (wanted: string) => {
  const found = area.people.find((one) => one.person === wanted);
  if (found === undefined) throw new Error(`nobody is ${wanted}`);
  return found;
};

const allocate = (state: CaseState, to: string, as: CaseRole): CaseState => {
  const agency = as === "social-worker" ? "social-care" : "police";
  const manager = managers(agency)[0]?.person ?? "";
  const decided = decideName(state, { person: to, as, by: { person: manager, agency } }, by);
  if (!decided.ok) throw new Error(decided.because);
  return decided.state;
};

const before = (): CaseState => ({
  ...openCase({ entered: "2026-09-01 10:00" }).state,
  ref: "9RWH-RFKM" as never,
});
const asEarlier = (state: CaseState): Earlier => ({ ref: state.ref, by: "name alone", state });
const told = (notices: readonly Notice[]) =>
  notices.flatMap(({ to, model }) =>
    model.kind === "referred-again" ? [["person" in to ? to.person : "a channel", model.earlier]] : [],
  );

describe("a later referral about a child of a case that somebody has", () => {
  const allocated = () => allocate(before(), "second-social-worker", "social-worker");

  it("is told to whoever has that case, by reference; of one that nobody is allocated to nobody hears", () => {
    const { notices } = refer({ entered, from: "police", earlier: [asEarlier(allocated())] });
    expect(told(notices)).toEqual([["second-social-worker", "9RWH-RFKM"]]);
    expect(told(refer({ entered, from: "police", earlier: [asEarlier(before())] }).notices)).toEqual([]);
  });

  it("is told to their managers where they must not know of it, and to nobody where it is for named people alone", () => {
    const earlier = [asEarlier(allocated())];
    const excluded = person("second-social-worker").identities;
    const hidden = told(refer({ entered, from: "police", earlier, excluded: [...excluded] }).notices);
    expect(hidden.map(([who]) => who)).not.toContain("second-social-worker");
    expect(hidden.map(([who]) => who)).toEqual(managers("social-care").map((one) => one.person));
    const restricted = { allegationAboutProfessional: "yes" } as const;
    expect(told(refer({ entered, from: "police", earlier, facts: restricted }).notices)).toEqual([]);
  });

  it("is not told to a manager from whom the earlier case is kept", () => {
    const [manager] = managers("social-care");
    if (manager === undefined) throw new Error("no manager");
    const kept = decideExclude(
      allocated(),
      {
        identities: [...manager.identities, ...person("second-social-worker").identities],
        by: { person: "duty-social-worker", agency: "social-care" },
        reason: "Fictional reason",
      },
      by,
    );
    if (!kept.ok) throw new Error(kept.because);
    const heard = told(refer({ entered, from: "police", earlier: [asEarlier(kept.state)] }).notices);
    expect(heard.map(([who]) => who)).not.toContain(manager.person);
    expect(heard.map(([who]) => who)).not.toContain("second-social-worker");
  });
});

describe("earlier referrals that could not be looked for", () => {
  const sent = refer({ entered, earlier: "not looked" });

  it("hold the referral back from nobody, and the look is still to come", () => {
    const plain = refer({ entered });
    expect(sent.notices.map(({ to, model }) => ({ to, model }))).toEqual(
      plain.notices.map(({ to, model }) => ({ to, model })),
    );
    expect(isStillToLook(sent.state)).toBe(true);
    expect(isStillToLook(plain.state)).toBe(false);
  });

  const look = (state: CaseState, now: string, earlier: EarlierLooked) => {
    const timer = state.timers.find(({ kind }) => kind === "earlier");
    const decided = decideTimer(state, timer?.id ?? "", followingAt(at(now)), earlier);
    if (!decided.ok) throw new Error(decided.because);
    return decided;
  };

  it("are looked for again after a minute, then less and less often, and an hour apart at most", () => {
    const minutes = (step: number) =>
      (epochMilliseconds(lookAgain(step, by.now).dueAt) - epochMilliseconds(by.now)) / 60_000;
    expect([0, 1, 2, 5, 6, 50].map(minutes)).toEqual([1, 2, 4, 32, 60, 60]);
    expect(isStillToLook(look(sent.state, "2026-09-02 10:01", "not looked").state)).toBe(true);
  });

  it("twice are said to whoever looks after Tandem once, and when it is over", () => {
    const said = ({ notices }: ReturnType<typeof look>) =>
      notices.flatMap(({ to, model }) => (model.kind === "service-state" ? [[to, model.over]] : []));
    const second = look(sent.state, "2026-09-02 10:01", "not looked");
    expect(said(second)).toEqual([[area.operators, false]]);
    const third = look(second.state, "2026-09-02 10:03", "not looked");
    expect(said(third)).toEqual([]);
    expect(said(look(third.state, "2026-09-02 10:07", []))).toEqual([[area.operators, true]]);
  });

  it("once found stand in the case, and whoever it stands with hears of it; found none, nobody hears", () => {
    const found = look(sent.state, "2026-09-02 10:01", [
      asEarlier(allocate(before(), "second-desk-officer", "officer-in-the-case")),
    ]);
    expect(found.state.earlier).toEqual([{ ref: "9RWH-RFKM", by: "name alone" }]);
    expect(told(found.notices)).toEqual([
      ["second-desk-officer", "9RWH-RFKM"],
      ["a channel", undefined],
    ]);
    expect(isStillToLook(found.state)).toBe(false);
    const none = look(sent.state, "2026-09-02 10:01", []);
    expect(none.notices).toEqual([]);
    expect(isStillToLook(none.state)).toBe(false);
  });
});
