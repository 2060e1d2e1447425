import { prepareAct } from "../../src/casework/prepare-act.ts";
import { prepareConcern } from "../../src/casework/prepare-concern.ts";
import { prepareDiscussion } from "../../src/casework/prepare-discussion.ts";
import { prepareStep, prepareStepChoice } from "../../src/casework/prepare-step.ts";
import { readReferral } from "../../src/casework/read-referral.ts";
import { concernForm } from "../../src/slack/forms/concern-form.ts";
import { discussionForm } from "../../src/slack/forms/discussion-form.ts";
import { readingView } from "../../src/slack/forms/reading-view.ts";
import { riskForm } from "../../src/slack/forms/risk-form.ts";
import { stepChoiceForm, stepForm } from "../../src/slack/forms/step-form.ts";
import { toldByTelephoneForm } from "../../src/slack/forms/told-by-telephone-form.ts";
import { openForm } from "./open-form.ts";

/** Opens what was written, for somebody who may see it; the opening is recorded. */
export const readReferralPressed = openForm("Read the referral", async ({ services }, viewer, { ref }) => {
  const read = await readReferral(services.context, viewer, ref);
  return read.ok ? { ok: true, view: readingView(read) } : read;
});

export const toldByTelephonePressed = openForm("Told by telephone", async ({ services }, viewer, about) => {
  const prepared = await prepareAct(services.context, viewer, "tell-by-telephone", about.ref);
  if (!prepared.ok) return prepared;
  if (prepared.openHops.length === 0)
    return { ok: false, says: "A named person has this already. Nothing more is needed." };
  return { ok: true, view: toldByTelephoneForm(about.ref, prepared.openHops, prepared.now) };
});

export const discussionPressed = openForm("Record discussion", async ({ services }, viewer, { ref }) => {
  const prepared = await prepareDiscussion(services.context, viewer, ref);
  return prepared.ok ? { ok: true, view: discussionForm(ref, prepared) } : prepared;
});

export const stepPressed = openForm("Record a step", async ({ services }, viewer, { ref }) => {
  const prepared = await prepareStepChoice(services.context, viewer, ref);
  return prepared.ok ? { ok: true, view: stepChoiceForm(ref, prepared) } : prepared;
});

export const riskPressed = openForm("Immediate risk", async ({ services }, viewer, { ref }) => {
  const prepared = await prepareAct(services.context, viewer, "reassess-risk", ref);
  return prepared.ok ? { ok: true, view: riskForm(ref) } : prepared;
});

export const concernPressed = openForm("New concern", async ({ services }, viewer, { ref }) => {
  const prepared = await prepareConcern(services.context, viewer, ref);
  return prepared.ok ? { ok: true, view: concernForm(ref, prepared.known, prepared.now) } : prepared;
});

const stepPressedOf = (title: string, step: "case-closed" | "case-reopened") =>
  openForm(title, async ({ services }, viewer, { ref }) => {
    const prepared = await prepareStep(services.context, viewer, ref, step);
    return prepared.ok ? { ok: true, view: stepForm(ref, prepared.asked, prepared.now) } : prepared;
  });

export const closePressed = stepPressedOf("Close our part", "case-closed");
export const reopenPressed = stepPressedOf("Open it again", "case-reopened");
