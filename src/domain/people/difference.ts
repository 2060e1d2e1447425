import type { Instant } from "../instant.ts";
import { decideRegistration, differencesBetween, postingInWords, type Wanted } from "./decide-people.ts";
import type { Person } from "./person.ts";
import { isOpen } from "./posting.ts";

/** One change of the register. */
export type PeopleChange =
  | { readonly does: "register"; readonly wanted: Wanted }
  | { readonly does: "end"; readonly person: string; readonly area: string }
  | { readonly does: "leave"; readonly person: string; readonly because: string };

/** A line of what a list would change; one without a change is only to be known. */
export type Differing = { readonly says: string; readonly change?: PeopleChange };

const registration = (wanted: Wanted, known: Person | undefined, now: Instant): readonly Differing[] => {
  const decided = decideRegistration(known, wanted, { by: "list", now });
  if (!decided.ok) return [{ says: `unchanged  ${wanted.person}: ${decided.because}` }];
  if (decided.events.length === 0) return [];
  const change = { does: "register", wanted } as const;
  const whole = [wanted.name, ...wanted.postings.map(postingInWords)].join("; ");
  if (known === undefined) return [{ says: `new  ${wanted.person}: ${whole}`, change }];
  if (known.left) return [{ says: `comes back  ${wanted.person}: ${whole}`, change }];
  return [{ says: `changes  ${wanted.person}: ${differencesBetween(known, wanted).join("; ")}`, change }];
};

const pair = (agency: string, area: string): string => `${agency} ${area}`;

/** Whoever the list does not name any more: they leave, or have no part in an area of it any more. */
const leaver = (
  known: Person,
  listed: Wanted | undefined,
  covered: ReadonlySet<string>,
  now: Instant,
): readonly Differing[] => {
  const open = new Set(known.postings.filter((one) => isOpen(one, now)).map(({ area }) => area));
  const named = new Set(listed?.postings.map(({ area }) => area));
  const gone = [...open].filter((area) => covered.has(pair(known.agency, area)) && !named.has(area));
  if (known.left || gone.length === 0) return [];
  const { person, name } = known;
  if (listed === undefined && gone.length === open.size) {
    const change = { does: "leave", person, because: "not in the list of people any more" } as const;
    return [{ says: `leaves  ${person}: ${name}`, change }];
  }
  return gone.map((area) => ({
    says: `ends  ${person}: ${name} in ${area}`,
    change: { does: "end", person, area } as const,
  }));
};

/** Those who give up an account go before those who take it over. */
const givesUp = ({ change }: Differing, register: ReadonlyMap<string, Person>): number => {
  if (change?.does !== "register") return 0;
  const { wanted } = change;
  const known = register.get(wanted.person)?.identities ?? [];
  const stays = known.every(({ team, user }) =>
    wanted.identities.some((one) => one.team === team && one.user === user),
  );
  return stays ? 1 : 0;
};

/**
 * What a list of people changes: who is new, who changes what, and who leaves. Those who leave are those of the agencies
 * and areas that the list names who are not in it; nobody of another agency or area is touched.
 */
export const differenceOf = (
  list: readonly Wanted[],
  people: readonly Person[],
  now: Instant,
): { readonly registered: readonly Differing[]; readonly leaving: readonly Differing[] } => {
  const register = new Map(people.map((one) => [one.person, one]));
  const listed = new Map(list.map((one) => [one.person, one]));
  const covered = new Set(
    list.flatMap(({ agency, postings }) => postings.map(({ area }) => pair(agency, area))),
  );
  const registered = list.flatMap((one) => registration(one, register.get(one.person), now));
  return {
    registered: registered.toSorted((a, b) => givesUp(a, register) - givesUp(b, register)),
    leaving: people.flatMap((one) => leaver(one, listed.get(one.person), covered, now)),
  };
};
