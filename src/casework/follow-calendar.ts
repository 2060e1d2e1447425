import { decideCalendarChange } from "../domain/case/decide-calendar-change.ts";
import { foldCase } from "../domain/case/fold.ts";
import type { ClosureEvent } from "../domain/calendar/decide-closure.ts";
import { recompute } from "../domain/deadlines/recompute.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { OpenDeadlineRow } from "../calendar-ports.ts";
import type { Decided, LoadedCase } from "../ports.ts";
import type { Context } from "./context.ts";
import { followingFor } from "./following.ts";
import { awaitReviews } from "./await-reviews.ts";
import { openDesks } from "./open-desks.ts";
import { wake, type Committed } from "./wake.ts";

const rowsAtOnce = 5_000;
const casesAtOnce = 8;

const isMoved = (context: Context, row: OpenDeadlineRow): boolean =>
  context.reference.areas.has(row.area) &&
  recompute(row, followingFor(context, row, context.clock.dutyNow())) !== undefined;

/** Cases that may have to follow: found in the look-ups, so that no case is opened in which nothing changes. */
const casesToFollow = async (context: Context): Promise<ReadonlySet<TandemRef>> => {
  const found = new Set(await context.calendars.waitingForHours());
  for (let after = ""; ;) {
    const page = await context.calendars.openDeadlines(after, rowsAtOnce);
    for (const row of page) if (isMoved(context, row)) found.add(row.ref);
    const last = page.at(-1);
    if (last === undefined || page.length < rowsAtOnce) return found;
    after = last.id;
  }
};

const decideFor =
  (context: Context, changes: readonly ClosureEvent[]) =>
  ({ ref, events }: LoadedCase): Decided<Committed | undefined> => {
    const state = foldCase(events);
    if (state === undefined || !context.reference.areas.has(state.area)) return { answer: undefined };
    const by = followingFor(context, state, context.clock.dutyNow());
    const decided = decideCalendarChange(state, { events, changes }, by);
    return decided === undefined
      ? { answer: undefined }
      : { answer: { ref, ...decided }, commit: { events: decided.events, notices: decided.notices } };
  };

/** One of which only the other reading moved, which is shown and never reminds, is due when it was. */
const isDueAnew = ({ type, header }: Committed["events"][number]): boolean =>
  type === "DeadlineChanged" && header.dueAt !== header.wasDueAt;

export type Followed = {
  readonly cases: number;
  readonly deadlines: number;
  readonly faults: readonly unknown[];
};

/**
 * Lets every open case follow the working calendar as it is now, each in a transaction of its own. Done again, after a
 * cut or by another process at the same time, it finds nothing left to do. The fault of one case stops no other.
 */
export const followCalendar = async (context: Context): Promise<Followed> => {
  (await openDesks(context))();
  (await awaitReviews(context))();
  const changes = await context.calendars.changes();
  const waiting = (await casesToFollow(context)).values();
  const faults: unknown[] = [];
  let [cases, deadlines] = [0, 0];
  const take = async (): Promise<void> => {
    for (const ref of waiting) {
      try {
        const committed = await context.cases.change(ref, decideFor(context, changes));
        if (committed === undefined) continue;
        wake(context, committed);
        cases += 1;
        deadlines += committed.events.filter(isDueAnew).length;
      } catch (fault) {
        faults.push(fault);
      }
    }
  };
  await Promise.all(Array.from({ length: casesAtOnce }, take));
  return { cases, deadlines, faults };
};

/**
 * Takes up what an administrator changed in the working calendar, in this process or another. Answers the version of the
 * calendar that every case follows now: the one given, while some could not follow yet, so that it is tried again. It is
 * not known (undefined) as a process starts: another may have been cut while its cases followed.
 */
export const keepCalendar = async (
  context: Context,
  followed: string | undefined,
): Promise<{ readonly followed: string | undefined; readonly faults: readonly unknown[] }> => {
  context.reference.useClosures(await context.calendars.inForce());
  const { version } = context.reference.calendar();
  if (version === followed) return { followed, faults: [] };
  if (followed === undefined && (await context.calendars.changes()).length === 0)
    return { followed: version, faults: [] };
  const { faults } = await followCalendar(context);
  return { followed: faults.length === 0 ? version : followed, faults };
};
