import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  accessTo,
  clocksOf,
  onlyMessage,
  openWindow,
  pickUp,
  press,
  recordStep,
  windowOf,
} from "../support/act.ts";
import { openCard, openCommand } from "../support/case-window.ts";
import { planted } from "../support/planted.ts";
import {
  closeWindows,
  colleague,
  deskOfficer,
  inspector,
  openReferral,
  refer,
  sergeant,
  socialWorker,
  textOf,
} from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ stillTimers: true });
});
afterEach(() => stage.nothingUnread());
afterAll(() => stage.close());

const nothing = "There is nothing here that you can open. If a child may be at risk, ring the duty team.";

describe("an allegation about a professional, or someone connected with these teams (S1-12)", () => {
  it("is asked about first, and the form shows the inspector's number before anything is sent", async () => {
    await openReferral(stage, socialWorker);
    const blocks = stage.council.view("U0CWORKER")["blocks"] as readonly { readonly type: string }[];
    expect(textOf(blocks[0])).toContain("Child in immediate danger? Ring 999 first, then record it.");
    const [question, ring] = blocks.slice(blocks.findIndex(({ type }) => type === "input"));
    expect(textOf(question)).toContain("on the staff of either agency, working with children, or related to");
    expect(textOf(question)).not.toContain("initial_option");
    expect(textOf(ring)).toContain("Area detective inspector, 01632 960204");
    await closeWindows(stage, socialWorker);
  });

  it.each(["yes", "not-known"])(
    "answered '%s' goes to the area detective inspector, to no team, and the sender is given the number",
    async (about) => {
      stage.at("2026-09-01T10:00:00+01:00");
      const ref = await refer(stage, socialWorker, { about });
      expect(textOf(stage.workspace("council").modal("U0CWORKER"))).toContain(
        "It went to the Area detective inspector and to no team. *Ring them now on 01632 960204.*",
      );
      const direct = await onlyMessage(stage, "police", "U0PINSPECTOR");
      expect(direct.text).toContain(`from social care, for you alone ${ref}`);
      const own = await onlyMessage(stage, "council", "U0CWORKER");
      expect(own.text).toContain("the Area detective inspector and no team");
      expect((await clocksOf(stage, ref)).map(({ rule }) => rule)).toContain("S1-12");
    },
  );

  it("from the police goes to the area detective inspector too, and no team of either agency is told", async () => {
    stage.at("2026-08-28T20:00:00+01:00");
    const ref = await refer(stage, deskOfficer, { about: "yes" });
    expect((await onlyMessage(stage, "police", "U0PINSPECTOR")).text).toContain(ref);
    expect((await onlyMessage(stage, "police", "U0PDESK")).text).toContain(ref);
  });

  it("is picked up by the inspector and read by nobody else, in words that do not say that there is a case", async () => {
    stage.at("2026-09-01T10:00:00+01:00");
    const ref = await refer(stage, socialWorker, { about: "yes" });
    const direct = await onlyMessage(stage, "police", "U0PINSPECTOR");
    const own = await onlyMessage(stage, "council", "U0CWORKER");
    for (const other of [sergeant, deskOfficer]) {
      await closeWindows(stage, other);
      await stage.police.press({
        user: other.user,
        channel: direct.channel,
        ts: direct.ts,
        actionId: "pick-up",
        seen: direct,
      });
      await expect
        .poll(
          () =>
            stage
              .workspace("police")
              .ephemerals()
              .findLast(({ user }) => user === other.user)?.text,
        )
        .toBe(nothing);
      expect(await openWindow(stage, other, direct, "read-referral")).toContain(nothing);
    }
    expect(await openWindow(stage, colleague, own, "read-referral")).toContain(nothing);
    expect(await openWindow(stage, inspector, direct, "read-referral")).toContain(planted.concerns);
    expect(await pickUp(stage, inspector, direct)).toBe("");
    await onlyMessage(stage, "council", "U0CWORKER");
    const log = await accessTo(stage, ref);
    expect(log.filter(({ what }) => what === "ActionRefused")).toHaveLength(5);
    expect(log.filter(({ what }) => what === "CaseOpenedForReading")).toEqual([
      { person: "inspector-for-the-area", what: "CaseOpenedForReading" },
    ]);
  });

  it("is closed when the inspector has agreed with the designated officer who represents the police", async () => {
    stage.at("2026-09-01T10:00:00+01:00");
    const ref = await refer(stage, socialWorker, { about: "yes" });
    const direct = await onlyMessage(stage, "police", "U0PINSPECTOR");
    await onlyMessage(stage, "council", "U0CWORKER");
    stage.at("2026-09-01T10:30:00+01:00");
    await recordStep(stage, inspector, direct, { step: "representation-agreed", note: planted.discussed });
    const clock = (await clocksOf(stage, ref)).find(({ rule }) => rule === "S1-12");
    expect(clock).toMatchObject({ due: "Tue 01 Sep 10:00:00", met: "Tue 01 Sep 10:30:00", late: false });
    await stage.settled();
  });
});

