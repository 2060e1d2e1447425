import type { KnownBlock } from "@slack/types";
import type { CardMail, CaseCard } from "../../domain/case/case-card.ts";
import { inSentence } from "../../domain/notices/in-sentence.ts";
import { escapeMarkup, paragraph } from "../elements.ts";
import { when } from "../words.ts";

/** What is known of it and no more: nothing of all this says that anybody read it. */
const standings: Readonly<Record<CardMail["standing"], (since: string) => string>> = {
  waiting: (since) => `to be sent, since ${since}`,
  sent: (since) => `accepted ${since}, no receipt yet`,
  relayed: (since) => `passed on ${since} to a server that sends no receipts`,
  delayed: (since) => `not delivered yet, ${since}; it is still tried`,
  delivered: (since) => `delivered to the mailbox ${since}; whether anybody read it is not known`,
  failed: (since) => `failed ${since}`,
};

const isInDoubt = ({ standing }: CardMail): boolean => standing === "failed" || standing === "delayed";

const whatToDo = (mail: CardMail): string => {
  const { whom, telephone, standing } = mail;
  if (!isInDoubt(mail)) return "";
  const ring = telephone === undefined ? "tell them another way" : `ring ${inSentence(whom)} on ${telephone}`;
  return standing === "failed" ? `: ${ring}` : `. If it cannot wait, ${ring}`;
};

const inWords = (mail: CardMail): string =>
  escapeMarkup(
    `E-mail to ${inSentence(mail.whom)}: ${standings[mail.standing](when(mail.since))}${whatToDo(mail)}.`,
  );

const shownAtMost = 10;

/** How the e-mails of a case stand, the latest last. Those in doubt are always among them, for somebody is to ring. */
export const mailsInWords = ({ mails }: CaseCard): readonly KnownBlock[] => {
  const latest = new Set([...mails.filter(isInDoubt).slice(-shownAtMost), ...mails.slice(-shownAtMost)]);
  const shown = mails.filter((mail) => latest.has(mail));
  return shown.length === 0 ? [] : [paragraph(shown.map(inWords).join("\n"))];
};
