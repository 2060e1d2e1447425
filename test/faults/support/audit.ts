import { sql } from "drizzle-orm";
import { z } from "zod";
import type { StoreContext } from "../../../src/store/store-context.ts";
import { verifyRecord } from "../../../src/store/verify.ts";
import { undone } from "./work.ts";
import type { World } from "./world.ts";

/** What a story left in the database, told so that two runs of the same story can be compared. */
export type Left = {
  readonly events: readonly string[];
  readonly notices: readonly string[];
  readonly deadlines: readonly string[];
  readonly timers: readonly string[];
};

const texts = async (world: World, statement: ReturnType<typeof sql>): Promise<readonly string[]> =>
  (await world.query(statement, { it: z.string() })).map(({ it }) => it);

/**
 * What is recorded, owed and awaited: kinds, readers and times, without the ids that differ from run to run, without
 * what is said of the service itself, and without checkpoints, which come by the machine's time. Which of two timers of
 * one instant fires first is chance, and with it how often one is set anew: the timers that are open at the end are
 * compared, and what they made people say.
 */
export const leftBehind = async (world: World): Promise<Left> => ({
  events: await texts(
    world,
    sql`SELECT count(*) || ' ' || type AS it FROM events
        WHERE stream NOT LIKE 'access/%' AND stream <> 'checkpoint' AND type NOT IN ('TimerSet', 'TimerDone')
        GROUP BY type ORDER BY type`,
  ),
  notices: await texts(
    world,
    sql`SELECT count(*) || ' ' || (notice -> 'model' ->> 'kind') || ' to ' || destination
          || CASE WHEN edits IS NULL THEN '' ELSE ', an edit' END AS it
        FROM outbox WHERE notice -> 'model' ->> 'kind' <> 'service-state' GROUP BY notice -> 'model' ->> 'kind', destination, edits IS NULL ORDER BY it`,
  ),
  deadlines: await texts(
    world,
    sql`SELECT concat_ws(' ', rule, owner, due_at, met_at, late) AS it FROM deadlines ORDER BY it`,
  ),
  timers: await texts(world, sql`SELECT concat_ws(' ', kind, lane, due_at) AS it FROM timers ORDER BY it`),
});

/** A message that stands, or stood, in Slack: posted or edited, whether or not the bot learnt of it. */
type Seen = { readonly key: string; readonly ts: string; readonly isPost: boolean; readonly text: string };

const metadata = z.object({ event_payload: z.object({ key: z.string() }) });
const parsed = (value: unknown): unknown => (typeof value === "string" ? JSON.parse(value) : value);

const seenInSlack = (world: World): readonly Seen[] =>
  world.workspaces.flatMap((workspace) =>
    workspace.calls().flatMap(({ method, args, response }) => {
      if (!/^chat\.(postMessage|update)$/.test(method) || response["ok"] !== true) return [];
      const { key } = metadata.parse(parsed(args["metadata"])).event_payload;
      const isPost = method === "chat.postMessage";
      return [{ key, ts: String(response["ts"]), isPost, text: String(args["text"]) }];
    }),
  );

/** What stands in the mailbox of this world's messages, as its readers have it. */
const seenInMail = (world: World, rows: readonly Row[]): readonly Seen[] =>
  world.mails().flatMap(({ messageId, text }) => {
    const key = /^<(.+)@/.exec(messageId)?.[1];
    return rows.flatMap((row) =>
      row.key === key ? [{ key: row.key, ts: messageId, isPost: true, text }] : [],
    );
  });

const outboxRow = {
  id: z.string(),
  ref: z.string().nullable(),
  kind: z.string(),
  state: z.string(),
  key: z.string(),
  providerId: z.string().nullable(),
  edits: z.string().nullable(),
  newer: z.boolean(),
  error: z.string().nullable(),
};

const outboxOf = (world: World) =>
  world.query(
    sql`SELECT id, ref, notice -> 'model' ->> 'kind' AS kind, state, key, provider_id AS "providerId", edits, last_error AS error,
          EXISTS (SELECT 1 FROM outbox newer WHERE newer.edits = o.edits AND newer.position > o.position
            AND newer.state = 'sent') AS newer
        FROM outbox o ORDER BY position`,
    outboxRow,
  );
type Row = Awaited<ReturnType<typeof outboxOf>>[number];

const lostMessage = (row: Row, seen: readonly Seen[]): string | undefined => {
  const says = (what: string): string => `a ${row.kind} ${what}`;
  if (row.state === "superseded")
    return row.newer ? undefined : says("gave way to an edit that was not sent");
  if (row.state !== "sent")
    return says(row.error === null ? `is ${row.state}` : `is ${row.state}: ${row.error}`);
  return seen.some(({ ts }) => ts === row.providerId)
    ? undefined
    : says("counts as sent and is not where its reader looks");
};

