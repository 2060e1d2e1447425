import { actionDone } from "../../src/casework/agree-action.ts";
import { prepareDiscussion } from "../../src/casework/prepare-strategy.ts";
import { prepareNote } from "../../src/casework/prepare-note.ts";
import { prepareAct } from "../../src/casework/prepare-act.ts";
import { prepareSection, readSection } from "../../src/casework/prepare-section.ts";
import { actionForm, finishForm, sectionForm } from "../../src/slack/forms/strategy-forms.ts";
import { strategyView } from "../../src/slack/forms/strategy-view.ts";
import { caseIn } from "../case-value.ts";
import { pressKey } from "../requester.ts";
import { openForm } from "./open-form.ts";
import { redraw } from "./redraw.ts";

const title = "Strategy discussion";

export const strategyPressed = openForm(title, async ({ services }, viewer, { ref, about = [] }) => {
  const prepared = await prepareDiscussion(services.context, viewer, ref, {
    record: about[0],
    texts: true,
  });
  return prepared.ok ? { ok: true, view: strategyView(prepared.discussion) } : prepared;
});

/** Another record in the same window, or the same one as it stands now. */
export const strategyTurned = redraw({
  title,
  draw: async ({ services }, viewer, body) => {
    const { ref, about = [] } = caseIn(body);
    const prepared = await prepareDiscussion(services.context, viewer, ref, {
      record: about[0],
      texts: true,
    });
    return prepared.ok ? { ok: true, view: strategyView(prepared.discussion) } : { ...prepared, about: ref };
  },
});

export const sectionPressed = openForm(title, async ({ services }, viewer, { ref, about = [] }) => {
  const [record = "", given] = about;
  const section = readSection(given);
  if (section === undefined) return { ok: false, says: "There is no such section." };
  const prepared = await prepareSection(services.context, viewer, ref, { record, section });
  return prepared.ok ? { ok: true, view: sectionForm(prepared.form) } : prepared;
});

export const finishPressed = openForm(
  "Finish the record",
  async ({ services }, viewer, { ref, about = [] }) => {
    const prepared = await prepareDiscussion(services.context, viewer, ref, {
      record: about[0],
      texts: true,
    });
    if (!prepared.ok) return prepared;
    const moment = await prepareAct(services.context, viewer, "record-step", ref);
    return moment.ok ? { ok: true, view: finishForm(prepared.discussion, moment.now) } : moment;
  },
);

export const actionPressed = openForm("Add an action", async ({ services }, viewer, { ref, about = [] }) => {
  const prepared = await prepareNote(services.context, viewer, ref);
  if (!prepared.ok) return prepared;
  const { person, name } = viewer.person;
  return { ok: true, view: actionForm(ref, about[0] ?? "", [{ person, name }, ...prepared.people]) };
});

/** "Done" beside an action. */
export const actionDonePressed = redraw({
  title,
  records: true,
  draw: async ({ services, installation }, viewer, body) => {
    const { ref, about = [] } = caseIn(body);
    const [action = "", record] = about;
    const request = pressKey(installation, body);
    const done = await actionDone(services.context, viewer, { ref, action, request });
    const prepared = await prepareDiscussion(services.context, viewer, ref, { record, texts: true });
    return prepared.ok
      ? { ok: true, view: strategyView(prepared.discussion, done.ok ? undefined : done.says) }
      : { ...prepared, about: ref };
  },
});
