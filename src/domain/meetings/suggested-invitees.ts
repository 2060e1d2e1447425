import { agencyInWords, agencyOfSlot, type Agency } from "../agency.ts";
import type { HeaderOf } from "../case/case-event.ts";
import type { CaseState } from "../case/case-state.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { workerOf } from "../timers/on-duty.ts";
import { isConference, type Meeting } from "./meeting.ts";

type Invited = HeaderOf<"PeopleInvited">["invitees"][number];

/** Somebody whom the case or its protocol lets one think of, and whether they are asked unless one unticks them. */
export type Suggested = {
  readonly key: string;
  readonly label: string;
  readonly invitee: Pick<Invited, "as" | "person" | "slot" | "reach">;
  readonly ticked: boolean;
};

type About = {
  readonly meeting: Meeting;
  readonly state: CaseState;
  readonly by: Following;
  readonly inviter: string;
};

/** The person who has an agency's part of the case; whoever invites is there anyway. */
const worker = (agency: Agency, { state, by, inviter }: About): readonly Suggested[] => {
  const id = workerOf(agency, state, by);
  const known = by.area.people.find(({ person }) => person === id);
  if (known === undefined || known.person === inviter) return [];
  const invitee = { as: agency, person: known.person, reach: "slack" } as const;
  return [{ key: `person-${known.person}`, label: known.name, invitee, ticked: true }];
};

const ofSlot = (slot: string, ticked: boolean, { state, by }: About): readonly Suggested[] => {
  const filled = by.area.slots[slot];
  if (filled === undefined) return [];
  const reach = filled.mailbox !== undefined && !state.restricted ? "e-mail" : "slack";
  const invitee = { as: agencyOfSlot(slot), slot, reach } as const;
  return [{ key: `slot-${slot}`, label: filled.name, invitee, ticked }];
};

/** The units that the protocol always invites, and else the desk that the referral went to. */
const units = (about: About): readonly Suggested[] => {
  const { meeting, state, by } = about;
  const always = by.protocol.notices
    .filter(
      ({ on, notYet }) => on === "invitation-sent" && notYet === undefined && isConference(meeting.kind),
    )
    .flatMap(({ tells }) => tells);
  const desks = state.hops.map(({ slot }) => slot).filter((slot) => agencyOfSlot(slot) === "police");
  const slots = always.length > 0 ? always : desks.slice(0, 1);
  return slots.flatMap((slot) => ofSlot(slot, true, about));
};

/** An agency without Tandem: by its team where the area names one, else in the way of whoever invites. */
const agency = (as: Agency, about: About): readonly Suggested[] => {
  const [slot] = Object.keys(about.by.area.slots).filter((name) => agencyOfSlot(name) === as);
  if (slot !== undefined) return ofSlot(slot, true, about);
  const label = `Somebody of ${agencyInWords[as]}`;
  return [{ key: `agency-${as}`, label, invitee: { as, reach: "own-way" }, ticked: true }];
};

const other = (key: string, label: string, as: Invited["as"], ticked: boolean): Suggested => ({
  key,
  label,
  invitee: { as, reach: "own-way" },
  ticked,
});

/** What the case says of the child brings others in: a medical may be needed (S1-15), or another worry (S3-6). */
const byFacts = ({ state: { learned } }: About): readonly Suggested[] => [
  ...(learned.medical === "needed" || learned.medical === "may-be-needed"
    ? [other("doctor", "A senior doctor of the service that would examine", "health", true)]
    : []),
  ...(learned.otherConcern === undefined || learned.otherConcern === "none"
    ? []
    : [
        other(
          "department",
          `The police department for ${learned.otherConcern.replaceAll("-", " ")}`,
          "police",
          true,
        ),
      ]),
];

const referrer = ({ state, by, inviter }: About): readonly Suggested[] =>
  by.area.people
    .filter(({ person }) => person === state.sender && person !== inviter)
    .map(({ person, name, agency: as }) => ({
      key: `person-${person}`,
      label: `${name}, who made the referral`,
      invitee: { as, person, reach: "slack" },
      ticked: true,
    }));

const once = (all: readonly Suggested[]): readonly Suggested[] =>
  all.filter(({ key }, at) => all.findIndex((one) => one.key === key) === at);

const isAsked = ({ meeting }: About, { invitee, key }: Suggested): boolean =>
  meeting.invitees.some(({ person, slot }) =>
    person === undefined && slot === undefined
      ? false
      : person === invitee.person && slot === invitee.slot && key !== "",
  );

/**
 * Who is likely to be asked to a meeting: whoever has the case in each agency, the police unit, health, education, the
 * referrer (S1-2, S1-14), whom the case's own facts bring in, and for a conference the family and specialists (S4-2, S4-3).
 */
export const suggestedInvitees = (about: About): readonly Suggested[] =>
  once([
    ...worker("social-care", about),
    ...worker("police", about),
    ...units(about),
    ...agency("health", about),
    ...agency("education", about),
    ...referrer(about),
    ...byFacts(about),
    ...(isConference(about.meeting.kind) ? [other("family", "The family themselves", "family", true)] : []),
    other("home", "The home or fostering service, if a child is looked after", "social-care", false),
    other("specialist", "A specialist (name them below)", "other", false),
  ]).filter((one) => !isAsked(about, one));
