import { sql } from "drizzle-orm";
import { changeCalendar } from "../../src/casework/change-calendar.ts";
import type { Context } from "../../src/casework/context.ts";
import { followingFor } from "../../src/casework/following.ts";
import { decideCalendarChange } from "../../src/domain/case/decide-calendar-change.ts";
import { foldCase } from "../../src/domain/case/fold.ts";
import { parseInstant } from "../../src/domain/instant.ts";
import type { TandemRef } from "../../src/domain/tandem-ref.ts";
import type { LoadedCase } from "../../src/ports.ts";
import type { Services } from "../../src/services.ts";
import type { Places } from "../places.ts";
import { sendReferrals } from "../reminders/referrals.ts";
import { servicesFor } from "../reminders/services.ts";
import { median, timed } from "../statistics.ts";

const caseCount = 10_000;
const rounds = 3;
const atOnce = 16;
const morning = parseInstant("2026-09-01T10:00:00+01:00");
const noon = parseInstant("2026-09-01T12:00:00+01:00");
const proclaimed = { does: "add", date: "2026-09-02", because: "a day of national mourning" } as const;

const open = (database: string, reads: string): Promise<Services> =>
  servicesFor({
    database,
    prefix: "deadlines",
    apiUrl: "http://127.0.0.1:1/api/",
    duty: { reads, at: Date.now() },
  });

/** A database of open cases, nothing of which is left to be sent. */
const plant = async (places: Places): Promise<string> => {
  const database = await places.database();
  const services = await open(database, morning);
  try {
    const clock = { ...services.context.clock, dutyNow: () => morning };
    const send = await sendReferrals({ ...services.context, clock });
    await timed(caseCount, atOnce, async (index) => void (await send(index, false)));
    const sent = sql`UPDATE outbox SET state = 'sent', provider_id = '1.000000', provider_channel = destination`;
    await services.store.sql.execute(sent);
    return database;
  } finally {
    await services.close();
  }
};

const refsIn = async ({ store }: Services): Promise<readonly TandemRef[]> => {
  const found = (await store.sql.execute(sql`SELECT ref FROM cases ORDER BY ref`)) as {
    readonly rows: readonly { readonly ref: TandemRef }[];
  };
  return found.rows.map(({ ref }) => ref);
};

const loaded = async (services: Services): Promise<readonly LoadedCase[]> => {
  const cases: LoadedCase[] = [];
  const refs = await refsIn(services);
  await timed(refs.length, atOnce, async (index) => {
    const ref = refs[index];
    if (ref === undefined) throw new RangeError(`no case ${index}`);
    await services.context.cases.change(ref, (one) => ({ answer: void cases.push(one) }));
  });
  return cases;
};

/** Folds every case and decides what the calendar as it is now makes of it, in milliseconds for all of them. */
const decideAll = async (context: Context, cases: readonly LoadedCase[]): Promise<number> => {
  const changes = await context.calendars.changes();
  let moved = 0;
  const began = performance.now();
  for (const { events } of cases) {
    const state = foldCase(events);
    if (state === undefined) throw new Error("a case without events");
    const by = followingFor(context, state, context.clock.dutyNow());
    if (decideCalendarChange(state, { events, changes }, by) !== undefined) moved += 1;
  }
  const took = performance.now() - began;
  if (moved !== cases.length) throw new Error(`${moved} cases moved, not ${cases.length}`);
  return took;
};

const one = async (places: Places, planted: string) => {
  const database = await places.database(planted);
  const services = await open(database, noon);
  try {
    const { context } = services;
    const cases = await loaded(services);
    const began = performance.now();
    const answer = await changeCalendar(context, proclaimed, "command-line");
    if (!answer.ok) throw new Error(answer.says);
    const { faults } = await answer.following;
    if (faults.length > 0) throw new Error(`${faults.length} cases did not follow`, { cause: faults[0] });
    const all = performance.now() - began;
    return { decided: await decideAll(context, cases), perSecond: cases.length / (all / 1_000) };
  } finally {
    await services.close();
    await places.drop(database);
  }
};

/** Ten thousand open cases after a day was taken out of the calendar: deciding alone, and deciding and committing. */
export const measureManyCases = async (places: Places) => {
  const planted = await plant(places);
  const found: Awaited<ReturnType<typeof one>>[] = [];
  for (let turn = 0; turn < rounds; turn += 1) found.push(await one(places, planted));
  await places.drop(planted);
  return {
    cases: caseCount,
    rounds,
    decidedIn: median(found.map(({ decided }) => decided)),
    perSecond: median(found.map(({ perSecond }) => perSecond)),
  };
};
