import { formatDate } from "../calendar/format-instant.ts";
import type { Instant } from "../instant.ts";
import { dayInWords, lastDayBefore } from "./days.ts";
import type { Person, PersonDetails } from "./person.ts";
import type { PersonEvent } from "./person-event-schemas.ts";
import { beginOf, isOpen, samePosting, samePostings, withPosting, type Posting } from "./posting.ts";

/** A person as somebody wants them registered: all that is known of them, and all that they are in each area named. */
export type Wanted = PersonDetails & { readonly postings: readonly Posting[] };

/** Who changes the register, and when. */
export type ChangedBy = { readonly by: string; readonly now: Instant };

export type PersonDecision =
  | { readonly ok: true; readonly events: readonly PersonEvent[] }
  | { readonly ok: false; readonly about: "person" | "agency" | "from"; readonly because: string };

const areasOf = (postings: readonly Posting[]): readonly string[] => [
  ...new Set(postings.map(({ area }) => area)),
];
const inArea = (postings: readonly Posting[], area: string): readonly Posting[] =>
  postings.filter((one) => one.area === area);

const accounts = ({ identities }: PersonDetails): string =>
  identities
    .map(({ installation, team, user }) => `${installation}/${team}/${user}`)
    .toSorted()
    .join();

const sameDetails = (a: PersonDetails, b: PersonDetails): boolean =>
  a.name === b.name &&
  a.agency === b.agency &&
  a.telephone === b.telephone &&
  a.email === b.email &&
  accounts(a) === accounts(b);

const registration = (details: PersonDetails, posting: Posting, { by, now }: ChangedBy): PersonEvent => {
  const { person, name, agency, telephone, email, identities } = details;
  return {
    type: "PersonRegistered",
    version: 2,
    header: {
      by,
      at: now,
      enteredAt: now,
      person,
      name,
      agency,
      ...posting,
      ...(telephone === undefined ? {} : { telephone }),
      ...(email === undefined ? {} : { email }),
      identities,
    },
  };
};

/** What is new in an area: nothing, or every posting there in the order of their beginnings. */
const newIn = (area: string, known: readonly Posting[], wanted: readonly Posting[]): readonly Posting[] => {
  const before = inArea(known, area);
  const own = inArea(wanted, area).toSorted((a, b) => (beginOf(a) < beginOf(b) ? -1 : 1));
  return samePostings(before, own.reduce(withPosting, before)) ? [] : own;
};

/** Whoever has left comes back only from a day on or after that: an old list that still names them brings nobody back. */
const staysAway = ({ left, leftAt }: Person, { postings }: Wanted): boolean =>
  left && postings.some((one) => beginOf(one) < (leftAt ?? ""));

/**
 * Registers a person, or changes what is registered: an event for every posting that is new, or one where only details
 * are. What stands so already gives no event. Areas that are not named are left alone.
 */
export const decideRegistration = (
  known: Person | undefined,
  wanted: Wanted,
  by: ChangedBy,
): PersonDecision => {
  if (known !== undefined && known.agency !== wanted.agency)
    return {
      ok: false,
      about: "agency",
      because: `${known.name} is registered with another agency. Register them as another person.`,
    };
  if (known !== undefined && staysAway(known, wanted))
    return { ok: false, about: "from", because: leftInWords(known) };
  const postings = areasOf(wanted.postings).flatMap((area) =>
    newIn(area, known?.postings ?? [], wanted.postings),
  );
  const last = wanted.postings.toSorted((a, b) => (beginOf(a) < beginOf(b) ? -1 : 1)).at(-1);
  const isSame = known !== undefined && sameDetails(known, wanted);
  const needed = postings.length > 0 || isSame || last === undefined ? postings : [last];
  return { ok: true, events: needed.map((posting) => registration(wanted, posting, by)) };
};

const leftInWords = ({ name, leftAt }: Person): string =>
  `${name} left${leftAt === undefined ? "" : ` on ${dayInWords(leftAt)}`} and stays so. Give a "from" on the next day or later to bring them back.`;

/** Ends what a person is in one area, now; what was still to come there is gone. */
export const decideEnding = (known: Person, area: string, by: ChangedBy): PersonDecision => {
  const first = inArea(known.postings, area).find((one) => isOpen(one, by.now));
  if (known.left || first === undefined) return { ok: true, events: [] };
  const until = first.from !== undefined && first.from > by.now ? first.from : by.now;
  return { ok: true, events: [registration(known, { ...first, until }, by)] };
};

/** A person leaves: from this event on nothing is shown to them, sent to them, or done by them. Once is enough. */
export const decideLeaving = (
  known: Person | undefined,
  because: string,
  { by, now }: ChangedBy,
): PersonDecision => {
  if (known === undefined) return { ok: false, about: "person", because: "This person is not registered." };
  if (known.left) return { ok: true, events: [] };
  const area = known.postings.at(-1)?.area ?? "";
  const header = { by, at: now, enteredAt: now, person: known.person, area, because };
  return { ok: true, events: [{ type: "PersonLeft", version: 2, header }] };
};

/** What would be other than it stands, in words: of the details and of each area. */
export const differencesBetween = (known: Person, wanted: Wanted): readonly string[] => {
  const { name, telephone, email } = wanted;
  const changed: readonly (readonly [string, boolean])[] = [
    [`name ${name}`, known.name !== name],
    [`telephone ${telephone ?? "none"}`, known.telephone !== telephone],
    [`email ${email ?? "none"}`, known.email !== email],
    ["Slack accounts", accounts(known) !== accounts(wanted)],
  ];
  const postings = areasOf(wanted.postings).flatMap((area) => newIn(area, known.postings, wanted.postings));
  return [
    ...changed.flatMap(([says, isSo]) => (isSo ? [says] : [])),
    ...postings.filter((one) => !known.postings.some((other) => samePosting(one, other))).map(postingInWords),
  ];
};

/** "exampleshire: duty worker, in social-care.duty-team, from Tue 1 Sep 2026". */
export const postingInWords = ({ area, roles, teams, from, until }: Posting): string =>
  [
    `${area}: ${roles.join(", ").replaceAll("-", " ")}`,
    ...(teams.length === 0 ? [] : [`in ${teams.join(" and ")}`]),
    ...(from === undefined ? [] : [`from ${dayInWords(from)}`]),
    ...(until === undefined ? [] : [`until ${formatDate(lastDayBefore(until))}`]),
  ].join(", ");
