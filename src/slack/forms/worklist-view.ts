import type { KnownBlock, ModalView } from "@slack/types";
import type { Keyset, Scope, Worklist, WorklistLine } from "../../domain/case/worklist.ts";
import { actions, views } from "../action-ids.ts";
import { button, buttons, escapeMarkup, paragraph, plain } from "../elements.ts";
import { urgencyReasonInWords, when } from "../words.ts";
import { allocatedInList, whoHasIt } from "./holding-words.ts";

const urgencyOf = ({ urgency, urgencyReason }: WorklistLine): string =>
  urgency === "urgent" ? `urgent: ${urgencyReasonInWords[urgencyReason]}` : "standard";

const dutyOf = ({ duty }: WorklistLine): string => {
  if (duty === undefined) return "Nothing falls due for your agency.";
  const { atOnce, overdue, dueAt, says, rule } = duty;
  if (atOnce) return `*To do at once, since ${when(dueAt)}:* ${escapeMarkup(says)} (${escapeMarkup(rule)}).`;
  return `*${overdue ? "Overdue since" : "Due"} ${when(dueAt)}:* ${escapeMarkup(says)} (${escapeMarkup(rule)}).`;
};

const lineOf = (line: WorklistLine): KnownBlock => ({
  type: "section",
  block_id: `case-${line.ref}`,
  text: {
    type: "mrkdwn",
    text: `*${line.ref}* ${escapeMarkup(line.areaName)}, ${urgencyOf(line)}. ${whoHasIt(line.holdings)}.${allocatedInList(line.allocated)} ${dutyOf(line)}`,
    verbatim: true,
  },
  accessory: button("Open", actions.openCase, line.ref),
});

const chosen = (scope: Scope, one: Scope): "primary" | undefined => (scope === one ? "primary" : undefined);

/** What the button for the next page carries: instants and references only. */
const nextValue = (scope: Scope, { dueAt, ref }: Keyset): string => `${scope}/${dueAt}/${ref}`;

const turning = ({ scope, isFirst, next }: Worklist): readonly KnownBlock[] => {
  const first = isFirst ? [] : [button("First page", actions.worklistFirst, scope)];
  const further =
    next === undefined ? [] : [button("Next page", actions.worklistNext, nextValue(scope, next))];
  return first.length + further.length === 0 ? [] : [buttons("turning", [...first, ...further])];
};

const says = ({ scope, isFirst, lines }: Worklist): string => {
  if (lines.length > 0)
    return scope === "mine" ? "*Cases that you sent or picked up*" : "*Cases of your agency in your areas*";
  if (!isFirst) return "There is nothing further.";
  return scope === "mine"
    ? "You have no cases. Press *My team's* for those of your agency."
    : "Your agency has no cases that you can open.";
};

/** A page of somebody's cases: what is overdue first, one line each, and no child. */
export const worklistView = (list: Worklist): ModalView => ({
  type: "modal",
  callback_id: views.shown,
  title: plain("Worklist"),
  close: plain("Close"),
  blocks: [
    buttons("whose", [
      button("Mine", actions.worklistMine, "mine", chosen(list.scope, "mine")),
      button("My team's", actions.worklistTeam, "team", chosen(list.scope, "team")),
    ]),
    paragraph(says(list)),
    ...list.lines.map(lineOf),
    ...turning(list),
  ] satisfies KnownBlock[],
});
