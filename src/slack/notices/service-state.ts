import type { KnownBlock } from "@slack/types";
import type { ServiceState } from "../../domain/notices/notice.ts";
import { escapeMarkup, paragraph } from "../elements.ts";
import type { Rendered } from "../rendered.ts";

type Words = { readonly wrong: string; readonly next: string; readonly over: string };

/** The number that answers now stands first. */
const telephoneSays = (ring: ServiceState["ring"] = []): string =>
  ring.length === 0
    ? "Ring the teams there about anything urgent"
    : `About anything urgent ring ${ring.map(({ says, telephone }) => `${says} ${telephone}`).join(" or ")}`;

const wordsOfRecord = (areaName: string, about: string) => ({
  withheld: {
    wrong: `A message of the kind ${about} was held back (${areaName}): it seemed to say who somebody is.`,
    next: "A plain message went in its place. Whoever looks after Tandem: look for it in the area's file and in the log, and put it right.",
    over: `Messages of the kind ${about} leave as they are again (${areaName}).`,
  },
  "anchor-refused": {
    wrong: `Tandem cannot write its anchor file (${areaName}): nothing outside the database vouches for the record.`,
    next: "Referrals and messages go on. Whoever looks after Tandem: put the file or its disk right now.",
    over: `Tandem writes its anchor file again (${areaName}).`,
  },
});

const wordsOfNames = (areaName: string) => ({
  "names-not-read": {
    wrong: `Tandem could not look whether a child was referred before (${areaName}).`,
    next: "The referral went out as it is. Tandem looks again by itself, first after a minute. Whoever looks after Tandem: look at the database and at its load.",
    over: `Tandem can look again whether a child was referred before (${areaName}).`,
  },
});

const wordsFor = ({
  areaName,
  about = "one workspace",
  ring,
}: ServiceState): Readonly<Record<ServiceState["what"], Words>> => ({
  degraded: {
    wrong: `Tandem is degraded in ${areaName}: its alarm clock (Redis) does not do its work.`,
    next: "Nothing is lost: messages and reminders leave from the database, some seconds late. Put Redis right now.",
    over: `Tandem is no longer degraded in ${areaName}: its alarm clock (Redis) does its work again.`,
  },
  "token-refused": {
    wrong: `Slack refuses Tandem's token in the workspace ${about}: nobody there gets any message.`,
    next: `Messages wait and are tried again. ${telephoneSays(ring)}. Whoever looks after Tandem: put the token right now.`,
    over: `Slack accepts Tandem's token in the workspace ${about} again. What waited is being sent.`,
  },
  "clock-wrong": {
    wrong: `A clock is wrong: Tandem's machine and its database are more than two seconds apart (${areaName}).`,
    next: "Due times may be missed or come early. Put the machines' time right now.",
    over: `The clocks of Tandem's machine and its database agree again (${areaName}).`,
  },
  ...wordsOfRecord(areaName, about),
  ...wordsOfNames(areaName),
});

/** Tells the operators how Tandem itself is, and what to do. */
export const renderServiceState = (model: ServiceState): Rendered => {
  const words = wordsFor(model)[model.what];
  if (model.over)
    return {
      text: escapeMarkup(words.over),
      blocks: [paragraph(escapeMarkup(words.over))] satisfies KnownBlock[],
    };
  return {
    text: escapeMarkup(words.wrong),
    blocks: [paragraph(`*${escapeMarkup(words.wrong)}*\n${escapeMarkup(words.next)}`)] satisfies KnownBlock[],
  };
};
