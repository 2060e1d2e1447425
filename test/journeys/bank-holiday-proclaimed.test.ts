import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { startKeepingCalendar } from "../../jobs/calendar.ts";
import { calendarCommand } from "../../src/cli/calendar.ts";
import { followCalendar } from "../../src/casework/follow-calendar.ts";
import { decideClosure } from "../../src/domain/calendar/decide-closure.ts";
import { parseInstant } from "../../src/domain/instant.ts";
import { createLog } from "../../src/log.ts";
import { packageRoot, referenceOrFault } from "../../src/run.ts";
import { createServices } from "../../src/services.ts";
import { createCalendarStore } from "../../src/store/calendar-store.ts";
import { rebuild } from "../../src/store/rebuild.ts";
import { verifyRecord } from "../../src/store/verify.ts";
import { socialWorker, refer } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

vi.setConfig({ testTimeout: 60_000 });

const proclaimed = ["2026-09-02", "--because", "a", "day", "of", "mourning"];

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  stage.at("2026-09-01T10:00:00+01:00");
});
afterEach(() => stage.close());

const dues = () =>
  stage.query(
    sql`SELECT rule, to_char(due_at AT TIME ZONE 'Europe/London', 'Dy DD HH24:MI') AS due FROM deadlines ORDER BY rule`,
    { rule: z.string(), due: z.string() },
  );
const dueOf = async (rule: string) => (await dues()).find((one) => one.rule === rule)?.due;
const eventsOf = (type: string) =>
  stage.query(sql`SELECT stream, header FROM events WHERE type = ${type} ORDER BY stream, sequence`, {
    stream: z.string(),
    header: z.string(),
  });

const heard = async (place: string): Promise<string> =>
  (await stage.unread("council", place))
    .map(({ text, blocks }) => `${text} ${JSON.stringify(blocks)}`)
    .join("\n");
const readAll = async (): Promise<void> => {
  await stage.settled();
  for (const place of ["C0CDUTY", "U0CWORKER", "U0CMANAGER"]) await stage.unread("council", place);
  for (const place of ["C0PREFER", "U0PDESK"]) await stage.unread("police", place);
};

