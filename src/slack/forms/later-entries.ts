import type { KnownBlock } from "@slack/types";
import type { OpenedBody } from "../../ports.ts";
import { paragraph, quoted } from "../elements.ts";
import { when } from "../words.ts";

const entryOf = (opened: OpenedBody): readonly KnownBlock[] => {
  const { type, header, body } = opened;
  if (type === "ToldByTelephone") {
    const told = [body.toWhom, body.staffNumber, body.logNumber].filter((one) => one !== undefined);
    return quoted(`Told by telephone ${when(header.at)}`, told.join(", "));
  }
  if (type === "DiscussionRecorded")
    return quoted(`Discussion ${when(header.at)}`, `With ${body.withWhom}. ${body.decisionInWords}`);
  if (type === "StepRecorded") return quoted(`Step ${when(header.at)}`, body.note);
  if (type === "RiskReassessed") return quoted(`Immediate risk reassessed ${when(header.at)}`, body.reason);
  if (type === "HandedBack") return quoted(`Handed back ${when(header.at)}`, body.reason);
  return [];
};

/** A window holds 100 blocks and 250 KB; the referral itself needs at most 40 of them and 100 KB. */
const most = { blocks: 60, bytes: 140_000 };

const bytesOf = (blocks: readonly KnownBlock[]): number => Buffer.byteLength(JSON.stringify(blocks));

const newestThatFit = (entries: readonly (readonly KnownBlock[])[]): number => {
  let room = most;
  for (let shown = 0; shown < entries.length; shown += 1) {
    const blocks = entries[entries.length - 1 - shown] ?? [];
    room = { blocks: room.blocks - blocks.length, bytes: room.bytes - bytesOf(blocks) };
    if (room.blocks < 0 || room.bytes < 0) return shown;
  }
  return entries.length;
};

/** What was written after the referral, in order. When it is more than a window holds, the newest, and it says so. */
export const laterEntries = (bodies: readonly OpenedBody[]): readonly KnownBlock[] => {
  const entries = bodies.map(entryOf).filter(({ length }) => length > 0);
  const left = entries.length - newestThatFit(entries);
  const newest = entries.slice(left).flat();
  return left === 0
    ? newest
    : [paragraph(`Only the newest entries are shown here; ${left} earlier ones are not.`), ...newest];
};
