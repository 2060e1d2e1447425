import type { KnownBlock } from "@slack/types";
import { inSentence } from "../domain/notices/in-sentence.ts";
import type { NoticeModel, SlackModel } from "../domain/notices/notice.ts";
import type { Person } from "../ports.ts";
import { escapeMarkup, paragraph, pushText } from "./elements.ts";
import {
  renderAccessTaken,
  renderAllocated,
  renderAllocationMoved,
  renderDepartureSettled,
  renderDepartureToAnswer,
  renderNamedInCase,
  renderNoteForYou,
  renderWithdrawn,
} from "./notices/access.ts";
import { renderAccountableNoMore, renderStillAccountable } from "./notices/changeover.ts";
import { renderDeadlineMoved } from "./notices/deadline-moved.ts";
import { renderHandOver, renderHandOverUnsigned } from "./notices/hand-over.ts";
import {
  renderInvitationAnswered,
  renderInvitedToMeeting,
  renderMeetingCalledOff,
  renderMeetingMoved,
} from "./notices/meetings.ts";
import { renderMailFailed } from "./notices/mail.ts";
import { renderRedacted, renderRedactionAlarm } from "./notices/redacted.ts";
import { renderReferralPost } from "./notices/referral-post.ts";
import { renderReminder } from "./notices/reminders.ts";
import { renderProtocolReview } from "./notices/protocol-review.ts";
import { renderServiceState } from "./notices/service-state.ts";
import {
  renderNews,
  renderReopened,
  renderStepOverrode,
  renderStepTold,
  renderTellYourself,
} from "./notices/steps.ts";
import {
  caseButtons,
  renderHandedBack,
  renderRingNow,
  renderSenderWaiting,
  renderStillYours,
} from "./notices/waiting.ts";
import { renderReferredAgain } from "./notices/referred-again.ts";
import type { Rendered } from "./rendered.ts";
import { personName, urgencyReasonInWords, when } from "./words.ts";

type People = ReadonlyMap<string, Person>;
type ModelOf<K extends SlackModel["kind"]> = Extract<SlackModel, { kind: K }>;

const senderRecorded = (model: ModelOf<"sender-recorded">): Rendered => {
  const who = model.restricted ? `the ${model.sentTo} and no team` : `the ${model.sentTo}`;
  const recorded = model.newConcern === true ? "New concern recorded" : "Recorded";
  const text = `${recorded}: ${model.ref}, ${model.areaName}. Sent to ${who}. Nobody has it yet.`;
  const ring = `${model.ring.says} on ${model.ring.telephone}`;
  const reason = model.urgent ? "This is urgent" : "No team was told";
  const urgent = `*${reason}: ${escapeMarkup(ring)} now.* A message is not a conversation.`;
  const standard = `You will be told who has it. If you cannot wait: ${escapeMarkup(ring)}.`;
  return {
    text: escapeMarkup(text),
    blocks: [
      paragraph(`*${recorded}. Tandem ref ${model.ref}*\nSent to ${escapeMarkup(who)}. Nobody has it yet.`),
      paragraph(
        `${model.urgent || model.restricted ? urgent : standard} Child in immediate danger: ring 999.`,
      ),
      paragraph("If you told somebody by telephone, press *Told by telephone* and name them."),
      caseButtons(model.ref),
    ] satisfies KnownBlock[],
  };
};

const answeredNext = ({ stillOpen, callBack }: ModelOf<"sender-answered">): string =>
  stillOpen === undefined
    ? `Next: discuss it. Ring them back on ${escapeMarkup(callBack)}. Then press *Record discussion*.`
    : `Next: they are to reach the ${escapeMarkup(inSentence(stillOpen))}, and you will be told. If you cannot wait, ring ${escapeMarkup(callBack)}.`;

const senderAnswered = (model: ModelOf<"sender-answered">, people: People): Rendered => {
  const name = personName(people, model.had.by);
  const who =
    model.had.how === "picked-up"
      ? `${name} (${model.team}) has had ${model.ref} since ${when(model.had.at)}.`
      : `The ${model.team} was told of ${model.ref} by telephone on ${when(model.had.at)}; ${name} wrote it down.`;
  const open = model.stillOpen === undefined ? "" : ` Still open until named: ${model.stillOpen}.`;
  return {
    text: escapeMarkup(`${who}${open}`),
    blocks: [
      paragraph(`*${escapeMarkup(who)}*${escapeMarkup(open)}`),
      paragraph(answeredNext(model)),
      caseButtons(model.ref),
    ] satisfies KnownBlock[],
  };
};

