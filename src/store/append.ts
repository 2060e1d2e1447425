import { canonicalJson } from "./canonical.ts";
import { chainHash } from "./chain.ts";
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

/** The rows for events at the end of a stream, sealed and chained, and the stream's new head. */
export const appendRows = (
  place: Place,
  head: Head,
  events: readonly NewEvent[],
): { readonly rows: readonly EventRow[]; readonly head: Head } => {
  const rows: EventRow[] = [];
  let { sequence, hash } = head;
  for (const { type, version, header, sealed } of events) {
    sequence += 1;
    const key = sealed === undefined ? undefined : place.keyFor(sealed.compartment);
    const body =
      sealed === undefined || key === undefined
        ? null
        : seal(
            key.plain,
            Buffer.from(canonicalJson(sealed.body), "utf8"),
            boundTo(place.stream, sequence, type, key.id),
          );
    const link = {
      stream: place.stream,
      sequence,
      type,
      version,
      header: canonicalJson(header),
      keyId: key?.id ?? null,
      body,
    };
    hash = chainHash(place.auditKey, hash, link);
    rows.push({
      stream: link.stream,
      sequence,
      area: place.area,
      type,
      version,
      header: link.header,
      compartment: sealed?.compartment ?? null,
      key_id: link.keyId,
      body: body === null ? null : hex(body),
      hash: hex(hash),
    });
  }
  return { rows, head: { sequence, hash } };
};
