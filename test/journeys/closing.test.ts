import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { packageRoot, referenceOrFault } from "../../src/run.ts";
import { answersAsked, recordForm, sendForm } from "../support/act.ts";
import { openCard, openFromCard, pressIn } from "../support/case-window.ts";
import { closeWindows, refer } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

/** The area whose protocol keeps the other agency from closing before it has heard how it ended (S0-7). */
const samplebury = () => {
  const found = referenceOrFault(packageRoot).areas.get("samplebury")?.value;
  if (found === undefined) throw new Error("the area is not there");
  return found;
};

const worker = { installation: "council", user: "U0SAMPLECWORKER", channel: "C0SAMPLEDUTY" } as const;
const manager = { installation: "council", user: "U0SAMPLECMANAGER", channel: "C0SAMPLEDUTY" } as const;
const officer = { installation: "police", user: "U0SAMPLEPOFFICER", channel: "C0SAMPLEPPU" } as const;
const inspector = { installation: "police", user: "U0SAMPLEPINSPECTOR", channel: "C0SAMPLEPPU" } as const;
type Who = typeof worker | typeof manager | typeof officer | typeof inspector;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ stillTimers: true, area: samplebury });
  stage.at("2026-09-01T10:00:00+01:00");
});
/** What follows from a step is read by its own journeys; here only that nothing else arrives. */
const readAll = async (): Promise<void> => {
  await stage.settled();
  for (const { installation, user, channel } of [worker, manager, officer, inspector])
    for (const place of [user, channel]) await stage.unread(installation, place);
};
afterEach(async () => {
  await readAll();
  await stage.nothingUnread();
});
afterAll(() => stage.close());

const referred = async (): Promise<string> => {
  const ref = await refer(stage, worker);
  await readAll();
  return ref;
};

const take = async (
  who: Who,
  ref: string,
  step: string,
  values: Readonly<Record<string, string | readonly string[]>> = {},
): Promise<void> => {
  await openFromCard(stage, who, ref, "open-step");
  expect((await sendForm(stage, who, { step })).errors).toEqual({});
  await expect
    .poll(() => stage.workspace(who.installation).modal(who.user)?.["callback_id"], { timeout: 5_000 })
    .toBe("step");
  await recordForm(stage, who, { ...answersAsked(stage, who), ...values });
  await stage.settled();
};

/** Social care enquires alone, with its reasons: from then on the police may not close before they have heard the outcome. */
const socialCareAlone = async (): Promise<string> => {
  const ref = await referred();
  await take(worker, ref, "mode-decided", {
    "fact-mode": "single-agency",
    "fact-enquirer": "social-care",
    "acting-now": ["yes"],
  });
  return ref;
};

const closing = async (
  who: Who,
  ref: string,
  values: Readonly<Record<string, string | readonly string[]>> = {},
) => {
  await openFromCard(stage, who, ref, "open-close");
  return sendForm(stage, who, { ...answersAsked(stage, who), ...values });
};

describe("closing a case", () => {
  it("is refused to the other agency until it has heard the outcome, by the rule's own name (S0-7)", async () => {
    const ref = await socialCareAlone();
    const sent = await closing(officer, ref);
    expect(Object.values(sent.errors).join(" ")).toContain("S0-7");
    await closeWindows(stage, officer);
    expect(await openCard(stage, officer, ref)).toContain("*State* open");
    await closeWindows(stage, officer);
  });

  it("goes ahead when a child cannot wait, and the card says who closed it", async () => {
    const ref = await socialCareAlone();
    const sent = await closing(officer, ref, { "acting-now": ["yes"] });
    expect(sent.errors).toEqual({});
    await stage.settled();
    const card = await openCard(stage, worker, ref);
    expect(card).toContain("Closed by the police");
    expect(card).toContain("open for the other");
    await closeWindows(stage, worker);
  });

  it("of a case that is closed can be taken back with one press and a reason", async () => {
    const ref = await referred();
    expect((await closing(officer, ref, { "acting-now": ["yes"] })).errors).toEqual({});
    await stage.settled();
    await openCard(stage, officer, ref);
    await pressIn(stage, officer, "open-reopen");
    await recordForm(stage, officer, { ...answersAsked(stage, officer), "acting-now": ["yes"] });
    await stage.settled();
    await closeWindows(stage, officer);
    const card = await openCard(stage, worker, ref);
    expect(card).toContain("*State* open");
    expect(card).not.toContain("Its reminders have stopped");
    await closeWindows(stage, worker);
  });

  it("by two people at the same instant is recorded for each agency", async () => {
    const ref = await referred();
    const two = [worker, officer] as const;
    for (const who of two) await openFromCard(stage, who, ref, "open-close");
    const values = (who: Who) => ({ ...answersAsked(stage, who), "acting-now": ["yes"] });
    const sent = await Promise.all(two.map((who) => sendForm(stage, who, values(who))));
    expect(sent.map(({ errors }) => errors)).toEqual([{}, {}]);
    await stage.settled();
    const card = await openCard(stage, manager, ref);
    expect(card).toContain("Closed by social care");
    expect(card).toContain("Closed by the police");
    for (const who of [...two, manager]) await closeWindows(stage, who);
  });
});