const gapAlarm = (model: ModelOf<"gap-alarm">): Rendered => ({
  text: escapeMarkup(`Nobody is on call by the rota in ${model.areaName}. Fill the rota now.`),
  blocks: [
    paragraph(`*Fill the rota now: nobody is on call in ${escapeMarkup(model.areaName)}*`),
    ...(model.because.length === 0 ? [] : [paragraph(model.because.map(escapeMarkup).join("\n"))]),
  ] satisfies KnownBlock[],
});

const riskChanged = (model: ModelOf<"risk-changed">, people: People): Rendered => {
  const now =
    model.urgency === "urgent" ? `urgent: ${urgencyReasonInWords[model.urgencyReason]}` : "not urgent";
  const text = `Immediate risk was reassessed on ${model.ref}, ${model.areaName}: now ${now}.`;
  return {
    text: escapeMarkup(text),
    blocks: [
      paragraph(
        `*${escapeMarkup(text)}*\nBy ${escapeMarkup(personName(people, model.by))}. Open the referral for the reason; if you disagree, say so now.`,
      ),
      caseButtons(model.ref),
    ] satisfies KnownBlock[],
  };
};

const notDelivered = (model: ModelOf<"not-delivered">): Rendered => {
  const ring = `Ring the ${model.team} now on ${model.telephone}.`;
  return {
    text: escapeMarkup(`${model.ref} could not be delivered to the ${model.team}. ${ring}`),
    blocks: [
      paragraph(`*${escapeMarkup(ring)}*\n${model.ref} is recorded, but Slack would not deliver it to them.`),
      paragraph("When you have told somebody, press *Told by telephone* and name them."),
      caseButtons(model.ref),
    ] satisfies KnownBlock[],
  };
};

const undeliveredAlarm = (model: ModelOf<"undelivered-alarm">): Rendered => {
  const byMail = model.medium === "e-mail";
  const what = `${byMail ? "An e-mail" : "A message"} about ${model.ref}, ${model.areaName}, cannot be delivered.`;
  const text = `${what} ${byMail ? "Look at its mailbox and at the mail server now." : "Put its channel or person right now."}`;
  return {
    text: escapeMarkup(text),
    blocks: [
      paragraph(
        `*${escapeMarkup(text)}*\nWhat: ${escapeMarkup(model.what)}. ${byMail ? "The code is" : "Slack says"}: ${escapeMarkup(model.error)}.`,
      ),
    ] satisfies KnownBlock[],
  };
};

type Renderers = {
  readonly [K in SlackModel["kind"]]: (model: ModelOf<K>, people: People) => Rendered;
};

const renderers: Renderers = {
  "referral-post": renderReferralPost,
  "sender-recorded": senderRecorded,
  "sender-answered": senderAnswered,
  "gap-alarm": gapAlarm,
  "risk-changed": riskChanged,
  "not-delivered": notDelivered,
  "undelivered-alarm": undeliveredAlarm,
  "mail-failed": renderMailFailed,
  "sender-waiting": renderSenderWaiting,
  "still-accountable": renderStillAccountable,
  "accountable-no-more": renderAccountableNoMore,
  "ring-now": renderRingNow,
  "still-yours": renderStillYours,
  "handed-back": renderHandedBack,
  "referred-again": renderReferredAgain,
  reminder: renderReminder,
  "deadline-moved": renderDeadlineMoved,
  "hand-over": renderHandOver,
  "hand-over-unsigned": renderHandOverUnsigned,
  "service-state": renderServiceState,
  redacted: renderRedacted,
  "redaction-alarm": renderRedactionAlarm,
  "named-in-case": renderNamedInCase,
  "allocation-moved": renderAllocationMoved,
  allocated: renderAllocated,
  withdrawn: renderWithdrawn,
  "access-taken": renderAccessTaken,
  "note-for-you": renderNoteForYou,
  "departure-to-answer": renderDepartureToAnswer,
  "departure-settled": renderDepartureSettled,
  "step-told": renderStepTold,
  "step-overrode": renderStepOverrode,
  "tell-yourself": renderTellYourself,
  news: renderNews,
  "invited-to-meeting": renderInvitedToMeeting,
  "meeting-moved": renderMeetingMoved,
  "meeting-called-off": renderMeetingCalledOff,
  "invitation-answered": renderInvitationAnswered,
  "protocol-review": renderProtocolReview,
  reopened: renderReopened,
};

/** Renders what a notice says, at the moment of sending. Pure: the same model and names give the same message. */
export const renderNotice = (model: NoticeModel, people: People): Rendered => {
  // The table pairs each kind with its own model, which TypeScript cannot follow through a look-up.
  const render = (renderers as Readonly<Record<string, unknown>>)[model.kind] as
    | ((model: NoticeModel, people: People) => Rendered)
    | undefined;
  if (render === undefined) throw new Error("an e-mail is never shown in Slack");
  const { text, blocks } = render(model, people);
  return { text: pushText(text), blocks };
};
