import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Instant } from "../domain/instant.ts";
import { areaStream } from "../domain/review/review-state.ts";
import type { NewEvent } from "./append.ts";
import { appendToStream, lockStream } from "./append-to-stream.ts";
import { canonicalJson } from "./canonical.ts";
import type { Sql } from "./database.ts";
import { rows } from "./rows.ts";
import { safely } from "./safely.ts";
import type { StoreContext } from "./store-context.ts";

/** The identity of a protocol or an area file: the SHA-256 of what was written in it, whatever its layout. */
export const contentHash = (written: unknown): string =>
  createHash("sha256").update(canonicalJson(written)).digest("hex");

type Kind = "area" | "protocol";
const versionRow = z.object({ hash: z.string(), content: z.unknown() });

const keep = async (database: Sql, kind: Kind, name: string, written: unknown): Promise<string> => {
  const hash = contentHash(written);
  await database.execute(
    sql`INSERT INTO versions (hash, kind, name, content) VALUES (${hash}, ${kind}, ${name}, ${JSON.stringify(written)}::jsonb)
        ON CONFLICT (hash) DO NOTHING`,
  );
  return hash;
};

const lastActivation = async (database: Sql, stream: string, type: string): Promise<string | undefined> => {
  const found = await rows(
    database,
    sql`SELECT header FROM events WHERE stream = ${stream} AND type = ${type} ORDER BY sequence DESC LIMIT 1`,
    z.object({ header: z.string() }),
  );
  const last = found[0];
  return last === undefined ? undefined : z.object({ hash: z.string() }).parse(JSON.parse(last.header)).hash;
};

type Activating = {
  readonly area: string;
  readonly areaWritten: unknown;
  readonly protocol: string;
  readonly protocolWritten: unknown;
  readonly at: Instant;
};

const activations = (what: Activating, areaHash: string, protocolHash: string) => {
  const act = { by: "start", at: what.at, enteredAt: what.at, area: what.area };
  return [
    { type: "AreaActivated", version: 1, header: { ...act, hash: areaHash } },
    {
      type: "ProtocolActivated",
      version: 1,
      header: { ...act, protocol: what.protocol, hash: protocolHash },
    },
  ];
};

const activateIn = async (context: StoreContext, transaction: Sql, what: Activating) => {
  const stream = { stream: areaStream(what.area), kind: "area", area: what.area };
  const locked = await lockStream(transaction, stream);
  const areaHash = await keep(transaction, "area", what.area, what.areaWritten);
  const protocolHash = await keep(transaction, "protocol", what.protocol, what.protocolWritten);
  const changed: NewEvent[] = [];
  for (const event of activations(what, areaHash, protocolHash))
    if ((await lastActivation(transaction, stream.stream, event.type)) !== event.header.hash)
      changed.push(event);
  if (changed.length > 0)
    await appendToStream(context, transaction, locked, { events: changed, at: what.at });
  return { areaHash, protocolHash };
};

/**
 * Keeps an area and its protocol for ever by their hashes, and writes to the area's stream when either has changed. Two
 * processes that start together write once.
 */
export const activate = (context: StoreContext, what: Activating) =>
  safely(() => context.sql.transaction((transaction) => activateIn(context, transaction, what)));

/** Every protocol ever activated, as it was written, by its hash: running cases keep the one they opened under. */
export const keptProtocols = async (context: StoreContext): Promise<ReadonlyMap<string, unknown>> => {
  const found = await rows(
    context.sql,
    sql`SELECT hash, content FROM versions WHERE kind = 'protocol'`,
    versionRow,
  );
  return new Map(found.map(({ hash, content }) => [hash, content]));
};
