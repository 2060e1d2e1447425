import type { Instant } from "../domain/instant.ts";
import { mailboxName } from "../domain/notices/mail-models.ts";
import type { Address, Notice } from "../domain/notices/notice.ts";
import type { EventRow } from "./append.ts";
import type { caseRow, deadlineRows, timersGone } from "./project.ts";

export type KeyRow = {
  readonly id: string;
  readonly stream: string;
  readonly area: string;
  readonly compartment: string;
  readonly master_key: string;
  readonly wrapped: string;
};

export type TimerRow = {
  readonly id: string;
  readonly ref: string;
  readonly area: string;
  readonly kind: string;
  readonly lane: string;
  readonly due_at: Instant;
};

/** One form of a name on a case, as its token: which name it was cannot be read from it. */
export type NameRow = {
  readonly ref: string;
  readonly area: string;
  readonly compartment: string;
  readonly kind: string;
  readonly token: string;
};

export type Writing = {
  readonly stream: {
    readonly stream: string;
    readonly kind: string;
    readonly area: string;
    readonly head: number;
    readonly head_hash: string;
  };
  readonly events: readonly EventRow[];
  readonly keys: readonly KeyRow[];
  readonly names?: readonly NameRow[];
  readonly cases: readonly ReturnType<typeof caseRow>[];
  readonly deadlines: ReturnType<typeof deadlineRows>;
  readonly timers: readonly TimerRow[];
  readonly timersGone: ReturnType<typeof timersGone>;
  readonly outbox: readonly OutboxRow[];
  readonly request?: string | undefined;
  readonly at: Instant;
};

export type OutboxRow = {
  readonly id: string;
  readonly ref: string | null;
  readonly area: string;
  readonly medium: Notice["medium"];
  readonly installation: string;
  readonly destination: string;
  readonly lane: string;
  readonly notice: Notice;
  readonly edits: string | null;
  readonly grouped: boolean;
  readonly key: string;
};

/** Where a row goes, which is what its pace is kept by. No installation is called e-mail: a name has no hyphen. */
const destinationOf = (to: Address, area: string) => {
  if ("mailbox" in to) return { installation: "e-mail", destination: `${area}/${mailboxName(to.mailbox)}` };
  const { installation } = to;
  return { installation, destination: "channel" in to ? to.channel : `person:${to.person}` };
};

/** The row by which a notice leaves. The key is random: it is all that Slack's metadata will hold. */
export const outboxRow = (notice: Notice, area: string, ref: string | null, key: string): OutboxRow => ({
  id: notice.id,
  ref,
  area,
  medium: notice.medium,
  ...destinationOf(notice.to, area),
  lane: notice.lane,
  notice,
  edits: notice.edits ?? null,
  grouped: notice.grouped ?? false,
  key,
});
