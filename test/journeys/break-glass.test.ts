import { sql } from "drizzle-orm";
import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { tandemRefFrom } from "../../src/domain/tandem-ref.ts";
import { onlyMessage, recorded, sendForm, windowOf } from "../support/act.ts";
import { openCard, openFromCard, pressIn, viewSent } from "../support/case-window.ts";
import { planted } from "../support/planted.ts";
import {
  closeWindows,
  colleague,
  nightWorker,
  operator,
  refer,
  secondOfficer,
  socialWorker,
  textOf,
  type Sender,
} from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

const nothing = "There is nothing here that you can open. If a child may be at risk, ring the duty team.";
const button = "I need this to protect a child now";
const manager = { installation: "council", user: "U0CMANAGER", channel: "C0CDUTY" } as const;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ stillTimers: true });
  stage.at("2026-09-01T10:00:00+01:00");
});
afterEach(() => stage.nothingUnread());
afterAll(() => stage.close());

const restricted = async (): Promise<string> => {
  const ref = await refer(stage, socialWorker, { about: "yes" });
  await onlyMessage(stage, "police", "U0PINSPECTOR");
  await onlyMessage(stage, "council", "U0CWORKER");
  return ref;
};

const keptFrom = async (user: string): Promise<string> => {
  const ref = await refer(stage, socialWorker, { excluded: [user] });
  await onlyMessage(stage, "police", "C0PREFER");
  await onlyMessage(stage, "council", "U0CWORKER");
  return ref;
};

const ordinary = async (): Promise<string> => {
  const ref = await refer(stage, socialWorker);
  await onlyMessage(stage, "police", "C0PREFER");
  await onlyMessage(stage, "council", "U0CWORKER");
  return ref;
};

/** A reference that no case has. */
const unknown = (): string => tandemRefFrom(randomBytes(7));

const workIn = (person: string, from: string, to: string) =>
  stage.query(
    sql`UPDATE people SET details = replace(details::text, ${from}, ${to})::jsonb WHERE id = ${person} RETURNING id`,
    { id: z.string() },
  );

/** Tries to open a case, and then to open it anyway: every window that the bot answers with, the reference left out. */
const refusedWindows = async (who: Sender, ref: string): Promise<readonly string[]> => {
  await openCard(stage, who, ref);
  const refused = viewSent(stage, who);
  await pressIn(stage, who, "open-take-access");
  const form = viewSent(stage, who);
  const sent = await sendForm(stage, who, { reason: "plantedreason that cannot wait" });
  expect(sent.errors).toEqual({});
  await stage.settled();
  return [refused, form, sent.body].map((text) => text.replaceAll(ref, "REF"));
};

const refusalsOf = (ref: string) =>
  stage.query(
    sql`SELECT header::jsonb ->> 'verb' AS verb, header::jsonb -> 'because' ->> 0 AS because FROM events
        WHERE stream = ${`access/${ref}`} AND type = 'ActionRefused' ORDER BY sequence`,
    { verb: z.string(), because: z.string() },
  );

describe("somebody who may not open a case", () => {
  it("is answered in the same windows, to the last block, whatever the reason and whether there is a case", async () => {
    const cases: Readonly<Record<string, string>> = {
      excluded: await keptFrom("U0CSECOND"),
      "no such case": unknown(),
      "another area": await ordinary(),
    };
    const windows: Record<string, readonly string[]> = {};
    for (const [why, ref] of Object.entries(cases)) {
      if (why === "another area") await workIn("second-social-worker", "exampleshire", "elsewhere");
      windows[why] = await refusedWindows(colleague, ref);
      expect(await refusalsOf(ref)).toEqual([
        { verb: "read-case", because: why },
        { verb: "take-access", because: why },
        { verb: "read-case", because: why },
      ]);
    }
    await workIn("second-social-worker", "elsewhere", "exampleshire");
    const [refused, form, answer] = windows["no such case"] ?? [];
    expect(windows["excluded"]).toEqual([refused, form, answer]);
    expect(windows["another area"]).toEqual([refused, form, answer]);
    expect(refused).toContain(nothing);
    expect(refused).toContain(button);
    expect(answer).toContain(nothing);
    expect(answer).toContain("01632 960201");
    expect(answer).not.toContain(button);
  });

  it("cannot tell a restricted case from those, until they have said why and it opens", async () => {
    const ref = await restricted();
    const other = unknown();
    const [refused, form] = await refusedWindows(colleague, other);
    await openCard(stage, colleague, ref);
    expect(viewSent(stage, colleague).replaceAll(ref, "REF")).toBe(refused);
    await pressIn(stage, colleague, "open-take-access");
    expect(viewSent(stage, colleague).replaceAll(ref, "REF")).toBe(form);
  });

  it("carries in the button no more than the reference that they typed", async () => {
    const ref = await keptFrom("U0CSECOND");
    await openCard(stage, colleague, ref);
    const values = [...viewSent(stage, colleague).matchAll(/"(?:value|private_metadata)":"([^"]*)"/g)];
    expect(values.map(([, value]) => value)).toEqual([ref]);
  });

  it("whose role may not open a case so finds the same, restricted or not there", async () => {
    const ref = await restricted();
    expect(await refusedWindows(operator, ref)).toEqual(await refusedWindows(operator, unknown()));
  });

  it("is offered the same way out by a press on a message that is not for them", async () => {
    const ref = await keptFrom("U0CSECOND");
    const own = (await stage.workspace("council").directMessages("U0CWORKER")).findLast(({ text }) =>
      text.includes(ref),
    );
    if (own === undefined) throw new Error("no message");
    const pressed = { user: "U0CSECOND", channel: own.channel, ts: own.ts, seen: own };
    await closeWindows(stage, colleague);
    await stage.council.press({ ...pressed, actionId: "read-referral" });
    expect(await windowOf(stage, colleague)).toContain(button);
  });

  it("is offered it also where a press is answered to them alone", async () => {
    const ref = await restricted();
    const direct = (await stage.workspace("police").directMessages("U0PINSPECTOR")).findLast(({ text }) =>
      text.includes(ref),
    );
    if (direct === undefined) throw new Error("no message");
    const before = stage.workspace("police").ephemerals().length;
    const { channel, ts } = direct;
    await stage.police.press({ user: "U0PSECOND", channel, ts, actionId: "pick-up", seen: direct });
    await expect.poll(() => stage.workspace("police").ephemerals().length).toBe(before + 1);
    const answer = stage.workspace("police").ephemerals().at(-1);
    expect(answer?.text).toBe(nothing);
    expect(textOf(answer?.blocks)).toContain(button);
  });
});

