import { sql } from "drizzle-orm";
import type { Person } from "../ports.ts";
import type { Sql } from "./database.ts";

/** Writes a person and their Slack identities where they are looked up; an identity that is theirs no longer goes. */
export const projectPerson = async (transaction: Sql, { left, ...details }: Person): Promise<void> => {
  const { person, agency, identities, postings } = details;
  const areas = [...new Set(postings.map(({ area }) => area))];
  await transaction.execute(sql`
    INSERT INTO people (id, agency, details, areas, "left")
    VALUES (${person}, ${agency}, ${JSON.stringify(details)}::jsonb, ${JSON.stringify(areas)}::jsonb, ${left})
    ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, details = excluded.details, areas = excluded.areas,
      "left" = excluded."left"`);
  await transaction.execute(sql`DELETE FROM identities WHERE person = ${person}`);
  for (const { installation, team, user } of identities)
    await transaction.execute(sql`
      INSERT INTO identities (installation, team, slack_user, person)
      VALUES (${installation}, ${team}, ${user}, ${person})
      ON CONFLICT (installation, team, slack_user) DO UPDATE SET person = excluded.person`);
};
