import { copyRecord } from "../../src/casework/copy-record.ts";
import { prepareDistribution, recordGiven } from "../../src/casework/distribute-record.ts";
import { prepareDiscussion } from "../../src/casework/prepare-strategy.ts";
import { copyView, distributionForm } from "../../src/slack/forms/distribution-forms.ts";
import { strategyView } from "../../src/slack/forms/strategy-view.ts";
import { caseIn } from "../case-value.ts";
import { pressKey } from "../requester.ts";
import { openForm } from "./open-form.ts";
import { redraw } from "./redraw.ts";

export const distributionPressed = openForm(
  "Who gets it",
  async ({ services }, viewer, { ref, about = [] }) => {
    const [record = ""] = about;
    const prepared = await prepareDistribution(services.context, viewer, ref, record);
    return prepared.ok ? { ok: true, view: distributionForm(ref, record, prepared.candidates) } : prepared;
  },
);

export const copyPressed = openForm(
  "Copy for our system",
  async ({ services }, viewer, { ref, about = [] }) => {
    const copied = await copyRecord(services.context, viewer, ref, about[0] ?? "");
    return copied.ok ? { ok: true, view: copyView(copied.paper) } : copied;
  },
);

/** "Given to them" beside somebody whom e-mail does not reach. */
export const givenPressed = redraw({
  title: "Strategy discussion",
  records: true,
  draw: async ({ services, installation }, viewer, body) => {
    const { ref, about = [] } = caseIn(body);
    const [recipient = "", record = ""] = about;
    const request = pressKey(installation, body);
    const given = await recordGiven(services.context, viewer, { ref, recipient, record, request });
    const prepared = await prepareDiscussion(services.context, viewer, ref, { record, texts: true });
    return prepared.ok
      ? { ok: true, view: strategyView(prepared.discussion, given.ok ? undefined : given.says) }
      : { ...prepared, about: ref };
  },
});
