import { sql } from "drizzle-orm";
import { z } from "zod";
import { eventSchemas } from "../domain/read-event.ts";
import type { Instant } from "../domain/instant.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { OpenedBody, Opening, Refusal, Viewer } from "../ports.ts";
import { boundTo } from "./append.ts";
import { appendToStream, lockStream } from "./append-to-stream.ts";
import { dataKeysOf, type CompartmentKey } from "./data-keys.ts";
import type { Sql } from "./database.ts";
import { accessStream, caseStream } from "./project.ts";
import { rows } from "./rows.ts";
import { unseal } from "./sealing.ts";
import type { StoreContext } from "./store-context.ts";
import { headerToday, storedEvents, type StoredEvent } from "./stored-event.ts";

const openOne = (stored: StoredEvent, keys: readonly CompartmentKey[]): readonly OpenedBody[] => {
  const header = headerToday(stored);
  const key = keys.find(({ id }) => id === stored.keyId);
  const schema = eventSchemas[stored.type]?.[stored.version];
  if (stored.body === null || key === undefined || schema === undefined) return [];
  const plain = unseal(key.plain, stored.body, boundTo(stored.stream, stored.sequence, stored.type, key.id));
  const body: unknown = schema.body.parse(JSON.parse(Buffer.from(plain).toString("utf8")));
  return [{ type: stored.type, header, body } as OpenedBody];
};

/** The case's own area; for a case that there is not, that of whoever asked. */
const areaOf = async (transaction: Sql, { ref, viewer }: LogEntry): Promise<string> => {
  const found = await rows(
    transaction,
    sql`SELECT area FROM streams WHERE stream = ${caseStream(ref)}`,
    z.object({ area: z.string() }),
  );
  return found[0]?.area ?? viewer.person.areas[0] ?? "";
};

type LogEntry = {
  readonly viewer: Viewer;
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
  viewer: Viewer,
  { ref, at, compartments }: Opening,
): Promise<readonly OpenedBody[]> =>
  context.sql.transaction(async (transaction) => {
    const isWanted = (compartment: string): boolean => compartments.includes(compartment);
    const keys = await dataKeysOf(transaction, context.keys, caseStream(ref), isWanted);
    const stored = await storedEvents(transaction, caseStream(ref));
    const opened = keys.map(({ compartment }) => compartment);
    const entry = { viewer, ref, at, what: "CaseOpenedForReading" };
    await log(context, transaction, entry, { compartments: opened });
    return stored.flatMap((one) => openOne(one, keys));
  });

/** Writes down that somebody was refused, and because of what. */
export const recordRefusal = async (
  context: StoreContext,
  viewer: Viewer,
  refusal: Refusal,
): Promise<void> => {
  const { ref, at, verb, because } = refusal;
  await context.sql.transaction((transaction) =>
    log(context, transaction, { viewer, ref, at, what: "ActionRefused" }, { verb, because }),
  );
};
