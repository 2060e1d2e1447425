import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import type { FillValue } from "../../simulator/element-state.ts";
import { recorded, sendForm, windowOf } from "../support/act.ts";
import { closeWindows, refer, socialWorker, type Sender } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

vi.setConfig({ testTimeout: 60_000 });

const manager: Sender = { installation: "council", user: "U0CMANAGER", channel: "C0CDUTY" };
const inspector: Sender = { installation: "police", user: "U0PINSPECTOR", channel: "C0PREFER" };
const mourning = { day: "2026-09-02", becomes: "add", because: "a day of mourning" } as const;

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  stage.at("2026-09-01T10:00:00+01:00");
});
afterEach(() => stage.close());

/** Types the command, with words after it that must lead to nothing, and answers what the window shows. */
const open = async (who: Sender, text = ""): Promise<string> => {
  await closeWindows(stage, who);
  const { installation, user, channel } = who;
  const answer = await stage[installation].slash({ user, channel, command: "/tandem-calendar", text });
  expect(answer.status).toBe(200);
  return windowOf(stage, who);
};

const change = async (who: Sender, answers: Record<string, FillValue>): Promise<string> => {
  const sent = await sendForm(stage, who, answers);
  expect(sent.errors).toEqual({});
  expect(sent.blockedByClient).toEqual([]);
  return windowOf(stage, who);
};

const dueOf = async (rule: string): Promise<readonly string[]> => {
  const query = sql`SELECT to_char(due_at AT TIME ZONE 'Europe/London', 'Dy DD HH24:MI') AS due FROM deadlines WHERE rule = ${rule}`;
  return (await stage.query(query, { due: z.string() })).map(({ due }) => due);
};

const noLongerAdministrator = async (who: string): Promise<void> => {
  const { clock, people, reference } = stage.bot.services.context;
  const { area } = reference.area("exampleshire");
  const changed = area.people.map((one) =>
    one.person === who ? { ...one, roles: one.roles.filter((role) => role !== "administrator") } : one,
  );
  await people.register({ ...area, people: changed }, clock.dutyNow());
};

const heard = async (place: string): Promise<string> => {
  await stage.settled();
  return JSON.stringify((await stage.unread("council", place)).map(({ text, blocks }) => ({ text, blocks })));
};
const readAll = async (): Promise<void> => {
  for (const place of ["C0CDUTY", "U0CWORKER", "U0CMANAGER"]) await heard(place);
  for (const place of ["C0PREFER", "U0PDESK"]) await stage.unread("police", place);
};

