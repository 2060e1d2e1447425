import type { Mail } from "../domain/mail/fold-mail.ts";
import type { Invitee, Meeting } from "../domain/meetings/meeting.ts";
import type { InviteeShown, MeetingShown } from "../domain/meetings/meetings-shown.ts";
import type { OpenedBody } from "../ports.ts";

type Opened<T extends OpenedBody["type"]> = Extract<OpenedBody, { type: T }>;

const isOf =
  <T extends OpenedBody["type"]>(type: T, meeting: string) =>
  (body: OpenedBody): body is Opened<T> =>
    body.type === type && "meeting" in body.header && body.header.meeting === meeting;

const answered = (invitee: string, meeting: string, bodies: readonly OpenedBody[]): string | undefined => {
  const last = bodies
    .filter(isOf("InvitationAnswered", meeting))
    .findLast(({ header }) => header.invitee === invitee);
  const said = [last?.body.whoComes, last?.body.reason].filter((one) => one !== undefined);
  return said.length === 0 ? undefined : said.join("; ");
};

/** What was written about a case's meetings, and how its e-mails stand. */
type Known = { readonly bodies: readonly OpenedBody[]; readonly mails: readonly Mail[] };

const shownInvitee = (
  { invitee, slot, as, asked, reach, answer, chair }: Invitee,
  meeting: string,
  { bodies, mails }: Known,
): InviteeShown => {
  const mailed = mails.findLast(
    ({ kind, to }) =>
      kind === "meeting-mailed" &&
      ("invitee" in to ? to.invitee === invitee : "slot" in to && to.slot === slot),
  );
  const named = bodies
    .filter(isOf("PeopleInvited", meeting))
    .flatMap(({ body }) => body.invitees)
    .find((one) => one.invitee === invitee);
  const said = answered(invitee, meeting, bodies);
  return {
    invitee,
    as,
    asked,
    reach,
    name: named?.name ?? "Their name can no longer be opened",
    chairs: chair ?? false,
    ...(mailed === undefined ? {} : { mailed: mailed.standing }),
    ...(named?.organisation === undefined ? {} : { organisation: named.organisation }),
    ...(answer === undefined ? {} : { answer }),
    ...(said === undefined ? {} : { said }),
  };
};

type Written = Pick<MeetingShown, "place" | "joining" | "purpose" | "why">;

/** What was said of a meeting as it stands: each later entry says anew only what it changes. */
const writtenAbout = (meeting: string, bodies: readonly OpenedBody[]): Written => {
  const said = [
    ...bodies.filter(isOf("MeetingArranged", meeting)).map(({ body }) => body),
    ...bodies
      .filter(isOf("MeetingMoved", meeting))
      .map(({ body: { reason: why, ...body } }) => ({ ...body, why })),
    ...bodies.filter(isOf("MeetingCalledOff", meeting)).map(({ body }) => ({ why: body.reason })),
  ].flatMap((one) => Object.entries(one).filter(([, text]) => text !== undefined));
  return Object.fromEntries(said);
};

/** Where a meeting is and what for, under the words that a form has for it. */
export const shownPlace = (
  meeting: string,
  bodies: readonly OpenedBody[],
): readonly { readonly label: string; readonly text: string }[] => {
  const { place, joining, purpose } = writtenAbout(meeting, bodies);
  const rows = [
    { label: "Where", text: place },
    { label: "How to join", text: joining },
    { label: "What for", text: purpose },
  ];
  return rows.flatMap(({ label, text }) => (text === undefined ? [] : [{ label, text }]));
};

/** A meeting as its window shows it, with what was written about it as far as that can still be opened. */
export const shownMeeting = (
  { meeting, kind, startsAt, wasAt, stands, invitees }: Meeting,
  arrangedBy: string,
  known: Known,
): MeetingShown => ({
  meeting,
  kind,
  startsAt,
  wasAt,
  stands,
  arrangedBy,
  ...writtenAbout(meeting, known.bodies),
  invitees: invitees.map((one) => shownInvitee(one, meeting, known)),
});
