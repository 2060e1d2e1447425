import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Area, AreaPerson, SlackIdentity } from "../domain/area/area-schema.ts";
import { agencySchema } from "../domain/agency.ts";
import { roleSchema } from "../domain/area/area-schema.ts";
import type { Instant } from "../domain/instant.ts";
import type { PeopleStore, Person } from "../ports.ts";
import { appendToStream } from "./append-to-stream.ts";
import { canonicalJson } from "./canonical.ts";
import type { Sql } from "./database.ts";
import { rows } from "./rows.ts";
import type { StoreContext } from "./store-context.ts";

const identity = z.object({ installation: z.string(), team: z.string(), user: z.string() });
const details = z.object({
  person: z.string(),
  name: z.string(),
  agency: agencySchema,
  roles: z.array(roleSchema),
  teams: z.array(z.string()),
  telephone: z.string().optional(),
  identities: z.array(identity),
});
const personRow = z.object({ details, areas: z.array(z.string()), left: z.boolean() });

const toPerson = ({ details: known, areas, left }: z.infer<typeof personRow>): Person => {
  const { telephone, ...rest } = known;
  return { ...rest, ...(telephone === undefined ? {} : { telephone }), areas, left };
};

const byId = async (database: Sql, person: string): Promise<Person | undefined> => {
  const found = await rows(
    database,
    sql`SELECT details, areas, "left" FROM people WHERE id = ${person}`,
    personRow,
  );
  return found[0] === undefined ? undefined : toPerson(found[0]);
};

const byIdentity = async (
  database: Sql,
  { installation, team, user }: SlackIdentity,
): Promise<Person | undefined> => {
  const found = await rows(
    database,
    sql`SELECT details, areas, "left" FROM people JOIN identities ON identities.person = people.id
        WHERE installation = ${installation} AND team = ${team} AND slack_user = ${user}`,
    personRow,
  );
  return found[0] === undefined ? undefined : toPerson(found[0]);
};

const project = async (transaction: Sql, person: AreaPerson, areas: readonly string[]): Promise<void> => {
  await transaction.execute(sql`
    INSERT INTO people (id, agency, details, areas, "left")
    VALUES (${person.person}, ${person.agency}, ${JSON.stringify(person)}::jsonb, ${JSON.stringify(areas)}::jsonb, false)
    ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, details = excluded.details, areas = excluded.areas,
      "left" = false`);
  for (const { installation, team, user } of person.identities)
    await transaction.execute(sql`
      INSERT INTO identities (installation, team, slack_user, person)
      VALUES (${installation}, ${team}, ${user}, ${person.person})
      ON CONFLICT (installation, team, slack_user) DO UPDATE SET person = excluded.person`);
};

const same = (known: Person | undefined, person: AreaPerson, area: string): boolean => {
  if (known === undefined || known.left || !known.areas.includes(area)) return false;
  const { areas: _areas, left: _left, ...registered } = known;
  return canonicalJson(registered) === canonicalJson(person);
};

const registerOne = async (
  context: StoreContext,
  area: string,
  person: AreaPerson,
  at: Instant,
): Promise<number> =>
  context.sql.transaction(async (transaction) => {
    const known = await byId(transaction, person.person);
    if (same(known, person, area)) return 0;
    const stream = { stream: `person/${person.person}`, kind: "person", area };
    const header = { by: "area-file", at, enteredAt: at, area, ...person };
    await appendToStream(context, transaction, stream, {
      events: [{ type: "PersonRegistered", version: 1, header }],
      at,
    });
    await project(transaction, person, [...new Set([...(known?.areas ?? []), area])]);
    return 1;
  });

/** The people of both agencies: events in a stream each, and a projection for looking them up by Slack identity. */
export const createPeopleStore = (context: StoreContext): PeopleStore => ({
  byIdentity: (wanted) => byIdentity(context.sql, wanted),
  byId: (person) => byId(context.sql, person),
  register: async (area: Area, at) => {
    let registered = 0;
    for (const person of area.people) registered += await registerOne(context, area.area, person, at);
    return registered;
  },
});
