import { canonicalJson } from "./canonical.ts";
import { chainHash, type ChainLink } from "./chain.ts";
import { seal } from "./sealing.ts";

export type NewEvent = {
  readonly type: string;
  readonly version: number;
  readonly header: unknown;
  readonly sealed?: { readonly compartment: string; readonly body: unknown } | undefined;
};
export type Head = { readonly sequence: number; readonly hash: Uint8Array };
export type DataKey = { readonly id: string; readonly plain: Uint8Array };
export type EventRow = {
  readonly stream: string;
  readonly sequence: number;
  readonly area: string;
  readonly type: string;
  readonly version: number;
  readonly header: string;
  readonly compartment: string | null;
  readonly key_id: string | null;
  readonly body: string | null;
  readonly hash: string;
};

type Place = {
  readonly stream: string;
  readonly area: string;
  readonly auditKey: Uint8Array;
  readonly keyFor: (compartment: string) => DataKey;
};

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** What a sealed body is bound to: moved to another place it no longer opens. */
export const boundTo = (stream: string, sequence: number, type: string, keyId: string): string =>
  [stream, sequence, type, keyId].join("\n");

const sealedBody = (place: Place, sequence: number, { type, sealed }: NewEvent) => {
  if (sealed === undefined) return { compartment: null, keyId: null, body: null };
  const key = place.keyFor(sealed.compartment);
  const plain = Buffer.from(canonicalJson(sealed.body), "utf8");
  const body = seal(key.plain, plain, boundTo(place.stream, sequence, type, key.id));
  return { compartment: sealed.compartment, keyId: key.id, body };
};

const linkAt = (place: Place, sequence: number, event: NewEvent): ChainLink => ({
  stream: place.stream,
  sequence,
  area: place.area,
  type: event.type,
  version: event.version,
  header: canonicalJson(event.header),
  ...sealedBody(place, sequence, event),
});

const rowOf = ({ keyId, body, ...link }: ChainLink, hash: Uint8Array): EventRow => ({
  ...link,
  key_id: keyId,
  body: body === null ? null : hex(body),
  hash: hex(hash),
});

/** The rows for events at the end of a stream, sealed and chained, and the stream's new head. */
export const appendRows = (
  place: Place,
  head: Head,
  events: readonly NewEvent[],
): { readonly rows: readonly EventRow[]; readonly head: Head } => {
  const rows: EventRow[] = [];
  let { sequence, hash } = head;
  for (const event of events) {
    sequence += 1;
    const link = linkAt(place, sequence, event);
    hash = chainHash(place.auditKey, hash, link);
    rows.push(rowOf(link, hash));
  }
  return { rows, head: { sequence, hash } };
};
