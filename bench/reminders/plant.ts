import { sql } from "drizzle-orm";
import { z } from "zod";
import { parseInstant } from "../../src/domain/instant.ts";
import type { Sql } from "../../src/store/database.ts";
import { rows } from "../../src/store/rows.ts";
import type { Places } from "../places.ts";
import { timed } from "../statistics.ts";
import { sendReferrals } from "./referrals.ts";
import { servicesFor } from "./services.ts";

const morning = parseInstant("2026-09-01T10:00:00+01:00");
const atOnce = 16;

export type Planted = { readonly database: string; readonly dueAt: string };

/** Leaves one reminder a case, all due at one instant, and nothing to send. Answers the instant. */
const keepOneReminder = async (store: Sql): Promise<string> => {
  const [first] = await rows(
    store,
    sql`SELECT to_char(min(due_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "dueAt"
        FROM timers WHERE kind = 'reminder'`,
    z.object({ dueAt: z.string() }),
  );
  if (first === undefined) throw new Error("no reminder was set");
  await store.execute(sql`
    DELETE FROM timers WHERE id NOT IN (
      SELECT min(id) FROM timers WHERE kind = 'reminder' AND due_at = ${first.dueAt} GROUP BY ref)`);
  await store.execute(
    sql`UPDATE outbox SET state = 'sent', provider_id = '1.000000', provider_channel = destination`,
  );
  return first.dueAt;
};

/**
 * A database of open cases with one reminder each, all due at one instant. Their other timers are taken out of the
 * projection, and what was to be sent counts as sent: only the reminders are to ring.
 */
export const plantReminders = async (places: Places, count: number): Promise<Planted> => {
  const database = await places.database();
  const duty = { reads: morning, at: Date.now() };
  const services = await servicesFor({ database, prefix: "plant", apiUrl: "http://127.0.0.1:1/api/", duty });
  const clock = { ...services.context.clock, dutyNow: () => morning };
  try {
    const send = await sendReferrals({ ...services.context, clock });
    await timed(count, atOnce, async (index) => {
      await send(index, false);
    });
    return { database, dueAt: await keepOneReminder(services.store.sql) };
  } finally {
    await services.close();
  }
};
