import { identify } from "../casework/identify.ts";
import { sweep } from "../casework/sweep.ts";
import type { Area } from "../domain/area/area-schema.ts";
import { instantOf, type Instant } from "../domain/instant.ts";
import type { ReferenceFiles } from "../files/load-reference.ts";
import { actOut } from "./acts.ts";
import { caseBook, type CaseBook } from "./case-book.ts";
import { createCollector, type Collector } from "./collector.ts";
import { endStep, startStep } from "./collect-step.ts";
import { takeHeard, takeWritten } from "./collect.ts";
import { createJournal } from "./journal.ts";
import { openReplay, type Replay } from "./open-replay.ts";
import type { Outcome } from "./playing.ts";
import type { Acting, Story } from "./story-schema.ts";
import { documentOf } from "./to-document.ts";
import type { ReplayDocument } from "./document-schema.ts";

const atOnce = 500;
const roundsAtMost = 10_000;
const farFuture = instantOf(253_402_300_799_000);

type Scene = {
  readonly replay: Replay;
  readonly journal: ReturnType<typeof createJournal>;
  readonly by: Collector;
};

const nextDue = async ({ context }: Replay): Promise<Instant | undefined> => {
  let earliest: Instant | undefined;
  for (let after = ""; ;) {
    const page = await context.timers.open(after, atOnce);
    for (const { dueAt } of page) if (earliest === undefined || dueAt < earliest) earliest = dueAt;
    const last = page.at(-1);
    if (last === undefined || page.length < atOnce) return earliest;
    after = last.id;
  }
};

/** Sweeps as the bot does, until nothing that is due now is left to do or to say. */
const settle = async ({ replay: { context, recorder }, journal, by }: Scene): Promise<void> => {
  for (let round = 0; round < roundsAtMost; round += 1) {
    const swept = await sweep(context);
    if (swept.faults.length > 0) throw swept.faults[0];
    if (swept.timers + swept.sent > 0) takeWritten(by, await journal());
    takeHeard(by, recorder.take());
    if (swept.timers === 0 && (await context.outbox.due(farFuture, 1)).length === 0) return;
  }
  throw new Error("what is due leads to more that is due, without end");
};

/** Lets duty time pass to an instant, from one timer that falls due to the next. */
const pass = async (scene: Scene, until: Instant): Promise<void> => {
  const { recorder, context } = scene.replay;
  for (let due = await nextDue(scene.replay); due !== undefined && due <= until;) {
    if (due > context.clock.dutyNow()) recorder.moveTo(due);
    await settle(scene);
    due = await nextDue(scene.replay);
  }
  recorder.moveTo(until);
};

/** Whoever an entry names, and who they are to Tandem now: nobody, once they have left. */
const whoActs = async ({ context }: Replay, id: string) => {
  const person = await context.people.byId(id);
  const identity = person?.identities[0];
  if (person === undefined || identity === undefined) throw new Error(`there is no ${id} in the register`);
  return { person, identified: await identify(context, identity, "replay") };
};

const act = async (scene: Scene, book: CaseBook, entry: Acting, number: number): Promise<void> => {
  const { replay, by, journal } = scene;
  const { area } = by.world;
  const { person, identified } = await whoActs(replay, entry.who);
  const doing = { context: replay.context, area: area.area, request: `replay-entry-${number}`, ...book };
  const stamp = startStep(by, entry.at);
  const outcome: Outcome = identified.ok
    ? await actOut({ ...doing, viewer: identified.viewer }, entry)
    : { ok: false, rule: "registration", says: identified.says };
  const written = await journal();
  takeWritten(by, written);
  endStep(by, stamp, { number, entry, person, outcome, written });
};

const playAll = async (scene: Scene, story: Story, until: Instant | undefined): Promise<CaseBook> => {
  const book = caseBook();
  for (const [index, entry] of story.entries.entries()) {
    await pass(scene, entry.at);
    if (entry.does !== "nothing") await act(scene, book, entry, index + 1);
    await settle(scene);
  }
  if (until !== undefined) await pass(scene, until);
  return book;
};

export type Playing = {
  readonly story: Story;
  readonly area: Area;
  readonly files: ReferenceFiles;
  /** Lets reminders and ladders run on after the last entry. */
  readonly until?: Instant;
};

/**
 * Plays a story through the verbs of casework and the store as they are, on a database that is thrown away, and answers
 * everything that followed. The same story always gives the same answer.
 */
export const playStory = async ({ story, area, files, until }: Playing): Promise<ReplayDocument> => {
  const replay = await openReplay(story, area, files);
  try {
    const inForce = replay.context.reference.area(area.area);
    const journal = createJournal(replay.services.store.sql);
    await journal();
    const scene: Scene = { replay, journal, by: createCollector(inForce) };
    const book = await playAll(scene, story, until);
    return await documentOf(scene.by, { story, replay, book });
  } finally {
    await replay.services.close();
  }
};
