import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { shipped } from "../domain/example-case.ts";
import { onlyMessage, recordForm, sendForm } from "../support/act.ts";
import { nameInCase, openCard, openCommand, openFromCard, viewSent } from "../support/case-window.ts";
import { refer, type Sender } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

const council = (user: string): Sender => ({ installation: "council", user, channel: "C0FICTDUTY" });
const police = (user: string): Sender => ({ installation: "police", user, channel: "C0FICTCPPU" });
const worker = council("U0FICTCWORKER");
const manager = council("U0FICTCMANAGER");
const administrator = council("U0FICTCADMIN");
const nightWorker = council("U0FICTCNIGHT");
const chair = council("U0FICTCCHAIR");
const officer = police("U0FICTPOFFICER");
const sergeant = police("U0FICTPSERGEANT");
const inspector = police("U0FICTPINSPECTOR");

let stage: Stage;
beforeAll(async () => {
  const area = shipped.areas.get("fictown")?.value;
  if (area === undefined) throw new Error("fictown does not ship");
  stage = await openStage({ area: () => area, stillTimers: true });
});
afterEach(() => stage.nothingUnread());
afterAll(() => stage.close());

const planted = { intelligence: "plantedintelligence", operation: "plantedoperation" };

/** A case with a conference, and with a chair who is named in it. */
const withConference = async (): Promise<string> => {
  stage.at("2026-09-01T10:00:00+01:00");
  const ref = await refer(stage, worker);
  await onlyMessage(stage, "police", "C0FICTCPPU");
  await onlyMessage(stage, "council", worker.user);
  await nameInCase(stage, manager, ref, { person: "fictown-conference-chair", as: "chair" });
  await onlyMessage(stage, "council", chair.user);
  await openFromCard(stage, worker, ref, "open-meetings", "open-arrange");
  await recordForm(stage, worker, {
    kind: "initial-conference",
    date: "2026-09-22",
    time: "10:00",
    place: "plantedroom",
  });
  await stage.settled();
  return ref;
};

const raise = async (ref: string): Promise<void> => {
  await openFromCard(stage, officer, ref, "open-meetings", "open-addendum");
  await recordForm(stage, officer, {
    "answer-what is held back": planted.intelligence,
    "answer-why sharing it would do harm": planted.operation,
  });
};

const told = async (installation: "council" | "police", user: string, ref: string): Promise<void> => {
  expect((await onlyMessage(stage, installation, user)).text).toContain(`has written a note on ${ref}`);
};

const shown = async (drawing: Promise<string>, who: Sender): Promise<string> => {
  await drawing;
  return viewSent(stage, who);
};

/** Every window in which somebody can look at a case, as Slack was sent it. */
const everyWindow = async (who: Sender, ref: string): Promise<readonly string[]> => [
  await shown(openCard(stage, who, ref), who),
  await shown(openFromCard(stage, who, ref, "read-referral"), who),
  await shown(openFromCard(stage, who, ref, "open-meetings"), who),
  await shown(openFromCard(stage, who, ref, "open-why"), who),
  await shown(openCommand(stage, who, "/worklist"), who),
];

describe("a confidential addendum (S4-5)", () => {
  it("is read by the chair, the detective inspector and its author, word by word", async () => {
    const ref = await withConference();
    await raise(ref);
    await told("council", chair.user, ref);
    await told("police", inspector.user, ref);
    for (const who of [chair, inspector, officer]) {
      const says = await openFromCard(stage, who, ref, "read-referral");
      expect(says).toContain(planted.intelligence);
      expect(says).toContain("Confidential addendum to a conference");
    }
  });

  it.each([
    ["the social worker", worker],
    ["the manager", manager],
    ["the conference administrator", administrator],
    ["the night worker", nightWorker],
    ["another detective", sergeant],
  ])(
    "changes nothing in any window of %s: card, referral, meetings, reasons, worklist",
    async (_who, who) => {
      const ref = await withConference();
      await openCard(stage, officer, ref);
      const before = await everyWindow(who, ref);
      await raise(ref);
      await told("council", chair.user, ref);
      await told("police", inspector.user, ref);
      expect(await everyWindow(who, ref)).toEqual(before);
    },
  );

  it("is in nobody's list of who has looked but its readers', in no row that lists cases, and in no message as it was sent", async () => {
    const ref = await withConference();
    const acted = () =>
      stage.query(sql`SELECT acted_at::text AS acted FROM cases WHERE ref = ${ref}`, { acted: z.string() });
    const before = await acted();
    stage.at("2026-09-01T11:00:00+01:00");
    await raise(ref);
    await told("council", chair.user, ref);
    await told("police", inspector.user, ref);
    expect(await acted()).toEqual(before);
    const seen = await openFromCard(stage, manager, ref, "open-who-looked");
    expect(seen).not.toMatch(/note for you|named people|addendum/i);
    const held = await openFromCard(stage, inspector, ref, "open-who-looked");
    expect(held).toContain("note for you");
    const rows = await stage.query(
      sql`SELECT (to_jsonb(outbox)::text || coalesce((SELECT string_agg(header::text, '') FROM events), '')) AS row
          FROM outbox`,
      { row: z.string() },
    );
    const kept = rows.map(({ row }) => row).join("\n");
    expect(kept).not.toContain(planted.intelligence);
    expect(kept).not.toContain(planted.operation);
  });

  it("is offered to the police alone; social care has no such button", async () => {
    const ref = await withConference();
    expect(await openFromCard(stage, officer, ref, "open-meetings")).toContain("open-addendum");
    for (const who of [worker, manager, chair])
      expect(await openFromCard(stage, who, ref, "open-meetings")).not.toContain("open-addendum");
  });

  it("says who can read it before anybody types, asks for both answers, and loses nothing when one is missing", async () => {
    const ref = await withConference();
    const form = await openFromCard(stage, officer, ref, "open-meetings", "open-addendum");
    expect(form).toContain("Demo Conference Chair of Fictown, Demo Detective Inspector of Fictown");
    const sent = await sendForm(stage, officer, { "answer-what is held back": planted.intelligence });
    expect(Object.keys(sent.errors)).toEqual(["answer-why sharing it would do harm"]);
    await recordForm(stage, officer, { "answer-why sharing it would do harm": planted.operation });
    await told("council", chair.user, ref);
    await told("police", inspector.user, ref);
    const seen = await openFromCard(stage, manager, ref, "open-who-looked");
    expect(seen).not.toContain("Unit Officer of Fictown was refused");
  });

  it("is read by a relief chair who is named later, and told of then", async () => {
    const ref = await withConference();
    await raise(ref);
    await told("council", chair.user, ref);
    await told("police", inspector.user, ref);
    expect(await openFromCard(stage, manager, ref, "read-referral")).not.toContain(planted.intelligence);
    await nameInCase(stage, manager, ref, { person: "fictown-team-manager", as: "chair" });
    const texts = (await stage.unread("council", manager.user)).map(({ text }) => text).join("\n");
    expect(texts).toContain("has written a note");
    expect(await openFromCard(stage, manager, ref, "read-referral")).toContain(planted.intelligence);
  });
});