describe("opening a restricted case because a child cannot wait", () => {
  it("opens the card, tells everybody named and the managers of both agencies, and ends after four hours", async () => {
    stage.at("2026-09-01T10:00:00+01:00");
    const ref = await restricted();
    await openCard(stage, secondOfficer, ref);
    const form = await pressIn(stage, secondOfficer, "open-take-access");
    expect(form).toContain("You can open it, for 4 hours at most.");
    expect(form).toContain("are told at once that it was you");
    const sent = await sendForm(stage, secondOfficer, { reason: planted.concerns });
    expect(sent.errors).toEqual({});
    const card = await windowOf(stage, secondOfficer);
    expect(card).toContain("*Who has it*");
    expect(card).toContain("read-referral");

    await stage.settled();
    for (const [installation, place] of [
      ["council", "U0CWORKER"],
      ["council", "U0CMANAGER"],
      ["police", "U0PINSPECTOR"],
    ] as const) {
      const told = await onlyMessage(stage, installation, place);
      expect(told.text).toContain(`Demo Second Desk Officer, who is not named in ${ref}`);
      expect(told.text).toContain("This holds until Tue 1 Sep 2026 14:00 BST.");
    }
    expect(await openFromCard(stage, secondOfficer, ref, "read-referral")).toContain(planted.whereNow);
    expect(await openFromCard(stage, socialWorker, ref, "read-referral")).toContain(
      "Opened by Demo Second Desk Officer without being named, Tue 1 Sep 2026 10:00 BST, until Tue 1 Sep 2026 14:00 BST",
    );
    expect(await openCard(stage, manager, ref)).toContain(nothing);

    stage.at("2026-09-01T13:59:00+01:00");
    expect(await openCard(stage, secondOfficer, ref)).toContain("*Who has it*");
    stage.at("2026-09-01T14:00:00+01:00");
    expect(await openCard(stage, secondOfficer, ref)).toContain(nothing);
  });

  it("lets whoever opened it deal with it, and they go on knowing of it once they have it", async () => {
    stage.at("2026-09-01T10:00:00+01:00");
    const ref = await restricted();
    await openCard(stage, secondOfficer, ref);
    await pressIn(stage, secondOfficer, "open-take-access");
    await sendForm(stage, secondOfficer, { reason: "plantedreason" });
    await stage.settled();
    for (const [installation, place] of [
      ["council", "U0CWORKER"],
      ["council", "U0CMANAGER"],
      ["police", "U0PINSPECTOR"],
    ] as const)
      await onlyMessage(stage, installation, place);
    expect(await windowOf(stage, secondOfficer)).toContain("pick-up-from-case");
    await pressIn(stage, secondOfficer, "pick-up-from-case");
    await stage.settled();
    expect((await onlyMessage(stage, "council", "U0CWORKER")).text).toContain("Demo Second Desk Officer");
    stage.at("2026-09-01T14:00:00+01:00");
    expect(await openCard(stage, secondOfficer, ref)).toContain("*Who has it*");
  });

  it("sent twice opens it once", async () => {
    stage.at("2026-09-01T10:00:00+01:00");
    const ref = await restricted();
    await openCard(stage, nightWorker, ref);
    await pressIn(stage, nightWorker, "open-take-access");
    const before = await recorded(stage, "AccessTaken");
    stage.council.fill({ user: "U0CNIGHT", values: { reason: "plantedreason" } });
    await stage.council.submit({ user: "U0CNIGHT" }, { twice: true });
    await stage.settled();
    expect(await recorded(stage, "AccessTaken")).toBe(before + 1);
    for (const [installation, place] of [
      ["council", "U0CWORKER"],
      ["council", "U0CMANAGER"],
      ["police", "U0PINSPECTOR"],
    ] as const)
      await onlyMessage(stage, installation, place);
  });
});
