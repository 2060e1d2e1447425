import type { Button, KnownBlock, ModalView } from "@slack/types";
import type {
  InviteeShown,
  MeetingShown,
  MeetingsShown,
  MeetingVerb,
} from "../../domain/meetings/meetings-shown.ts";
import { isConference } from "../../domain/meetings/meeting.ts";
import { actions, views } from "../action-ids.ts";
import { button, buttons, escapeMarkup, paragraph, plain, quoted } from "../elements.ts";
import {
  askedInWords,
  invitationAnswerInWords,
  meetingInWords,
  participantInWords,
} from "../meeting-words.ts";
import { capital, when } from "../words.ts";

const pressed: Readonly<Record<MeetingVerb, { readonly label: string; readonly action: string }>> = {
  "invite-people": { label: "Invite", action: actions.openInvite },
  "answer-invitation": { label: "Answer", action: actions.openInvitationAnswer },
  "move-meeting": { label: "Move", action: actions.openMoveMeeting },
  "call-off-meeting": { label: "Call off", action: actions.openCallOff },
  "receive-report": { label: "A report has arrived", action: actions.openReport },
  "settle-attendance": { label: "Settle attendance", action: actions.openAttendance },
  "hold-meeting": { label: "It was held", action: actions.openHeld },
  "raise-addendum": { label: "For the chair alone", action: actions.openAddendum },
};

const hasUse = (verb: MeetingVerb, { invitees, kind }: MeetingShown): boolean => {
  if (verb === "hold-meeting") return kind !== "strategy-discussion";
  if (verb === "raise-addendum" || verb === "settle-attendance") return isConference(kind);
  if (verb === "receive-report") return isConference(kind) && invitees.length > 0;
  return verb !== "answer-invitation" || invitees.length > 0;
};

/** What may be done about a meeting now. */
const offers = (meeting: MeetingShown, { ref, may }: MeetingsShown): readonly Button[] =>
  meeting.stands === "arranged"
    ? may
        .filter((verb) => hasUse(verb, meeting))
        .map((verb) => button(pressed[verb].label, pressed[verb].action, `${ref}/${meeting.meeting}`))
    : [];

const standing = ({ stands, startsAt }: MeetingShown): string => {
  if (stands === "called-off") return `called off, was to be ${when(startsAt)}`;
  return stands === "held" ? `held, ${when(startsAt)}` : when(startsAt);
};

const reached: Readonly<Record<InviteeShown["reach"], string>> = {
  slack: "told in Slack",
  "e-mail": "by e-mail",
  "own-way": "to be told by whoever invites",
};

const mailedInWords: Readonly<Record<NonNullable<InviteeShown["mailed"]>, string>> = {
  waiting: "the e-mail is on its way",
  sent: "the e-mail is sent",
  delivered: "the e-mail is delivered",
  relayed: "the e-mail is passed on",
  delayed: "the e-mail is delayed",
  failed: "THE E-MAIL DID NOT ARRIVE: ring them",
};

const lineOf = (invitee: InviteeShown): string => {
  const { name, organisation, as, asked, reach, chairs, mailed, answer, said } = invitee;
  const who = organisation === undefined ? name : `${name}, ${organisation}`;
  const what = `${participantInWords[as]}, asked ${askedInWords[asked]}${chairs ? ", chairs" : ""}, ${mailed === undefined ? reached[reach] : mailedInWords[mailed]}`;
  const answered = answer === undefined ? "no answer yet" : invitationAnswerInWords[answer];
  return `• ${who} (${what}): ${answered}${said === undefined ? "" : ` ("${said}")`}`;
};

const detailsOf = ({ place, joining, purpose, why, arrangedBy, wasAt }: MeetingShown): string => {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["Where", place],
    ["How to join", joining],
    ["What for", purpose],
    ["Was to be", wasAt.length === 0 ? undefined : wasAt.map(when).join(", then ")],
    ["Why it changed", why],
    ["Arranged by", arrangedBy],
  ];
  return rows.flatMap(([label, value]) => (value === undefined ? [] : [`${label}: ${value}`])).join("\n");
};

const blocksOf = (meeting: MeetingShown, all: MeetingsShown): readonly KnownBlock[] => {
  const { kind, invitees, meeting: id } = meeting;
  const lines = invitees.length === 0 ? "Nobody yet." : invitees.map(lineOf).join("\n");
  const row = offers(meeting, all);
  return [
    ...quoted(`${capital(meetingInWords[kind])}: ${standing(meeting)}`, detailsOf(meeting)),
    ...quoted("Who is asked", lines),
    ...(row.length === 0 ? [] : [buttons(`meeting-${id}`, row)]),
  ];
};

/** A window holds 100 blocks, and a list of invitees may need several. */
const shownAtMost = 8;

/** The meetings of a case: when and where, who is asked and what they answered, and what may be done now. */
export const meetingsView = (shown: MeetingsShown): ModalView => {
  const { ref, meetings, mayArrange } = shown;
  const more = meetings.length - shownAtMost;
  const arrange = mayArrange
    ? [button("Arrange a meeting", actions.openArrange, ref, meetings.length === 0 ? "primary" : undefined)]
    : [];
  return {
    type: "modal",
    callback_id: views.shown,
    title: plain(`Meetings: ${ref}`.slice(0, 24)),
    close: plain("Close"),
    blocks: [
      paragraph(
        meetings.length === 0
          ? "No meeting has a time yet."
          : `Official-sensitive. That you opened this is recorded. As it stood ${escapeMarkup(when(shown.asOf))}.`,
      ),
      buttons("meetings", [...arrange, button("Show them as they stand now", actions.redrawMeetings, ref)]),
      ...meetings.slice(0, shownAtMost).flatMap((one) => blocksOf(one, shown)),
      ...(more > 0 ? [paragraph(`And ${more} older.`)] : []),
    ] satisfies KnownBlock[],
  };
};
