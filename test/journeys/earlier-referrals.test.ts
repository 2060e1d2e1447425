import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { parseInstant } from "../../src/domain/instant.ts";
import { parseTandemRef } from "../../src/domain/tandem-ref.ts";
import { destroyKeys } from "../../src/store/destroy-keys.ts";
import { clocksOf, onlyMessage, openStep, openWindow, pickUp, recordStep } from "../support/act.ts";
import { keepOut, openCard } from "../support/case-window.ts";
import { colleague, deskOfficer, refer, socialWorker, textOf } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";
import type { FillValue } from "../../simulator/element-state.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ stillTimers: true });
  stage.at("2026-09-01T10:00:00+01:00");
});
afterEach(() => stage.nothingUnread());
afterAll(() => stage.close());

const referred = async (answers: Record<string, FillValue>) => {
  const ref = await refer(stage, socialWorker, answers);
  const post = await onlyMessage(stage, "police", "C0PREFER");
  await onlyMessage(stage, "council", "U0CWORKER");
  return { ref, post, text: JSON.stringify(post.blocks) };
};

let children = 0;
const letters = "abcdefghijklmnopqrstuvwxyz";
/** A child of whom no other story of this stage speaks. */
const child = () => {
  const letter = letters[(children += 1)] ?? "z";
  return { child: `Plantedgiven Planted${letter.repeat(4)}`, "date-of-birth": "2019-03-14" };
};

const found = async (ref: string) =>
  stage.query(
    sql`SELECT header::jsonb->'found' AS found FROM events WHERE stream = ${`case/${ref}`} AND type = 'EarlierFound'`,
    { found: z.array(z.strictObject({ ref: z.string(), by: z.string() })) },
  );

describe("a referral about a child who was referred before", () => {
  it("says so to the team and on the card, and merges and blocks nothing", async () => {
    const same = child();
    const first = await referred(same);
    expect(first.text).not.toContain("earlier referral");
    stage.at("2026-09-02T10:00:00+01:00");
    const second = await referred({ ...same, child: same.child.toUpperCase() });
    // Whoever sends it hears of the earlier ones, as far as they may see them.
    expect(textOf(stage.workspace("council").modal(socialWorker.user))).toContain(first.ref);
    expect(second.text).toContain("*1 earlier referral* may be about the same child: open the case.");
    expect(await found(second.ref)).toEqual([{ found: [{ ref: first.ref, by: "name and date of birth" }] }]);
    const third = await referred(same);
    expect(third.text).toContain("*2 earlier referrals*");
    const card = await openCard(stage, deskOfficer, third.ref);
    expect(card).toContain("Earlier concerns about this child");
    expect(card.indexOf(`Open ${second.ref}`)).toBeGreaterThan(0);
    expect(card.indexOf(`Open ${first.ref}`)).toBeGreaterThan(card.indexOf(`Open ${second.ref}`));
    expect(await openCard(stage, deskOfficer, first.ref)).not.toContain("Earlier concerns");
  });

  it("is possible where the name alone is the same, also with the surname first, and is nothing by one name", async () => {
    const same = child();
    const first = await referred(same);
    const [given = "", surname = ""] = same.child.split(" ");
    const turned = await referred({ child: `${surname}, ${given}`, "date-of-birth": "2015-01-02" });
    expect(await openCard(stage, deskOfficer, turned.ref)).toContain(
      `${first.ref}, referred Wed 2 Sep 2026 10:00 BST: possible: the name alone is the same.`,
    );
    expect(await found((await referred({ child: given, "date-of-birth": "2014-01-02" })).ref)).toEqual([]);
    const alleged = await referred({ child: "Plantedother Plantedelse", "person-alleged": same.child });
    expect(await found(alleged.ref)).toEqual([]);
  });

  it("never tells of a case that is kept from somebody: not in a post, a count, a card or a form", async () => {
    const same = child();
    const hidden = await referred(same);
    await keepOut(stage, socialWorker, hidden.ref, { user: "U0CSECOND" });
    await stage.settled();
    for (const [installation, place] of [
      ["police", "U0PINSPECTOR"],
      ["police", "U0PSERGEANT"],
      ["police", "U0PDESK"],
      ["council", "U0CWORKER"],
      ["council", "U0CMANAGER"],
    ] as const)
      await stage.unread(installation, place);
    const next = await referred(same);
    expect(next.text).not.toContain("earlier referral");
    const card = await openCard(stage, colleague, next.ref);
    expect(card).not.toContain("Earlier concerns");
    expect(card).not.toContain(hidden.ref);
    // Whoever sent the hidden one may see it, and only they see it on the card.
    expect(await openCard(stage, socialWorker, next.ref)).toContain(hidden.ref);
  });

  it("asks whoever decides to read the earlier concerns first, and so does a relative's concern (F23)", async () => {
    const same = child();
    const plain = await referred(same);
    const decide = (post: typeof plain.post) => openStep(stage, deskOfficer, post, "assessment-decided");
    expect(await decide(plain.post)).not.toContain("earlier concerns");
    const again = await referred(same);
    expect(await decide(again.post)).toContain("Read the earlier concerns before you decide.");
    const discussed = (post: typeof plain.post) => openWindow(stage, deskOfficer, post, "open-discussion");
    expect(await discussed(again.post)).toContain("Read the earlier concerns before you decide.");
    expect(await discussed(plain.post)).not.toContain("earlier concerns");
    const relative = await referred({ ...child(), "source-kind": "relative-or-friend" });
    expect(await decide(relative.post)).toContain("A relative or a friend of the family is worried.");
  });

  it("is not found any more once the key of the earlier one is destroyed", async () => {
    const same = child();
    const first = await referred(same);
    const ref = parseTandemRef(first.ref);
    if (ref === undefined) throw new Error("no reference");
    const { store } = stage.bot.services;
    const erasing = {
      compartment: "shared",
      by: "an-administrator",
      because: ["the time to keep it is over"],
    };
    const at = parseInstant("2026-09-02T10:00:00+01:00");
    expect(await destroyKeys(store, ref, { ...erasing, at })).toEqual({ ok: true, keys: 1 });
    expect(await found((await referred(same)).ref)).toEqual([]);
  });
});