describe("a bank holiday proclaimed late", () => {
  it("moves what is due by working days, tells whose duty it is the old and the new date and why, and is written down", async () => {
    const ref = await refer(stage, socialWorker);
    await readAll();
    const { context } = stage.bot.services;
    const answer = await calendarCommand(context, ["add", ...proclaimed]);
    expect(answer.join()).toMatch(/^Wed 2 Sep 2026 is not a working day: \d deadlines? moved, in 1 case$/);
    expect(await dueOf("S2-9")).toBe("Thu 03 17:00");
    expect(await dueOf("S2-11")).toBe("Wed 02 10:00");
    await stage.settled();
    const told = await heard("U0CWORKER");
    expect(told).toContain(`Due later: ${ref}, Exampleshire`);
    expect(told).toContain("is due Thu 3 Sep 2026 17:00 BST now, not Wed 2 Sep 2026 17:00 BST.");
    expect(told).toContain("Because: Wed 2 Sep 2026 is not a working day (a day of mourning).");
    const [added] = await eventsOf("ClosureAdded");
    expect(added?.stream).toBe("calendar");
    expect(added?.header).toContain('"because":"a day of mourning"');
    expect((await verifyRecord(stage.bot.services.store)).faults).toEqual([]);
    await readAll();
  });

  it("asked for twice, by two at once, and taken back, ends where it began", async () => {
    await refer(stage, socialWorker);
    const { context } = stage.bot.services;
    const both = await Promise.all([0, 1].map(() => calendarCommand(context, ["add", ...proclaimed])));
    expect(both.flat().filter((line) => line.includes("as it was already"))).toHaveLength(1);
    expect(await eventsOf("ClosureAdded")).toHaveLength(1);
    const changed = (await eventsOf("DeadlineChanged")).length;
    expect(await calendarCommand(context, ["add", ...proclaimed])).toEqual([
      "Wed 2 Sep 2026 is not a working day, as it was already: 0 deadlines moved, in 0 cases",
    ]);
    expect(await eventsOf("DeadlineChanged")).toHaveLength(changed);
    await calendarCommand(context, ["remove", ...proclaimed]);
    expect(await dueOf("S2-9")).toBe("Wed 02 17:00");
    expect(await calendarCommand(context, ["list"])).toEqual([
      "No day was changed: the bank holidays of England and Wales hold.",
    ]);
    await readAll();
  });

  it("goes on where it was cut: the case that had not followed yet does, and the others are left alone", async () => {
    for (let count = 0; count < 3; count += 1) await refer(stage, socialWorker);
    const { context, store } = stage.bot.services;
    const real = context.cases.change;
    let calls = 0;
    const cut: typeof real = (ref, decide) =>
      (calls += 1) === 2 ? Promise.reject(new Error("cut")) : real(ref, decide);
    await createCalendarStore(store).change((inForce) =>
      decideClosure(
        {
          does: "add",
          date: "2026-09-02",
          because: "mourning",
          by: "x",
          at: parseInstant("2026-09-01T10:00:00+01:00"),
        },
        inForce,
      ),
    );
    context.reference.useClosures(await context.calendars.inForce());
    const first = await followCalendar({ ...context, cases: { ...context.cases, change: cut } });
    expect(first.faults).toHaveLength(1);
    await followCalendar(context);
    expect(new Set((await dues()).filter(({ rule }) => rule === "S2-9").map(({ due }) => due))).toEqual(
      new Set(["Thu 03 17:00"]),
    );
    const streams = (await eventsOf("DeadlineChanged"))
      .filter(({ header }) => header.includes('"rule":"S2-9"'))
      .map(({ stream }) => stream);
    expect(streams).toHaveLength(3);
    expect(new Set(streams).size).toBe(3);
    await readAll();
  });

  it("is taken up by a bot that runs already, without a restart", async () => {
    await refer(stage, socialWorker);
    const { store } = stage.bot.services;
    const at = parseInstant("2026-09-01T10:00:00+01:00");
    const asked = { does: "add", date: "2026-09-02", because: "mourning", by: "command-line", at } as const;
    await createCalendarStore(store).change((inForce) => decideClosure(asked, inForce));
    await vi.waitFor(async () => expect(await dueOf("S2-9")).toBe("Thu 03 17:00"), 20_000);
    await refer(stage, socialWorker);
    const both = (await dues()).filter(({ rule }) => rule === "S2-9").map(({ due }) => due);
    expect(both).toEqual(["Thu 03 17:00", "Thu 03 17:00"]);
    await readAll();
  });

  it("is followed after a restart by the cases that a process was cut off from", async () => {
    await refer(stage, socialWorker);
    await readAll();
    const { config, context, store } = stage.bot.services;
    await stage.bot.stop();
    const at = parseInstant("2026-09-01T10:00:00+01:00");
    const asked = { does: "add", date: "2026-09-02", because: "mourning", by: "command-line", at } as const;
    const own = { ...store, sql: stage.database.sql };
    await createCalendarStore(own).change((inForce) => decideClosure(asked, inForce));
    const files = referenceOrFault(packageRoot);
    const again = await createServices({ config, files, clock: context.clock, log: createLog("silent") });
    const keeping = startKeepingCalendar(again.context, () => undefined);
    try {
      await vi.waitFor(async () => expect(await dueOf("S2-9")).toBe("Thu 03 17:00"), 20_000);
    } finally {
      await keeping.close();
      await again.close();
    }
  });

  it("is in the look-ups again after they were made anew from the record", async () => {
    await refer(stage, socialWorker);
    const { context, store } = stage.bot.services;
    await calendarCommand(context, ["add", ...proclaimed]);
    const before = await dues();
    await rebuild(store);
    expect(await dues()).toEqual(before);
    expect(await context.calendars.inForce()).toEqual([
      { date: "2026-09-02", kind: "closed", because: "a day of mourning" },
    ]);
    await readAll();
  });

  it("is refused without a reason or for what is no date", async () => {
    const { context } = stage.bot.services;
    await expect(calendarCommand(context, ["add", "2026-09-02"])).rejects.toThrow("Say why");
    await expect(calendarCommand(context, ["add", "tomorrow", "--because", "x"])).rejects.toThrow(
      "not a date",
    );
    await expect(calendarCommand(context, [])).rejects.toThrow("Usage");
    expect(await eventsOf("ClosureAdded")).toEqual([]);
  });
});
