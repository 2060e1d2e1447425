import type { BlockAction } from "@slack/bolt";
import { pickUp } from "../../src/casework/pick-up.ts";
import { prepareHandBack } from "../../src/casework/prepare-hand-back.ts";
import { readCase } from "../../src/casework/read-case.ts";
import { readTurning, readWorklist } from "../../src/casework/read-worklist.ts";
import { moreView } from "../../src/slack/forms/case-card-parts.ts";
import { caseCardView, whyView } from "../../src/slack/forms/case-card-view.ts";
import { handBackForm } from "../../src/slack/forms/hand-back-form.ts";
import { worklistView } from "../../src/slack/forms/worklist-view.ts";
import { caseIn } from "../case-value.ts";
import { pressKey } from "../requester.ts";
import { openForm } from "./open-form.ts";
import { redraw } from "./redraw.ts";

const valueIn = (body: BlockAction): string => {
  const action = body.actions[0];
  return action?.type === "button" ? (action.value ?? "") : "";
};

/** Another page of the list, or the other list. */
export const worklistTurned = redraw({
  title: "Worklist",
  draw: async ({ services }, viewer, body) => ({
    ok: true,
    view: worklistView(await readWorklist(services.context, viewer, readTurning(valueIn(body)))),
  }),
});

export const casePressed = openForm("Case", async ({ services }, viewer, { ref }) => {
  const read = await readCase(services.context, viewer, ref);
  return read.ok ? { ok: true, view: caseCardView(read.card) } : read;
});

export const whyPressed = openForm("Why", async ({ services }, viewer, { ref }) => {
  const read = await readCase(services.context, viewer, ref);
  return read.ok ? { ok: true, view: whyView(read.card) } : read;
});

export const morePressed = openForm("More", async ({ services }, viewer, { ref }) => {
  const read = await readCase(services.context, viewer, ref);
  return read.ok ? { ok: true, view: moreView(read.card) } : read;
});

export const caseRedrawn = redraw({
  title: "Case",
  draw: async ({ services }, viewer, body) => {
    const { ref } = caseIn(body);
    const read = await readCase(services.context, viewer, ref);
    return read.ok ? { ok: true, view: caseCardView(read.card) } : { ...read, about: ref };
  },
});

/** "I'm dealing with this" on a case card: the card then shows who has it, or why it was refused. */
export const pickedUpFromCase = redraw({
  title: "Case",
  records: true,
  draw: async ({ services, installation }, viewer, body) => {
    const { ref, hop = 0 } = caseIn(body);
    const request = pressKey(installation, body);
    const done = await pickUp(services.context, viewer, { ref, hop, request });
    const read = await readCase(services.context, viewer, ref);
    const problem = done.ok ? undefined : done.says;
    return read.ok ? { ok: true, view: caseCardView(read.card, problem) } : { ...read, about: ref };
  },
});

export const handBackPressed = openForm("Hand back", async ({ services }, viewer, { ref }) => {
  const prepared = await prepareHandBack(services.context, viewer, ref);
  return prepared.ok ? { ok: true, view: handBackForm(ref, prepared.hops) } : prepared;
});
