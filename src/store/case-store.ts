import { sql } from "drizzle-orm";
import { z } from "zod";
import type { CaseEvent } from "../domain/case/case-event.ts";
import type { CaseState } from "../domain/case/case-state.ts";
import { applyEvent, foldCase } from "../domain/case/fold.ts";
import type { Instant } from "../domain/instant.ts";
import { nameRows } from "./name-tokens.ts";
import { noticesToRows } from "./notices-to-rows.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import { AlreadyAccepted, RecordIsNewer } from "../errors.ts";
import type { CaseStore, Commit, Decided, LoadedCase, NewCase } from "../ports.ts";
import { appendRows, type Head } from "./append.ts";
import { chainStart } from "./chain.ts";
import { lockKnownStream } from "./append-to-stream.ts";
import { dataKeysOf, keyMaker } from "./data-keys.ts";
import type { Sql } from "./database.ts";
import { DatabaseFault } from "./describe-fault.ts";
import { openBodies, recordRefusal } from "./access-store.ts";
import { pruneInbox } from "./prune-inbox.ts";
import { caseRow, caseStream, deadlineRows, timerRows, timersGone } from "./project.ts";
import { constraintOf, rows, sqlState } from "./rows.ts";
import { safely } from "./safely.ts";
import type { StoreContext } from "./store-context.ts";
import { readHeaders } from "./stored-event.ts";
import { writeCommit } from "./write-commit.ts";

const uniqueViolation = "23505";

const enteredAt = (commit: Commit): Instant => {
  const last = commit.events.at(-1);
  if (last === undefined) throw new Error("a commit has at least one event");
  return last.header.enteredAt;
};

type Extending = {
  readonly ref: TandemRef;
  readonly area: string;
  readonly head: Head;
  readonly before: { readonly state: CaseState; readonly events: readonly CaseEvent[] } | undefined;
};

const projections = (before: Extending["before"], added: Commit["events"]) => {
  const state = added.reduce<CaseState | undefined>(applyEvent, before?.state);
  if (state === undefined) throw new Error("a commit leaves a case");
  const events = [...(before?.events ?? []), ...added];
  return {
    cases: [caseRow(state)],
    deadlines: deadlineRows(state, events, before?.state),
    timers: timerRows(state, before?.state),
    timersGone: timersGone(state, before?.state),
  };
};

const extend = async (context: StoreContext, database: Sql, at: Extending, commit: Commit): Promise<void> => {
  const stream = caseStream(at.ref);
  const sealed = new Set<string>(
    commit.events.flatMap((event) => (event.sealed === undefined ? [] : [event.sealed.compartment])),
  );
  const existing =
    at.before === undefined || sealed.size === 0
      ? []
      : await dataKeysOf(database, context.keys, stream, (one) => sealed.has(one));
  const keys = keyMaker({ ring: context.keys, stream, area: at.area, nextId: context.ids.next }, existing);
  const place = { stream, area: at.area, auditKey: context.auditKey, keyFor: keys.keyFor };
  const appended = appendRows(place, at.head, commit.events);
  await writeCommit(database, {
    stream: {
      stream,
      kind: "case",
      area: at.area,
      head: appended.head.sequence,
      head_hash: Buffer.from(appended.head.hash).toString("hex"),
    },
    events: appended.rows,
    keys: keys.made,
    names: nameRows(context, at, commit.events),
    ...projections(at.before, commit.events),
    outbox: noticesToRows(commit.notices, at.area, at.ref, context.ids),
    request: commit.request,
    at: enteredAt(commit),
  });
};

const refFor = async (database: Sql, submission: string): Promise<TandemRef | undefined> => {
  const found = await rows(
    database,
    sql`SELECT ref FROM cases WHERE submission = ${submission}`,
    z.object({ ref: z.string() }),
  );
  return found[0]?.ref as TandemRef | undefined;
};

const isDuplicate = (fault: unknown): boolean =>
  sqlState(fault) === uniqueViolation && /^(inbox|cases_submission)/.test(constraintOf(fault) ?? "");

const open = async (context: StoreContext, created: NewCase, commit: Commit) => {
  const at = {
    ref: created.ref,
    area: created.area,
    head: { sequence: 0, hash: chainStart },
    before: undefined,
  };
  try {
    await extend(context, context.sql, at, commit);
    return { ref: created.ref, existed: false };
  } catch (fault) {
    const earlier = isDuplicate(fault) ? await refFor(context.sql, created.submission) : undefined;
    if (earlier === undefined) throw fault;
    return { ref: earlier, existed: true };
  }
};

const load = async (database: Sql, ref: TandemRef): Promise<LoadedCase> => ({
  ref,
  events: (await readHeaders(database, caseStream(ref))) as readonly CaseEvent[],
});

/** A request that was accepted is refused nothing when it is sent again: what it did itself may be the reason. */
const refuseAccepted = async (database: Sql, request: string): Promise<void> => {
  const found = await rows(
    database,
    sql`SELECT request FROM inbox WHERE request = ${request}`,
    z.object({ request: z.string() }),
  );
  if (found.length > 0) throw new AlreadyAccepted("this request was accepted before");
};

const change = async <T>(context: StoreContext, ref: TandemRef, decide: (loaded: LoadedCase) => Decided<T>) =>
  context.sql.transaction(async (transaction) => {
    // Sent together, run one after the other: the events are read by a statement of their own, whose snapshot is taken
    // once the lock is held. In one statement with the lock they could be older than what was waited for.
    const [locked, loaded] = await Promise.all([
      lockKnownStream(transaction, caseStream(ref)),
      load(transaction, ref),
    ]);
    if (locked === undefined) return undefined;
    const { answer, commit, refused } = decide(loaded);
    if (refused !== undefined) await refuseAccepted(transaction, refused);
    if (commit === undefined) return answer;
    const { area, head } = locked;
    const state = foldCase(loaded.events);
    const before = state === undefined ? undefined : { state, events: loaded.events };
    await extend(context, transaction, { ref, area, head, before }, commit);
    return answer;
  });

const read = async (context: StoreContext, ref: TandemRef): Promise<LoadedCase | undefined> => {
  const loaded = await load(context.sql, ref);
  return loaded.events.length === 0 ? undefined : loaded;
};

const translated = (fault: unknown): unknown =>
  sqlState(fault) === uniqueViolation && (constraintOf(fault) ?? "").startsWith("inbox")
    ? new AlreadyAccepted("this request was accepted before", { cause: new DatabaseFault(fault) })
    : fault;

/**
 * The record of cases in PostgreSQL. Once it meets an event that a newer build wrote it refuses all further work
 * (RecordIsNewer), because to decide on a record half understood is worse than to stop.
 */
export const createCaseStore = (context: StoreContext): CaseStore => {
  let fence: RecordIsNewer | undefined;
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    if (fence !== undefined) throw fence;
    try {
      return await safely(work);
    } catch (fault) {
      if (fault instanceof RecordIsNewer) fence = fault;
      throw translated(fault);
    }
  };
  return {
    open: (created, commit) => guarded(() => open(context, created, commit)),
    change: (ref, decide) => guarded(() => change(context, ref, decide)),
    read: (_viewer, ref) => guarded(() => read(context, ref)),
    openBodies: (viewer, opening) => guarded(() => openBodies(context, viewer, opening)),
    forgetRequests: (before) => guarded(() => pruneInbox(context, before)),
    recordRefusal: (viewer, refusal) => guarded(() => recordRefusal(context, viewer, refusal)),
  };
};
