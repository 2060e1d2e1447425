import type { Contents } from "./queue-contents.ts";

/** An alarm that is to be there: what it is for, and when it rings by machine time. */
export type Wanted = { readonly subject: string; readonly ringsAt: number };

export type Found = {
  /** Job ids to take out: half lost, at the wrong time, doubled, or for what is not open any more. */
  readonly ghosts: readonly string[];
  /** What has no alarm that will ring for it. */
  readonly missing: readonly string[];
};

const subjectOf = (id: string): string => id.replace(/-r\d+$/, "");

type Asked = {
  readonly contents: Contents;
  readonly wanted: readonly Wanted[];
  /** What is open and is being worked on: it needs no alarm, and one that it has is no ghost. */
  readonly spared: ReadonlySet<string>;
  readonly now: number;
  /** How far from its time an alarm may be set. */
  readonly tolerance: number;
};

const ringingOf = ({ ringing, hashes }: Contents) => {
  const covered = new Set<string>();
  const ghosts: string[] = [];
  for (const id of ringing) {
    if (hashes.has(id)) covered.add(subjectOf(id));
    else if (/^[ot]-/.test(id)) ghosts.push(id);
  }
  return { covered, ghosts };
};

const unlisted = ({ delayed, ringing, ended, hashes }: Contents): readonly string[] =>
  [...hashes].filter((id) => !delayed.has(id) && !ringing.has(id) && !ended.has(id));

/** Compares what a queue lists with its hashes, its times and what is wanted. Pure. */
export const findRepairs = ({ contents, wanted, spared, now, tolerance }: Asked): Found => {
  const rings = new Map(wanted.map(({ subject, ringsAt }) => [subject, Math.max(ringsAt, now)]));
  const { covered, ghosts } = ringingOf(contents);
  const isSound = (id: string, at: number): boolean => {
    const wantedAt = rings.get(subjectOf(id)) ?? Number.NaN;
    return contents.hashes.has(id) && Math.abs(Math.max(at, now) - wantedAt) <= tolerance;
  };
  for (const [id, at] of contents.delayed) {
    const subject = subjectOf(id);
    if (isSound(id, at) && !covered.has(subject)) covered.add(subject);
    else if (!spared.has(subject) || !contents.hashes.has(id)) ghosts.push(id);
  }
  const missing = [...rings.keys()].filter((subject) => !covered.has(subject));
  return { ghosts: [...ghosts, ...unlisted(contents)], missing };
};
