import { formatInstant } from "../domain/calendar/format-instant.ts";
import type { CaseState, Hop } from "../domain/case/case-state.ts";
import { foldCase } from "../domain/case/fold.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import { readHeaders } from "../store/stored-event.ts";
import { caseStream } from "../store/project.ts";
import type { CaseEvent } from "../domain/case/case-event.ts";
import type { Collector } from "./collector.ts";
import { documentSchema, type ReplayDocument } from "./document-schema.ts";
import type { Names } from "./naming.ts";
import type { Replay } from "./open-replay.ts";
import type { CaseBook } from "./case-book.ts";
import type { Story } from "./story-schema.ts";

type Standing = ReplayDocument["cases"][number];

const heldAt = ({ slot, had }: Hop, names: Names): Standing["held"][number] => ({
  slot,
  name: names.slot(slot),
  how: had?.how ?? "nobody",
  by: had === undefined ? null : names.person(had.by),
  since: had?.at ?? null,
  sinceLocal: had === undefined ? null : formatInstant(had.at),
});

const standing = (state: CaseState, called: string | undefined, names: Names): Standing => {
  const { ref, urgency, urgencyReason, restricted, incomplete } = state;
  const held = state.hops.map((hop) => heldAt(hop, names));
  return { ref, called: called ?? null, urgency, urgencyReason, restricted, incomplete, held };
};

const stateNow = async ({ services }: Replay, ref: TandemRef): Promise<CaseState> => {
  const events = await readHeaders(services.store.sql, caseStream(ref));
  const state = foldCase(events as readonly CaseEvent[]);
  if (state === undefined) throw new Error(`the case ${ref} is not in the record`);
  return state;
};

const casesOf = async (by: Collector, replay: Replay, { named }: CaseBook): Promise<Standing[]> => {
  const refs = [...new Set(by.lists.routes.map(({ ref }) => ref))] as TandemRef[];
  const calledOf = (ref: string) =>
    [...named].find(([called, one]) => called !== undefined && one === ref)?.[0];
  const found: Standing[] = [];
  for (const ref of refs) found.push(standing(await stateNow(replay, ref), calledOf(ref), by.names));
  return found;
};

/** A duty that nobody has done and whose time is past. */
const asAtTheEnd = (by: Collector, until: string): void => {
  for (const deadline of by.lists.deadlines)
    if (deadline.state === "open" && !deadline.atOnce && deadline.due < until) deadline.state = "overdue";
};

type Ending = { readonly story: Story; readonly replay: Replay; readonly book: CaseBook };

/** The whole story as one document, checked against its own schema. */
export const documentOf = async (by: Collector, { story, replay, book }: Ending): Promise<ReplayDocument> => {
  const { context } = replay;
  const { area, hash, protocol, protocolHash } = context.reference.area(story.area);
  const until = context.clock.dutyNow();
  asAtTheEnd(by, until);
  return documentSchema.parse({
    format: 1,
    story: story.story,
    says: story.says,
    area: { area: area.area, name: area.name, hash },
    protocol: { protocol: protocol.protocol, title: protocol.title, hash: protocolHash },
    calendar: context.reference.calendar().version,
    until,
    untilLocal: formatInstant(until),
    ...by.lists,
    cases: await casesOf(by, replay, book),
  });
};
