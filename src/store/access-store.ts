import { sql } from "drizzle-orm";
import { z } from "zod";
import { eventSchemas } from "../domain/read-event.ts";
import type { AccessEvent } from "../domain/case/access-trail.ts";
import type { Instant } from "../domain/instant.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { AccessStore } from "../access-ports.ts";
import type { Refusable } from "../people-ports.ts";
import type { OpenedBody, Opening, Refusal } from "../ports.ts";
import { boundTo } from "./append.ts";
import { appendToStream, lockStream } from "./append-to-stream.ts";
import { dataKeysOf, type CompartmentKey } from "./data-keys.ts";
import type { Sql } from "./database.ts";
import { accessStream, caseStream } from "./project.ts";
import { rows } from "./rows.ts";
import { safely } from "./safely.ts";
import { unseal } from "./sealing.ts";
import type { StoreContext } from "./store-context.ts";
import { headerToday, readHeaders, storedEvents, type StoredEvent } from "./stored-event.ts";

const openOne = (stored: StoredEvent, keys: readonly CompartmentKey[]): readonly OpenedBody[] => {
  const header = headerToday(stored);
  // A key that was put into another compartment than the event names opens nothing: the event's own is in the chain.
  const key = keys.find(({ id, compartment }) => id === stored.keyId && compartment === stored.compartment);
  const schema = eventSchemas[stored.type]?.[stored.version];
  if (stored.body === null || key === undefined || schema === undefined) return [];
  const plain = unseal(key.plain, stored.body, boundTo(stored.stream, stored.sequence, stored.type, key.id));
  const body: unknown = schema.body.parse(JSON.parse(Buffer.from(plain).toString("utf8")));
  return [{ type: stored.type, header, body, compartment: key.compartment } as OpenedBody];
};

/** That something was erased stands where it was written, for whoever could have read it. */
const erasureIn = (
  stored: StoredEvent,
  isWanted: (compartment: string) => boolean,
): readonly OpenedBody[] => {
  const read = { type: stored.type, header: headerToday(stored), body: undefined } as OpenedBody;
  return read.type === "KeyDestroyed" && isWanted(read.header.compartment) ? [read] : [];
};

/** The case's own area; for a case that there is not, that of whoever asked. */
const areaOf = async (transaction: Sql, { ref, viewer }: LogEntry): Promise<string> => {
  const found = await rows(
    transaction,
    sql`SELECT area FROM streams WHERE stream = ${caseStream(ref)}`,
    z.object({ area: z.string() }),
  );
  return found[0]?.area ?? viewer.person.postings[0]?.area ?? "";
};

type LogEntry = {
  readonly viewer: Refusable;
  readonly ref: TandemRef;
  readonly at: Instant;
  readonly what: string;
};

const log = async (
  context: StoreContext,
  transaction: Sql,
  entry: LogEntry,
  details: object,
): Promise<void> => {
  const { viewer, ref, at, what } = entry;
  const area = await areaOf(transaction, entry);
  const locked = await lockStream(transaction, { stream: accessStream(ref), kind: "access", area });
  const header = {
    by: viewer.person.person,
    at,
    enteredAt: at,
    ref,
    surface: viewer.surface,
    identity: viewer.identity,
    ...details,
  };
  const sequence = await appendToStream(context, transaction, locked, {
    events: [{ type: what, version: 1, header }],
    at,
  });
  await transaction.execute(
    sql`INSERT INTO access_log (stream, sequence, ref, area, person, what, at)
        VALUES (${locked.stream}, ${sequence}, ${ref}, ${area}, ${viewer.person.person}, ${what}, ${at})`,
  );
};

/** Opens a case's sealed bodies for one viewer. That it was opened commits with the opening, or nothing is shown. */
export const openBodies = async (
  context: StoreContext,
  viewer: Refusable,
  { ref, at, compartments, mail }: Opening,
): Promise<readonly OpenedBody[]> =>
  context.sql.transaction(async (transaction) => {
    const isWanted = (compartment: string): boolean => compartments.includes(compartment);
    const keys = await dataKeysOf(transaction, context.keys, caseStream(ref), isWanted);
    const stored = await storedEvents(transaction, caseStream(ref));
    const opened = keys.map(({ compartment }) => compartment);
    const entry = { viewer, ref, at, what: "CaseOpenedForReading" };
    await log(context, transaction, entry, {
      compartments: opened,
      ...(mail === undefined ? {} : { mail }),
    });
    return stored.flatMap((one) => [...openOne(one, keys), ...erasureIn(one, isWanted)]);
  });

/** Writes down that somebody was refused, and because of what. */
export const recordRefusal = async (
  context: StoreContext,
  viewer: Refusable,
  refusal: Refusal,
): Promise<void> => {
  const { ref, at, verb, because } = refusal;
  await context.sql.transaction((transaction) =>
    log(context, transaction, { viewer, ref, at, what: "ActionRefused" }, { verb, because }),
  );
};

/** Who looked at a case, or was refused, the oldest first. Reading it here writes nothing down. */
export const accessesOf = async (database: Sql, ref: string): Promise<readonly AccessEvent[]> =>
  // Only the events of this union are ever written to an access stream, each read by its own schema.
  (await readHeaders(database, accessStream(ref))) as readonly AccessEvent[];

/** The record of who looked at a case. */
export const createAccessStore = (context: StoreContext): AccessStore => ({
  cardShown: (viewer, look) =>
    safely(() =>
      context.sql.transaction((transaction) =>
        log(context, transaction, { viewer, ...look, what: "CaseCardShown" }, {}),
      ),
    ),
  seenBy: (ref) =>
    safely(async () => {
      const found = await rows(
        context.sql,
        sql`SELECT DISTINCT person FROM access_log
            WHERE ref = ${ref} AND what IN ('CaseCardShown', 'CaseOpenedForReading') ORDER BY person`,
        z.object({ person: z.string() }),
      );
      return found.map(({ person }) => person);
    }),
  see: (viewer, look) =>
    safely(() =>
      context.sql.transaction(async (transaction) => {
        const before = await accessesOf(transaction, look.ref);
        await log(context, transaction, { viewer, ...look, what: "AccessSeen" }, {});
        return before;
      }),
    ),
});
