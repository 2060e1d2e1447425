import type { NoticeModel } from "../../domain/notices/notice.ts";
import { inSentence } from "../../domain/notices/in-sentence.ts";
import { escapeMarkup, paragraph } from "../elements.ts";
import type { Rendered } from "../rendered.ts";
import { capital } from "../words.ts";
import { caseButtons, whyInWords } from "./waiting.ts";

type MailFailed = Extract<NoticeModel, { kind: "mail-failed" }>;

const happened = {
  "not-sent": "did not leave",
  "came-back": "came back",
  "not-known": "may not have arrived",
} as const;

/** The e-mail is no reason to wait: its reader is told by telephone, and what went wrong is for the operators. */
export const renderMailFailed = (model: MailFailed): Rendered => {
  const { ref, areaName, what, whom, how, ring, why } = model;
  const told = inSentence(whom);
  const next = capital(
    ring === undefined ? `tell ${told} another way now.` : `ring the ${told} now on ${ring.telephone}.`,
  );
  const mail = `The e-mail about ${ref}, ${areaName}, to ${told} ${happened[how]}.`;
  return {
    text: escapeMarkup(`${mail} ${next}`),
    blocks: [
      paragraph(`*${escapeMarkup(next)}*\n${escapeMarkup(mail)}${whyInWords(why)}`),
      paragraph(
        `What they should hear: ${escapeMarkup(what)}. When they need it in writing, send it by your own secure e-mail, never as a Slack file. The operators of Tandem were told.`,
      ),
      caseButtons(ref),
    ],
  };
};
