import { describe, expect, it } from "vitest";
import { decidePickUp } from "../../../src/domain/case/decide-answer.ts";
import { decideUndelivered } from "../../../src/domain/case/decide-undelivered.ts";
import { area, type Story } from "../example-case.ts";
import { lines, placeOf, run, type Act } from "./clockwork.ts";

/** The area once somebody is no longer among its people; the rota still names them. */
const without = (...gone: readonly string[]): Pick<Story, "world"> => ({
  world: { area: { ...area, people: area.people.filter(({ person }) => !gone.includes(person)) } },
});
const urgent = { suspect: ["in-custody"] } as const;
const pickUp =
  (hop: number, by: string): Act =>
  (state, following) =>
    decidePickUp(state, { hop, by, at: following.now }, following);

describe("whoever has left", () => {
  it("is not woken by a rung whose rota names them: the safe default is", () => {
    const all = run({ entered: "2026-08-29 02:00", ...without("sergeant-on-call") }).until(
      "2026-08-29 04:00",
    );
    expect(all.filter(({ to }) => to === "sergeant-on-call")).toEqual([]);
    expect(all.some(({ to }) => to === "inspector-for-the-area")).toBe(true);
  });

  it("leaves what they had to the team on duty and the managers on shift, also when it can wait", () => {
    const running = run({ entered: "2026-09-01 09:00", ...without("second-desk-officer") });
    running.act("2026-09-01 09:05", pickUp(0, "second-desk-officer"));
    const all = running.until("2026-09-01 13:05");
    expect(lines(all, "still-yours")).toEqual([
      "1 Sep 2026 13:05 C0PREFER still-yours",
      "1 Sep 2026 13:05 inspector-for-the-area still-yours",
    ]);
    expect(all.at(-1)?.notice.model).toMatchObject({ holder: "second-desk-officer", gone: true });
    expect(lines(running.until("2026-09-01 17:05"), "still-yours").length).toBeGreaterThan(0);
  });

  it("is answered by nobody: what they sent is told to their team", () => {
    const running = run({
      entered: "2026-09-01 09:00",
      facts: { ...urgent },
      ...without("duty-social-worker"),
    });
    const all = running.until("2026-09-01 09:30").filter(({ what }) => what === "sender-waiting");
    expect(new Set(all.map(({ to }) => to))).toEqual(new Set(["C0CDUTY"]));
    expect(all[0]?.notice.model).toMatchObject({
      why: "whoever sent it is not here any more and your team is on duty",
    });
  });

  it("is stood in for, when a reminder was on its way to them", () => {
    const story: Story = { entered: "2026-09-01 09:00" };
    const reminder = run(story)
      .until("2026-09-02 17:00")
      .find(({ what, to }) => what === "reminder" && to === "duty-social-worker");
    if (reminder === undefined) throw new Error("nobody was reminded");
    const running = run({ ...story, ...without("duty-social-worker") });
    const told = running.act("2026-09-02 09:00", (state, by) =>
      decideUndelivered(state, { notice: reminder.notice, error: "no_identity" }, by),
    );
    const reminded = told.filter(({ what }) => what === "reminder").map(({ notice }) => placeOf(notice));
    expect(reminded).toEqual(["C0CDUTY", "team-manager"]);
  });
});