describe("whoever brought the concern", () => {
  it("hears within a working day that it is taken up, and what was decided (STAT-1, LOCAL-96)", async () => {
    const { ref, post } = await referred({ ...child(), "source-kind": "relative-or-friend" });
    const clock = async (rule: string) => (await clocksOf(stage, ref)).filter((one) => one.rule === rule);
    expect((await clock("STAT-1")).map(({ due, met }) => [due, met])).toEqual([
      ["Thu 03 Sep 17:00:00", null],
      ["Thu 03 Sep 17:00:00", null],
    ]);
    await pickUp(stage, deskOfficer, post);
    const own = await onlyMessage(stage, "council", "U0CWORKER");
    await recordStep(stage, socialWorker, own, { step: "referrer-acknowledged", "fact-referrer": "told" });
    expect((await clock("STAT-1")).filter(({ met }) => met !== null)).toHaveLength(1);
    await recordStep(stage, socialWorker, own, {
      step: "assessment-decided",
      "fact-assessment": "not-required",
    });
    expect(await clock("LOCAL-96")).toMatchObject([{ owner: "social-care.worker", met: null }]);
    await recordStep(stage, socialWorker, own, {
      step: "referrer-told-outcome",
      "fact-referrer": "not-possible",
    });
    expect((await clock("LOCAL-96")).every(({ met }) => met !== null)).toBe(true);
    await stage.settled();
  });

  it("is nobody where the concern came anonymously, or where staff found it themselves; not known is somebody", async () => {
    const clocks = async (answers: Record<string, FillValue>) =>
      (await clocksOf(stage, (await referred({ ...child(), ...answers })).ref)).filter(
        ({ rule }) => rule === "STAT-1",
      );
    expect(await clocks({ "source-kind": "anonymous" })).toHaveLength(1);
    expect(await clocks({ "source-kind": "own-agency" })).toHaveLength(1);
    expect(await clocks({ "source-kind": "not-known" })).toHaveLength(2);
  });
});