describe("/tandem-calendar", () => {
  it("is a form for an administrator: a day is taken out, what is due moves, and whoever has the duty is told why", async () => {
    const ref = await refer(stage, socialWorker);
    await readAll();
    const form = await open(manager, "2026-12-24 because Demo Child");
    expect(form).toContain("Which day?");
    expect(form).toContain("Everyone whose duty moves reads this. No names.");
    expect(form).toContain("No day was changed: the bank holidays of England and Wales hold.");
    expect(form).not.toContain("Demo Child");
    const moved = await recorded(stage, "DeadlineChanged");
    expect(await change(manager, mourning)).toMatch(
      /Wed 2 Sep 2026 is not a working day\. Recorded: \d deadlines? moved, in 1 case\./,
    );
    expect(moved).toBe(0);
    expect(await dueOf("S2-9")).toEqual(["Thu 03 17:00"]);
    expect(await dueOf("S2-11")).toEqual(["Wed 02 10:00"]);
    const told = await heard("U0CWORKER");
    expect(told).toContain(`${ref} is due Thu 3 Sep 2026 17:00 BST now, not Wed 2 Sep 2026 17:00 BST.`);
    expect(told).toContain("Because: Wed 2 Sep 2026 is not a working day (a day of mourning).");
    const by = await stage.query(
      sql`SELECT header::jsonb ->> 'by' AS by FROM events WHERE type = 'ClosureAdded'`,
      { by: z.string() },
    );
    expect(by).toEqual([{ by: "team-manager" }]);
    await readAll();
  });

  it("is refused to a duty worker, in words, before a form and by the form itself", async () => {
    const shown = await open(socialWorker);
    expect(shown).toContain("An administrator says that a day is not a working day");
    expect(shown).toContain("Your role (duty worker) is not one of those that may.");
    expect(shown).not.toContain("Which day?");
    await open(manager);
    await noLongerAdministrator("team-manager");
    const sent = await sendForm(stage, manager, mourning);
    expect(sent.errors["day"]).toContain("Your role (manager) is not one of those that may.");
    expect(await recorded(stage, "ClosureAdded")).toBe(0);
  });

  it("sent twice at once, or asked for again, is recorded once and says that it is so already", async () => {
    await refer(stage, socialWorker);
    await open(manager);
    stage.council.fill({ user: manager.user, values: mourning });
    await stage.council.submit({ user: manager.user }, { twice: true });
    expect(await windowOf(stage, manager)).toContain("Wed 2 Sep 2026 is not a working day");
    expect(await recorded(stage, "ClosureAdded")).toBe(1);
    await stage.settled();
    const changed = await recorded(stage, "DeadlineChanged");
    expect(await open(inspector)).toContain("Wed 2 Sep 2026 is not a working day (a day of mourning)");
    expect(await change(inspector, { ...mourning, because: "again" })).toContain(
      "Wed 2 Sep 2026 is not a working day, as it was already. Recorded: 0 deadlines moved, in 0 cases.",
    );
    expect(await recorded(stage, "ClosureAdded")).toBe(1);
    expect(await recorded(stage, "DeadlineChanged")).toBe(changed);
    expect(await dueOf("S2-9")).toEqual(["Thu 03 17:00"]);
    await readAll();
  });

  it("says on the field of the day that a day cannot be, and keeps what was typed", async () => {
    await open(manager);
    const sent = await sendForm(stage, manager, { ...mourning, day: "2062-09-02" });
    expect(sent.errors).toEqual({ day: "That is more than five years from now. Check the year." });
    expect(await recorded(stage, "ClosureAdded")).toBe(0);
    expect(await windowOf(stage, manager)).toContain("a day of mourning");
    expect(await change(manager, mourning)).toContain("Recorded: 0 deadlines moved, in 0 cases.");
  });

  it("can make a bank holiday a working day, and take that back", async () => {
    await open(manager);
    const holiday = { day: "2026-12-28", because: "the holiday is moved" };
    expect(await change(manager, { ...holiday, becomes: "remove" })).toContain(
      "Mon 28 Dec 2026 is a working day. Recorded",
    );
    expect(await open(manager)).toContain("Mon 28 Dec 2026 is a working day (the holiday is moved)");
    await change(manager, { ...holiday, becomes: "add" });
    expect(await open(manager)).toContain("No day was changed");
  });

  it("claims no more than that the day is recorded while cases still follow", async () => {
    await refer(stage, socialWorker);
    await readAll();
    const { cases } = stage.bot.services.context;
    const real = cases.change;
    let letThrough = (): void => undefined;
    const held = new Promise<void>((resolve) => (letThrough = resolve));
    const change = vi.spyOn(cases, "change").mockImplementation(async (ref, decide) => {
      await held;
      return real(ref, decide);
    });
    await open(manager);
    const sent = await sendForm(stage, manager, mourning);
    expect(sent.timedOut).toBe(false);
    expect(await windowOf(stage, manager)).toContain(
      "Recorded. The open cases are following it now; everyone whose duty moves is told.",
    );
    expect(await recorded(stage, "DeadlineChanged")).toBe(0);
    letThrough();
    await vi.waitFor(async () => expect(await dueOf("S2-9")).toEqual(["Thu 03 17:00"]), 20_000);
    change.mockRestore();
    await readAll();
  });
});
