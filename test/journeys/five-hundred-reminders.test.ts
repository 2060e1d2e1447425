import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { z } from "zod";
import type { Context } from "../../src/casework/context.ts";
import { wake } from "../../src/casework/wake.ts";
import { decideReferral } from "../../src/domain/case/decide-referral.ts";
import type { ReferralFacts } from "../../src/domain/case/facts.ts";
import { parseInstant } from "../../src/domain/instant.ts";
import type { TandemRef } from "../../src/domain/tandem-ref.ts";
import { overhear } from "../support/play.ts";
import { nightWorker, refer } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

// Five hundred cases are recorded, decided on and marked, one by one.
vi.setConfig({ testTimeout: 120_000 });

const howMany = 500;
const shiftBegins = "2026-09-02T08:30:00+01:00";
const entered = parseInstant("2026-09-01T10:00:00+01:00");

const facts: ReferralFacts = {
  immediateRisk: "no",
  crime: "no",
  suspect: [],
  childWithPersonAlleged: "no",
  underPoliceProtection: "no",
  babyNotYetMobile: "no",
  openInvolvement: "neither",
  parentsAware: "yes",
  basisForSharing: "safeguarding-task",
  allegationAboutProfessional: "no",
  sourceKind: "own-agency",
};

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** A case of yesterday as the bot itself decides it, with nothing to come of it but its reminder of S2-9. */
const caseOfYesterday = async (context: Context): Promise<TandemRef> => {
  const { area, hash, protocol, protocolHash } = context.reference.area("exampleshire");
  const ref = context.ids.newRef();
  const submission = context.ids.next();
  const world = { area, protocol, calendar: context.reference.calendar() };
  const decided = decideReferral(
    {
      ref,
      submission,
      facts,
      incomplete: false,
      excluded: [],
      details: { callback: "01632 960111" },
      sender: { person: "duty-social-worker", installation: "council" },
      from: "social-care",
      to: "police",
    },
    { ...world, now: entered, nextId: context.ids.next, areaHash: hash, protocolHash, mayTell: () => true },
  );
  const events = decided.events.filter(
    (event) =>
      event.type !== "NoticeIssued" && (event.type !== "TimerSet" || event.header.kind === "reminder"),
  );
  await context.cases.open(
    { ref, area: area.area, submission },
    { events, notices: [], request: submission },
  );
  wake(context, { ref, events, notices: [] });
  return ref;
};

/** The refs of the cases whose own record says that their reminder was sent. */
const notedAsSent = async (): Promise<readonly string[]> => {
  const found = await stage.query(
    sql`SELECT DISTINCT stream FROM events issued WHERE type = 'NoticeIssued' AND header::jsonb ->> 'kind' = 'reminder'
          AND EXISTS (SELECT 1 FROM events sent WHERE sent.stream = issued.stream AND sent.type = 'NoticeSent'
            AND sent.header::jsonb ->> 'notice' = issued.header::jsonb ->> 'notice')`,
    { stream: z.string() },
  );
  return found.map(({ stream }) => stream.replace("case/", ""));
};

const dueStill = () =>
  stage.query(
    sql`SELECT count(*)::int AS n FROM timers WHERE kind = 'reminder' AND due_at <= ${shiftBegins}`,
    {
      n: z.number(),
    },
  );

it("five hundred duties of one person are a few messages that name every one, and an urgent ping waits for none of them", async () => {
  const { context } = stage.bot.services;
  // Ten seconds before the shift begins, so that the alarm clock itself rings for all of them at one moment.
  stage.at("2026-09-02T08:29:50+01:00");
  const refs: TandemRef[] = [];
  while (refs.length < howMany)
    refs.push(...(await Promise.all(Array.from({ length: 10 }, () => caseOfYesterday(context)))));
  stage.at(shiftBegins);
  await expect.poll(dueStill, { timeout: 30_000, interval: 20 }).not.toEqual([{ n: howMany }]);

  const urgent = await refer(stage, nightWorker, { suspect: ["in-custody"] });
  const pinged = async () =>
    (await stage.workspace("police").messages("C0PREFER")).some(({ text }) => text.includes(urgent));
  await expect.poll(pinged, { timeout: 10_000, interval: 20 }).toBe(true);
  expect(await stage.workspace("council").directMessages("U0CWORKER"), "a reminder left first").toEqual([]);

  await expect.poll(dueStill, { timeout: 60_000, interval: 50 }).toEqual([{ n: 0 }]);
  const said = await overhear(stage, shiftBegins);
  const told = said.filter(({ place }) => place === "U0CWORKER");
  // A hundred fit into a message of Slack's; one more is for a machine that takes its time over the last of them.
  expect(told.length).toBeLessThanOrEqual(howMany / 100 + 1);
  const shown = told.map((one) => one.shown).join("\n");
  for (const ref of refs)
    expect(shown.split(`${ref}: Due Wed 2 Sep 2026 17:00 BST.`), "each is named once").toHaveLength(2);
  expect((await notedAsSent()).toSorted()).toEqual(refs.toSorted());
});
