import type { KnownBlock } from "@slack/types";
import type { ReferralPost } from "../../domain/notices/notice.ts";
import type { Person } from "../../ports.ts";
import { actions } from "../action-ids.ts";
import { button, buttons, escapeMarkup, paragraph } from "../elements.ts";
import type { Rendered } from "../rendered.ts";
import { agencyName, capital, personName, urgencyReasonInWords, when } from "../words.ts";

type People = ReadonlyMap<string, Person>;

const whatItIs = ({ urgency, newConcern, closed = [] }: ReferralPost): string => {
  if (closed.length > 1) return "Closed: referral";
  if (newConcern === true) return urgency === "urgent" ? "Urgent new concern" : "New concern";
  return urgency === "urgent" ? "Urgent referral" : "Referral";
};

const title = (post: ReferralPost): string =>
  `${whatItIs(post)} from ${agencyName(post.from)}${post.newConcern === true ? ", in an open case" : ""}${post.restricted ? ", for you alone" : ""}`;

/** How long something has waited, as it is said: "1 minute", "45 minutes", "3 hours", "3 hours 5 minutes". */
export const lengthInWords = (minutes: number): string => {
  const count = (n: number, unit: string) => `${n} ${unit}${n === 1 ? "" : "s"}`;
  if (minutes < 120) return count(minutes, "minute");
  const rest = minutes % 60;
  return `${count(Math.floor(minutes / 60), "hour")}${rest === 0 ? "" : ` ${count(rest, "minute")}`}`;
};

const nobody = (minutes: number | undefined): string =>
  minutes === undefined || minutes < 1
    ? "Nobody has it yet."
    : `Nobody has it yet, after ${lengthInWords(minutes)}.`;

const passedOn = (from: string, minutes: number | undefined): string => {
  const waited = minutes === undefined || minutes < 1 ? "" : `, after ${lengthInWords(minutes)}`;
  return `The ${escapeMarkup(from)} has it and is to pass it on: nobody else is named yet${waited}.`;
};

const whoHasIt = ({ had, waitingMinutes, comingFrom }: ReferralPost, people: People): string => {
  if (had === undefined)
    return comingFrom === undefined ? nobody(waitingMinutes) : passedOn(comingFrom, waitingMinutes);
  const name = escapeMarkup(personName(people, had.by));
  return had.how === "picked-up"
    ? `${name} has had it since ${when(had.at)}.`
    : `Told by telephone on ${when(had.at)}, written down by ${name}.`;
};

const isClosed = ({ closed = [] }: ReferralPost): boolean => closed.length > 1;

/** Who has closed their part; a case that one agency has closed is still the other's. */
const closedParts = ({ closed = [] }: ReferralPost): string =>
  closed.map(({ agency, at }) => `\n${capital(agencyName(agency))} closed its part on ${when(at)}.`).join("");

/** The team on duty has changed with nobody having it: where it was, or where else it is now. */
const alsoWith = ({ also, had }: ReferralPost): string => {
  if (also === undefined || had !== undefined) return "";
  const team = escapeMarkup(also.team);
  if (also.put === "back to you")
    return `\nIt was handed back, and the ${team} is closed. It is with you now, because you are on duty.`;
  return also.put === "to you"
    ? `\nIt was with the ${team} until ${when(also.at)}. It is with you too now, because you are on duty.`
    : `\nFrom ${when(also.at)} it is with the ${team} too (${escapeMarkup(also.telephone)}). If you are still there, you can take it.`;
};

const nextStep = (post: ReferralPost): string => {
  const { had, passOnTo } = post;
  if (isClosed(post))
    return "Nothing is to be done. If something new comes up, write it down with *Record a step*: that opens it again.";
  const press = had === undefined ? "press *I'm dealing with this*, then " : "";
  if (passOnTo !== undefined)
    return `Next: ${press}${escapeMarkup(passOnTo.says)} on ${escapeMarkup(passOnTo.telephone)}, then press *Told by telephone* and name them.`;
  return had === undefined
    ? `Next: ${press}*Read the referral*.`
    : "Next: discuss it with the other agency, then press *Record discussion*.";
};

const dueLines = ({ due }: ReferralPost): readonly string[] => {
  if (due === undefined) return [];
  const other =
    due.alsoShownAt === undefined ? "" : ` The other reading, shown only: ${when(due.alsoShownAt)}.`;
  return [`*Due ${when(due.at)}:* ${escapeMarkup(due.says)} (${escapeMarkup(due.rule)}).${other}`];
};

const earlierIn = ({ earlier }: ReferralPost): readonly string[] =>
  earlier === undefined
    ? []
    : [
        `*${earlier} earlier ${earlier === 1 ? "referral" : "referrals"}* may be about the same child: open the case.`,
      ];

const facts = (post: ReferralPost): string =>
  [
    `*Tandem ref* ${post.ref}`,
    `*Area* ${escapeMarkup(post.areaName)}`,
    post.urgency === "urgent"
      ? `*Urgent because* ${urgencyReasonInWords[post.urgencyReason]}`
      : "*Urgency* standard",
    ...(post.incomplete ? ["*Incomplete* sent urgently with what was known; ring the sender"] : []),
  ].join("\n");

type Pressed = Pick<ReferralPost, "ref" | "hop"> & { readonly had?: unknown; readonly passOnTo?: unknown };

/** The buttons of a referral's post, at its hop. */
export const pressable = (post: Pressed): KnownBlock => {
  const value = `${post.ref}/${post.hop}`;
  const first =
    post.had === undefined ? [button("I'm dealing with this", actions.pickUp, value, "primary")] : [];
  const told =
    post.had === undefined || post.passOnTo !== undefined
      ? [button("Told by telephone", actions.openToldByTelephone, value)]
      : [];
  return buttons("referral", [
    ...first,
    button("Read the referral", actions.readReferral, value),
    ...told,
    button("Record discussion", actions.openDiscussion, value),
    button("Record a step", actions.openStep, value),
  ]);
};

/** A referral at one hop of its route: the next step first, no child, and a push that can be told apart from others. */
export const renderReferralPost = (post: ReferralPost, people: People): Rendered => {
  const reason = post.urgency === "urgent" ? `, ${urgencyReasonInWords[post.urgencyReason]}` : "";
  return {
    text: `${title(post)} ${post.ref}, ${escapeMarkup(post.areaName)}${reason}. ${capital(whoHasIt(post, people))}`,
    blocks: [
      paragraph(`*${title(post)}*\n${whoHasIt(post, people)}${alsoWith(post)}${closedParts(post)}`),
      paragraph(nextStep(post)),
      paragraph([facts(post), ...earlierIn(post), ...dueLines(post)].join("\n")),
      pressable(isClosed(post) ? { ref: post.ref, hop: post.hop, had: {} } : post),
    ] satisfies KnownBlock[],
  };
};