describe("a person whom the sender excludes", () => {
  it("never sees the referral: not the post, not the window, not a step, and is told nothing of it", async () => {
    stage.at("2026-09-01T10:00:00+01:00");
    const ref = await refer(stage, socialWorker, { excluded: ["U0CSECOND"] });
    await onlyMessage(stage, "police", "C0PREFER");
    const own = await onlyMessage(stage, "council", "U0CWORKER");
    for (const button of ["read-referral", "open-discussion", "open-step", "open-told-by-telephone"])
      expect(await openWindow(stage, colleague, own, button)).toContain(nothing);
    expect(await accessTo(stage, ref)).toEqual(
      Array.from({ length: 4 }, () => ({ person: "second-social-worker", what: "ActionRefused" })),
    );
  });

  it("nor does somebody whose role may not open a case: no button says more than that there is nothing", async () => {
    stage.at("2026-09-01T10:00:00+01:00");
    await refer(stage, socialWorker);
    await onlyMessage(stage, "police", "C0PREFER");
    const own = await onlyMessage(stage, "council", "U0CWORKER");
    const chair = { installation: "council", user: "U0CCHAIR" } as const;
    for (const button of ["read-referral", "open-discussion", "open-step", "open-told-by-telephone"]) {
      const { channel, ts } = own;
      await closeWindows(stage, chair);
      await stage.council.press({ user: chair.user, channel, ts, actionId: button, seen: own });
      const shown = await windowOf(stage, chair);
      expect(shown).toContain(nothing);
      expect(shown).not.toContain("Your role");
    }
  });

  it("who is the inspector on call is passed around: professional standards are rung, and nobody learns why", async () => {
    stage.at("2026-09-01T10:00:00+01:00");
    const ref = await refer(stage, deskOfficer, { about: "yes", excluded: ["U0PINSPECTOR"] });
    expect(textOf(stage.workspace("police").modal("U0PDESK"))).toContain("01632 960205");
    const own = await onlyMessage(stage, "police", "U0PDESK");
    expect(textOf(own.blocks)).not.toContain("01632 960204");
    expect(textOf(own.blocks)).not.toMatch(/exclud|conflict|Demo Detective Inspector/i);
    await press(stage, inspector, own, "read-referral");
    await expect.poll(() => textOf(stage.workspace("police").modal("U0PINSPECTOR"))).toContain(nothing);
    for (const command of ["/worklist", "/escalate"])
      expect(await openCommand(stage, inspector, command)).not.toContain(ref);
    expect(await openCard(stage, inspector, ref)).toContain(nothing);
    for (const button of ["open-told-by-telephone", "open-discussion", "open-step"]) {
      await closeWindows(stage, inspector);
      const before = stage.workspace("police").ephemerals().length;
      await press(stage, inspector, own, button);
      await expect
        .poll(() =>
          [
            textOf(stage.workspace("police").modal("U0PINSPECTOR") ?? ""),
            ...stage
              .workspace("police")
              .ephemerals()
              .slice(before)
              .map(({ text }) => text),
          ].join(" "),
        )
        .toContain(nothing);
    }
  });
});
