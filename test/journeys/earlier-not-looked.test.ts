import { sql } from "drizzle-orm";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { onlyMessage } from "../support/act.ts";
import { openCard } from "../support/case-window.ts";
import { colleague, deskOfficer, refer, socialWorker, textOf } from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const administer = async (statement: string): Promise<void> => {
  const client = new Client({ connectionString: stage.databaseUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

/** Puts something between the names and whoever looks for a child among them; what is written still goes through. */
const lookUp = (does: string) =>
  administer(`
    ALTER TABLE name_tokens RENAME TO name_tokens_kept;
    CREATE FUNCTION planted() RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
      $$ BEGIN IF current_query() LIKE '%isDated%' THEN ${does} END IF; RETURN true; END $$;
    CREATE VIEW name_tokens AS
      SELECT ref, area, compartment, kind, token FROM name_tokens_kept WHERE planted()`);
const asBefore = () =>
  administer(
    `DROP VIEW name_tokens; DROP FUNCTION planted; ALTER TABLE name_tokens_kept RENAME TO name_tokens`,
  );

const foundFor = (ref: string) =>
  stage.query(
    sql`SELECT header::jsonb->'found' AS found FROM events WHERE stream = ${`case/${ref}`} AND type = 'EarlierFound'`,
    { found: z.array(z.object({ ref: z.string() })) },
  );

describe("a referral while the names cannot be looked at", () => {
  it.each([
    ["fails", "10:0", "Plantedgiven Plantedfirst", "RAISE EXCEPTION 'planted';"],
    ["takes too long", "10:1", "Plantedgiven Plantedsecond", "PERFORM pg_sleep(1);"],
  ])(
    "that %s is recorded and sent; the look is taken again, and who has it hears",
    async (_how, time, child, does) => {
      stage.at(`2026-09-01T${time}0:00+01:00`);
      const first = await refer(stage, socialWorker, { child });
      await onlyMessage(stage, "police", "C0PREFER");
      await onlyMessage(stage, "council", "U0CWORKER");
      await lookUp(does);
      const ref = await refer(stage, colleague, { child });
      await asBefore();
      expect(textOf(stage.workspace("council").modal(colleague.user))).not.toContain(first);
      const post = await onlyMessage(stage, "police", "C0PREFER");
      expect(JSON.stringify(post.blocks)).not.toContain("earlier referral");
      await onlyMessage(stage, "council", "U0CSECOND");
      expect(await openCard(stage, deskOfficer, ref)).toContain("could not be looked for yet");
      expect(await foundFor(ref)).toEqual([]);

      stage.at(`2026-09-01T${time}2:00+01:00`);
      await expect.poll(() => foundFor(ref), { timeout: 20_000 }).toHaveLength(1);
      const late = await onlyMessage(stage, "police", "C0PREFER");
      expect(late.text).toContain(`${ref}`);
      expect(late.text).toContain("may have been referred before");
      expect(await foundFor(ref)).toEqual([{ found: [expect.objectContaining({ ref: first })] }]);
      const card = await openCard(stage, deskOfficer, ref);
      expect(card).toContain(`Open ${first}`);
      expect(card).not.toContain("could not be looked for yet");
    },
  );
});
