import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Area } from "../../src/domain/area/area-schema.ts";
import { packageRoot, referenceOrFault } from "../../src/run.ts";
import { onlyMessage, recordForm, sendForm } from "../support/act.ts";
import { openCard, openFromCard, pressIn } from "../support/case-window.ts";
import { closeWindows, refer } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

/** The area whose protocol lets two managers together depart from a joint enquiry (S0-10). */
const samplebury = (): Area => {
  const found = referenceOrFault(packageRoot).areas.get("samplebury")?.value;
  if (found === undefined) throw new Error("the area is not there");
  return found;
};

const worker = { installation: "council", user: "U0SAMPLECWORKER", channel: "C0SAMPLEDUTY" } as const;
const manager = { installation: "council", user: "U0SAMPLECMANAGER", channel: "C0SAMPLEDUTY" } as const;
const officer = { installation: "police", user: "U0SAMPLEPOFFICER", channel: "C0SAMPLEPPU" } as const;
const inspector = { installation: "police", user: "U0SAMPLEPINSPECTOR", channel: "C0SAMPLEPPU" } as const;

const jointEnquiries = "joint-enquiries-for-physical-or-sexual-harm";
const jointVisit = "joint-visit-for-a-possible-crime";
const inTheProtocolsWords =
  "Any allegation of physical or sexual harm is enquired into jointly; the text knows no exception";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ stillTimers: true, area: samplebury });
  stage.at("2026-09-01T10:00:00+01:00");
});
afterEach(() => stage.nothingUnread());
afterAll(() => stage.close());

const referred = async (): Promise<string> => {
  const ref = await refer(stage, worker);
  await onlyMessage(stage, "police", "C0SAMPLEPPU");
  await onlyMessage(stage, "council", "U0SAMPLECWORKER");
  return ref;
};

const propose = async (
  who: typeof worker | typeof officer | typeof inspector,
  ref: string,
  presumption: string,
): Promise<string> => {
  const form = await openFromCard(stage, who, ref, "open-more", "open-departure");
  await recordForm(stage, who, { presumption, reason: "plantedreason for it" });
  await stage.settled();
  return form;
};

const answer = async (
  who: typeof manager | typeof inspector,
  ref: string,
  values: { readonly agrees: "yes" | "no"; readonly reason?: string },
): Promise<string> => {
  const form = await openFromCard(stage, who, ref, "open-answer-departure");
  await recordForm(stage, who, values);
  await stage.settled();
  return form;
};

const told = async (installation: "council" | "police", place: string): Promise<string> =>
  (await onlyMessage(stage, installation, place)).text;

describe("a departure from the protocol", () => {
  it("offers what the protocol presumes in its own words, and says who decides", async () => {
    const ref = await referred();
    const form = await openFromCard(stage, officer, ref, "open-more", "open-departure");
    expect(form).toContain(inTheProtocolsWords);
    expect(form).toContain("A manager of each agency has to agree; two people, never one.");
    expect(form).toContain("S0-9: joint visit");
    await closeWindows(stage, officer);
  });

  it("that two managers must agree to holds when both have, and never by one of them alone (S0-10)", async () => {
    const ref = await referred();
    await propose(officer, ref, jointEnquiries);
    expect(await told("council", "U0SAMPLECMANAGER")).toContain(
      `proposes to depart from the protocol in ${ref}`,
    );
    expect(await told("police", "U0SAMPLEPINSPECTOR")).toContain(inTheProtocolsWords);
    const card = await openCard(stage, worker, ref);
    expect(card).toContain("proposed by Demo Unit Officer of Samplebury");
    expect(card).toContain("a manager of the police and a manager of social care agree");
    expect(card).not.toContain("open-answer-departure");

    const form = await answer(inspector, ref, { agrees: "yes" });
    expect(form).toContain("proposed by Demo Unit Officer of Samplebury");
    expect(await told("police", "U0SAMPLEPOFFICER")).toContain("It does not hold yet.");
    expect(await told("council", "U0SAMPLECMANAGER")).toContain("It does not hold yet.");
    const halfway = await openCard(stage, inspector, ref);
    expect(halfway).toContain("It does not hold until a manager of social care agrees.");
    expect(halfway).not.toContain("open-answer-departure");

    await answer(manager, ref, { agrees: "yes", reason: "plantedanswer of the manager" });
    expect(await told("police", "U0SAMPLEPOFFICER")).toContain("The departure holds.");
    expect(await openCard(stage, worker, ref)).toContain("It holds.");
    const read = await openFromCard(stage, worker, ref, "read-referral");
    expect(read).toContain("Departure from the protocol (S0-10) proposed by Demo Unit Officer of Samplebury");
    expect(read).toContain("plantedreason for it");
    expect(read).toContain("agreed to by Demo Team Manager of Samplebury for social care");
    expect(read).toContain("plantedanswer of the manager");
  });

  it("that a manager proposes has their own agency's answer, and never the other's too", async () => {
    const ref = await referred();
    await propose(inspector, ref, jointEnquiries);
    await told("council", "U0SAMPLECMANAGER");
    const card = await openCard(stage, inspector, ref);
    expect(card).toContain("It does not hold until a manager of social care agrees.");
    expect(card).not.toContain("open-answer-departure");
    await answer(manager, ref, { agrees: "yes" });
    expect(await told("police", "U0SAMPLEPINSPECTOR")).toContain("The departure holds.");
  });

  it("that is refused needs a reason, and the protocol holds", async () => {
    const ref = await referred();
    await propose(officer, ref, jointEnquiries);
    await told("council", "U0SAMPLECMANAGER");
    await told("police", "U0SAMPLEPINSPECTOR");
    await openFromCard(stage, manager, ref, "open-answer-departure");
    const silent = await sendForm(stage, manager, { agrees: "no" });
    expect(silent.errors).toEqual({ agrees: "Say why you do not agree." });
    await recordForm(stage, manager, { agrees: "no", reason: "plantedreason against it" });
    expect(await told("police", "U0SAMPLEPOFFICER")).toContain("It was refused: the protocol holds.");
    const card = await openCard(stage, inspector, ref);
    expect(card).toContain("It was refused: the protocol holds.");
    expect(card).not.toContain("open-answer-departure");
    expect(await pressIn(stage, inspector, "open-more")).toContain("open-departure");
  });

  it("that whoever decides may make holds at once, and the other agency is told (S0-9)", async () => {
    const ref = await referred();
    await propose(worker, ref, jointVisit);
    expect(await told("police", "U0SAMPLEPINSPECTOR")).toContain("The departure holds.");
    expect(await openCard(stage, officer, ref)).toContain("It holds.");
    const form = await openFromCard(stage, officer, ref, "open-more", "open-departure");
    expect(form).not.toContain("S0-9: joint visit");
    expect(form).toContain("S0-10: joint enquiries");
    await closeWindows(stage, officer);
  });
});
