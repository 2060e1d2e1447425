import type { Notice } from "../domain/notices/notice.ts";
import type { Ids } from "../ports.ts";
import { outboxRow, type OutboxRow } from "./commit-rows.ts";

/** The outbox rows of a commit's notices, each with a fresh opaque key. */
export const noticesToRows = (
  notices: readonly Notice[],
  area: string,
  ref: string | null,
  ids: Ids,
): readonly OutboxRow[] => notices.map((notice) => outboxRow(notice, area, ref, ids.next()));
