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

const shownInvitee = (
  { invitee, as, asked, reach, answer, chair }: Invitee,
  meeting: string,
  bodies: readonly OpenedBody[],
): InviteeShown => {
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

/** A meeting as its window shows it, with what was written about it as far as that can still be opened. */
export const shownMeeting = (
  { meeting, kind, startsAt, wasAt, stands, invitees }: Meeting,
  arrangedBy: string,
  bodies: readonly OpenedBody[],
): MeetingShown => ({
  meeting,
  kind,
  startsAt,
  wasAt,
  stands,
  arrangedBy,
  ...writtenAbout(meeting, bodies),
  invitees: invitees.map((one) => shownInvitee(one, meeting, bodies)),
});
