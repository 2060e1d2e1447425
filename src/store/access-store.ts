import { sql } from "drizzle-orm";
import { eventSchemas } from "../domain/read-event.ts";
import type { Instant } from "../domain/instant.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { OpenedBody, Refusal, Viewer } from "../ports.ts";
import { boundTo } from "./append.ts";
import { appendToStream } from "./append-to-stream.ts";
import { dataKeysOf } from "./data-keys.ts";
import type { Sql } from "./database.ts";
import { accessStream, caseStream } from "./project.ts";
import { unseal } from "./sealing.ts";
import type { StoreContext } from "./store-context.ts";
import { storedEvents, type StoredEvent } from "./stored-event.ts";

type Key = { readonly id: string; readonly plain: Uint8Array };

const openOne = (stored: StoredEvent, keys: readonly Key[]): readonly OpenedBody[] => {
  const key = keys.find(({ id }) => id === stored.keyId);
  const schema = eventSchemas[stored.type]?.[stored.version];
  if (stored.body === null || key === undefined || schema === undefined) return [];
  const plain = unseal(key.plain, stored.body, boundTo(stored.stream, stored.sequence, stored.type, key.id));
  const body: unknown = schema.body.parse(JSON.parse(Buffer.from(plain).toString("utf8")));
  return [{ type: stored.type, header: schema.header.parse(JSON.parse(stored.header)), body } as OpenedBody];
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
  const area = viewer.person.areas[0] ?? "";
  const stream = { stream: accessStream(ref), kind: "access", area };
  const header = {
    by: viewer.person.person,
    at,
    enteredAt: at,
    ref,
    surface: viewer.surface,
    identity: viewer.identity,
    ...details,
  };
  const sequence = await appendToStream(context, transaction, stream, {
    events: [{ type: what, version: 1, header }],
    at,
  });
  await transaction.execute(
    sql`INSERT INTO access_log (stream, sequence, ref, area, person, what, at)
        VALUES (${stream.stream}, ${sequence}, ${ref}, ${area}, ${viewer.person.person}, ${what}, ${at})`,
  );
};

type Opening = { readonly viewer: Viewer; readonly ref: TandemRef; readonly at: Instant };

/** Opens a case's sealed bodies for one viewer. That it was opened commits with the opening, or nothing is shown. */
export const openBodies = async (context: StoreContext, opening: Opening): Promise<readonly OpenedBody[]> =>
  context.sql.transaction(async (transaction) => {
    const keys = await dataKeysOf(transaction, context.keys, caseStream(opening.ref));
    const stored = await storedEvents(transaction, caseStream(opening.ref));
    const compartments = keys.map(({ compartment }) => compartment);
    await log(context, transaction, { ...opening, what: "CaseOpenedForReading" }, { compartments });
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