/** Posts beyond the first under one key: how many, and those of which more than one does not say that it is a repeat. */
const repeatsAmong = (seen: readonly Seen[]) => {
  const posts = seen.filter(({ isPost }) => isPost);
  const isMarked = ({ text }: Seen): boolean => text.startsWith("Repeat:");
  const unmarked = posts.filter(
    (post, at) => !isMarked(post) && posts.slice(0, at).some((one) => one.key === post.key && !isMarked(one)),
  );
  const again = posts.length - new Set(posts.map(({ key }) => key)).size;
  return { marked: again - unmarked.length, unmarked };
};

const notNotedOnce = (world: World) =>
  texts(
    world,
    sql`SELECT 'a ' || (notice -> 'model' ->> 'kind') || ' was noted ' || count(e.sequence) || ' times' AS it
        FROM outbox o LEFT JOIN events e ON e.type = 'NoticeSent' AND e.stream = 'case/' || o.ref
          AND e.header::jsonb ->> 'notice' = o.notice ->> 'id'
        WHERE o.state = 'sent' AND o.ref IS NOT NULL GROUP BY o.id, o.notice HAVING count(e.sequence) <> 1`,
  );

/** Timers of cases that the record says are open and the table does not have, or the other way round. */
const strandedTimers = (world: World) =>
  texts(
    world,
    sql`WITH open AS (
          SELECT header::jsonb ->> 'timer' AS id FROM events WHERE type = 'TimerSet'
          EXCEPT SELECT header::jsonb ->> 'timer' FROM events WHERE type = 'TimerDone')
        SELECT 'a timer is in the record or in the table, and not in both' AS it
        FROM open FULL JOIN (SELECT id FROM timers WHERE ref IN (SELECT ref FROM cases)) timers
          ON timers.id = open.id
        WHERE timers.id IS NULL OR open.id IS NULL`,
  );

const lostReferrals = async (world: World, acknowledged: ReadonlySet<string>): Promise<readonly string[]> => {
  const found = await world.query(
    sql`SELECT ref, (SELECT count(*)::int FROM events
          WHERE stream = 'case/' || ref AND type = 'ReferralRecorded') AS recorded FROM cases`,
    { ref: z.string(), recorded: z.number() },
  );
  const there = new Map(found.map(({ ref, recorded }) => [ref, recorded]));
  const missing = [...acknowledged].filter((ref) => there.get(ref) !== 1);
  const unknown = [...there.keys()].filter((ref) => !acknowledged.has(ref));
  return [
    ...missing.map((ref) => `a referral was acknowledged and is recorded ${there.get(ref) ?? 0} times`),
    ...unknown.map(() => "a referral is recorded, and nobody was ever told so"),
  ];
};

const differences = (before: Left, after: Left): readonly string[] =>
  (["events", "notices", "deadlines", "timers"] as const).flatMap((what) => [
    ...before[what]
      .filter((one) => !after[what].includes(one))
      .map((one) => `${what}: without a fault ${one}`),
    ...after[what].filter((one) => !before[what].includes(one)).map((one) => `${what}: after it ${one}`),
  ]);

export type Audit = { readonly lost: readonly string[]; readonly repeats: number };
export type Told = {
  readonly acknowledged: ReadonlySet<string>;
  readonly unfinished: readonly string[];
  readonly store: StoreContext;
};

/** Everything that must hold once a story has ended, whatever went wrong in it. `lost` is empty when it does. */
export const audit = async (world: World, told: Told, without?: Left): Promise<Audit> => {
  const rows = await outboxOf(world);
  const seen = [...seenInSlack(world), ...seenInMail(world, rows)];
  const messages = rows.flatMap((row) => lostMessage(row, seen) ?? []);
  const { marked, unmarked } = repeatsAmong(seen);
  const due = await undone(world);
  const broken = (await verifyRecord(told.store)).faults;
  const lost = [
    ...told.unfinished,
    ...(await lostReferrals(world, told.acknowledged)),
    ...messages,
    ...(await notNotedOnce(world)),
    ...(await strandedTimers(world)),
    ...unmarked.map(({ text }) => `sent again and not marked as a repeat: ${text}`),
    ...(due === 0 ? [] : [`${due} things are due and not done`]),
    ...broken.map(({ stream, because }) => `${stream}: ${because}`),
    ...(without === undefined ? [] : differences(without, await leftBehind(world))),
  ];
  return { lost, repeats: marked };
};
