import { sql } from "drizzle-orm";
import { z } from "zod";
import { formatInstant } from "../../src/domain/calendar/format-instant.ts";
import { parseInstant } from "../../src/domain/instant.ts";
import { advance } from "./advance.ts";
import { textOf } from "./refer.ts";
import type { Stage } from "./stage.ts";

/** One message as it came: when by the local clock, where, its push text, and everything that it shows. */
export type Said = {
  readonly at: string;
  readonly place: string;
  readonly text: string;
  readonly shown: string;
};

const installations = ["council", "police"] as const;

const inOrder = (a: Said, b: Said): number => `${a.place} ${a.text}`.localeCompare(`${b.place} ${b.text}`);

/** Everything new in every channel and direct conversation, with the local time at which it is read, by place. */
export const overhear = async (stage: Stage, at: string): Promise<readonly Said[]> => {
  await stage.settled();
  const said: Said[] = [];
  for (const installation of installations) {
    const { channels, people } = stage.workspace(installation).seed;
    for (const { id } of [...channels, ...people])
      for (const { text, blocks } of await stage.unread(installation, id))
        said.push({ at: formatInstant(parseInstant(at)), place: id, text, shown: textOf(blocks) });
  }
  return said.toSorted(inOrder);
};

const nextDue = async (stage: Stage, end: string): Promise<string | undefined> => {
  const [found] = await stage.query(
    sql`SELECT to_char(min(due_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at FROM timers
        WHERE due_at <= ${parseInstant(end)}`,
    { at: z.string().nullable() },
  );
  return found?.at ?? undefined;
};

/** Lets duty time pass until an instant, so that every timer fires exactly when it is due, and answers what was said. */
export const play = async (stage: Stage, end: string): Promise<readonly Said[]> => {
  const said: Said[] = [];
  for (let due = await nextDue(stage, end); due !== undefined; due = await nextDue(stage, end)) {
    await advance(stage, due);
    said.push(...(await overhear(stage, due)));
  }
  await advance(stage, end);
  return [...said, ...(await overhear(stage, end))];
};

/** What was said, a line a message: local time, place and push text. */
export const lines = (said: readonly Said[], ...places: readonly string[]): readonly string[] =>
  said
    .filter(({ place }) => places.length === 0 || places.includes(place))
    .map(({ at, place, text }) => `${at} ${place} ${text}`);

/** Everything that was shown in some places, to look for a sentence in it. */
export const shownIn = (said: readonly Said[], ...places: readonly string[]): string =>
  said
    .filter(({ place }) => places.includes(place))
    .map(({ text, shown }) => `${text}\n${shown}`)
    .join("\n");

/** Why each timer of a kind ended, as the case's own record says, in the order of its events. */
export const whyDone = async (stage: Stage, ref: string, kind: string): Promise<readonly string[]> => {
  const found = await stage.query(
    sql`SELECT done.header::jsonb ->> 'outcome' AS outcome, done.header::jsonb -> 'because' ->> 0 AS because
        FROM events done JOIN events begun ON begun.stream = done.stream AND begun.type = 'TimerSet'
          AND begun.header::jsonb ->> 'timer' = done.header::jsonb ->> 'timer'
        WHERE done.type = 'TimerDone' AND done.stream = ${`case/${ref}`}
          AND begun.header::jsonb ->> 'kind' = ${kind}
        ORDER BY done.sequence`,
    { outcome: z.string(), because: z.string() },
  );
  return found.map(({ outcome, because }) => `${outcome}: ${because}`);
};
