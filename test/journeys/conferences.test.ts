import { sql } from "drizzle-orm";
import { z } from "zod";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { FillValue } from "../../simulator/element-state.ts";
import { shipped } from "../domain/example-case.ts";
import { clocksOf, onlyMessage, recordForm, sendForm } from "../support/act.ts";
import { openFromCard } from "../support/case-window.ts";
import { planted } from "../support/planted.ts";
import { refer, textOf, type Sender } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

const worker: Sender = { installation: "council", user: "U0FICTCWORKER", channel: "C0FICTDUTY" };
const chair: Sender = { installation: "council", user: "U0FICTCCHAIR", channel: "U0FICTCCHAIR" };

let stage: Stage;
beforeAll(async () => {
  const area = shipped.areas.get("fictown")?.value;
  if (area === undefined) throw new Error("fictown does not ship");
  stage = await openStage({ area: () => area, stillTimers: true });
});
afterEach(() => stage.nothingUnread());
afterAll(() => stage.close());

/** Reads away whatever was sent about something else. */
const readAll = async (): Promise<void> => {
  await stage.settled();
  for (const [installation, place] of [
    ["council", worker.user],
    ["council", chair.user],
    ["council", "U0FICTCADMIN"],
    ["council", "C0FICTDUTY"],
    // No mail is set up here, which the operators hear of.
    ["council", "C0FICTOPERATORS"],
    ["council", "U0FICTCMANAGER"],
    ["police", "C0FICTCPPU"],
    ["police", "U0FICTPOFFICER"],
  ] as const)
    await stage.unread(installation, place);
};

const answersOf = (who: Sender): Record<string, FillValue> => {
  const blocks = stage.workspace(who.installation).modal(who.user)?.["blocks"] as readonly {
    block_id?: string;
  }[];
  const fields = blocks.flatMap(({ block_id: id }) => (id?.startsWith("answer-") === true ? [id] : []));
  return Object.fromEntries(fields.map((field) => [field, planted.discussed]));
};

/** A conference on Tuesday 22 September, with a chair, to which the police are asked for a report. */
const invited = async (): Promise<string> => {
  stage.at("2026-09-01T10:00:00+01:00");
  const ref = await refer(stage, worker);
  await openFromCard(stage, worker, ref, "open-meetings", "open-arrange");
  await recordForm(stage, worker, {
    kind: "initial-conference",
    date: "2026-09-22",
    time: "10:00",
    place: "plantedroom",
  });
  await openFromCard(stage, worker, ref, "open-meetings", "open-invite");
  await recordForm(stage, worker, {
    ...answersOf(worker),
    asked: "attend-and-report",
    "fact-attendance": "report-enough",
    chair: "fictown-conference-chair",
    reason: planted.discussed,
  });
  await readAll();
  return ref;
};

const ofPolice = (who: Sender): string => {
  const view = textOf(stage.workspace(who.installation).modal(who.user));
  const found = /"text":"(?:[^"]*)Child and Public Protection Unit[^"]*"[^}]*\},"value":"([^"]+)"/.exec(view);
  if (found?.[1] === undefined) throw new Error(`the police are not on the list: ${view.slice(0, 3000)}`);
  return found[1];
};

describe("a report that has arrived", () => {
  it("S4-16: without how to reach its author is refused on that field, then taken; the chair is told at once", async () => {
    const ref = await invited();
    await openFromCard(stage, worker, ref, "open-meetings", "open-report");
    const { "answer-contact details for the chair": contact, ...answers } = answersOf(worker);
    delete answers["answer-why it is late"];
    expect(contact).toBeDefined();
    const invitee = ofPolice(worker);
    const refused = await sendForm(stage, worker, { invitee, ...answers });
    expect(Object.keys(refused.errors)).toEqual(["answer-contact details for the chair"]);
    await recordForm(stage, worker, { "answer-contact details for the chair": planted.discussed });
    const told = await onlyMessage(stage, "council", chair.user);
    expect(told.text).toContain(ref);
    expect(textOf(told.blocks)).toContain("S4-8");
    const [due] = (await clocksOf(stage, ref)).filter(({ rule, met }) => rule === "S4-15" && met !== null);
    expect(due?.late).toBe(false);
  });

  it("S4-16: goes ahead with a reason, and when a child cannot wait", async () => {
    const ways = [
      ["reason", { reason: planted.discussed }],
      ["acting-now", { "acting-now": ["yes"] }],
    ] as const;
    for (const [how, past] of ways) {
      const ref = await invited();
      await openFromCard(stage, worker, ref, "open-meetings", "open-report");
      const { "answer-contact details for the chair": _contact, ...answers } = answersOf(worker);
      delete answers["answer-why it is late"];
      await recordForm(stage, worker, { invitee: ofPolice(worker), ...answers, ...past });
      await readAll();
      const [taken] = await stage.query(
        sql`SELECT (header::jsonb)->'overrides' AS overrides FROM events WHERE stream = ${`case/${ref}`}
            AND (header::jsonb)->>'step' = 'report-received'`,
        { overrides: z.unknown() },
      );
      expect(taken?.overrides).toEqual([{ rule: "S4-16", how }]);
    }
  });
});

describe("whether the police come", () => {
  it("S4-7: against a ground needs a reason; with one it is settled, and says so in the case", async () => {
    const ref = await invited();
    await openFromCard(stage, chair, ref, "open-meetings", "open-attendance");
    const values = {
      ...answersOf(chair),
      "fact-attendance": "report-enough",
      "fact-attendanceGround": ["police-protection"],
    };
    const refused = await sendForm(stage, chair, values);
    expect(textOf(refused.errors)).toContain("S4-7");
    await recordForm(stage, chair, { reason: planted.discussed });
    await readAll();
    expect(await openFromCard(stage, chair, ref, "read-referral")).toContain(
      "Settled whether the police come",
    );
  });
});

describe("a conference that was held", () => {
  it("S4-2: says who came and what it settled; then its window says that it was held, and offers no more", async () => {
    const ref = await invited();
    stage.at("2026-09-22T12:00:00+01:00");
    await openFromCard(stage, worker, ref, "open-meetings", "open-held");
    const attended = [ofPolice(worker)];
    const wrong = await sendForm(stage, worker, { ...answersOf(worker), attended, others: "Planted Aunt" });
    expect(Object.keys(wrong.errors)).toEqual(["others"]);
    const blank = await sendForm(stage, worker, { others: "Planted Aunt; family" });
    expect(Object.keys(blank.errors)).toEqual(expect.arrayContaining(["fact-plan"]));
    await recordForm(stage, worker, { "fact-plan": "yes", "fact-category": "neglect" });
    await readAll();
    const shown = await openFromCard(stage, worker, ref, "open-meetings");
    expect(shown).toContain("The initial conference: held, Tue 22 Sep 2026 10:00 BST");
    expect(shown).not.toContain("open-report");
  });
});
