import type { Role } from "../area/area-schema.ts";
import type { Instant } from "../instant.ts";

/** What a person is in one area, from an instant until another: half-open, and without an end where none is given. */
export type Posting = {
  readonly area: string;
  readonly roles: readonly Role[];
  readonly teams: readonly string[];
  readonly from?: Instant;
  readonly until?: Instant;
};
type Posted = { readonly postings: readonly Posting[]; readonly left: boolean };

const earliest = "";
const latest = "9999";
export const beginOf = ({ from }: Posting): string => from ?? earliest;
const endOf = ({ until }: Posting): string => until ?? latest;

export const isNow = (posting: Posting, now: Instant): boolean =>
  beginOf(posting) <= now && now < endOf(posting);

/** Whether a posting has not ended: it runs, or is still to come. */
export const isOpen = (posting: Posting, now: Instant): boolean => now < endOf(posting);

/** What a person is in an area at an instant; undefined for one who has left, or has no posting there then. */
export const postingAt = ({ postings, left }: Posted, area: string, now: Instant): Posting | undefined =>
  left ? undefined : postings.find((one) => one.area === area && isNow(one, now));

/** The areas in which a person has a posting at an instant. */
export const areasAt = ({ postings, left }: Posted, now: Instant): readonly string[] =>
  left ? [] : [...new Set(postings.filter((one) => isNow(one, now)).map(({ area }) => area))];

const isSome = (posting: Posting): boolean => beginOf(posting) < endOf(posting);
const endingAt = (posting: Posting, at: Instant): Posting =>
  at < endOf(posting) ? { ...posting, until: at } : posting;

/** The postings with every end brought forward to an instant; what was still to come is gone. */
export const cutAt = (postings: readonly Posting[], at: Instant): readonly Posting[] =>
  postings.map((one) => endingAt(one, at)).filter(isSome);

/**
 * The postings once another is given. From its own beginning on it says all there is for its area: what began earlier
 * ends there, what would begin later is gone.
 */
export const withPosting = (postings: readonly Posting[], given: Posting): readonly Posting[] => {
  const others = postings.filter(({ area }) => area !== given.area);
  const same = postings.filter((one) => one.area === given.area);
  const { from } = given;
  const before = from === undefined ? [] : cutAt(same, from);
  return [...others, ...before, given].filter(isSome).toSorted(inOrder);
};

const inOrder = (a: Posting, b: Posting): number =>
  `${a.area} ${beginOf(a)}` < `${b.area} ${beginOf(b)}` ? -1 : 1;

export const samePosting = (a: Posting, b: Posting): boolean =>
  a.area === b.area &&
  a.from === b.from &&
  a.until === b.until &&
  a.roles.toSorted().join() === b.roles.toSorted().join() &&
  a.teams.toSorted().join() === b.teams.toSorted().join();

export const samePostings = (a: readonly Posting[], b: readonly Posting[]): boolean =>
  a.length === b.length && a.every((one) => b.some((other) => samePosting(one, other)));
