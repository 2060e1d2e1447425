import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Area, AreaPerson, SlackIdentity } from "../domain/area/area-schema.ts";
import type { Instant } from "../domain/instant.ts";
import type { PeopleStore, Person } from "../ports.ts";
import { appendToStream, lockStream } from "./append-to-stream.ts";
import { canonicalJson } from "./canonical.ts";
import type { Sql } from "./database.ts";
import { personDetails, toPerson } from "./fold-person.ts";
import { projectPerson } from "./project-person.ts";
import { rows } from "./rows.ts";
import { safely } from "./safely.ts";
import type { StoreContext } from "./store-context.ts";

const personRow = z.object({ details: personDetails, areas: z.array(z.string()), left: z.boolean() });

const onePerson = (found: readonly z.infer<typeof personRow>[]): Person | undefined =>
  found[0] === undefined ? undefined : toPerson(found[0].details, found[0].areas, found[0].left);

const byId = async (database: Sql, person: string): Promise<Person | undefined> => {
  const found = await rows(
    database,
    sql`SELECT details, areas, "left" FROM people WHERE id = ${person}`,
    personRow,
  );
  return onePerson(found);
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
  return onePerson(found);
};

const same = (known: Person | undefined, person: AreaPerson, area: string): boolean => {
  if (known === undefined || known.left || !known.areas.includes(area)) return false;
  const { areas: _areas, left: _left, ...registered } = known;
  return canonicalJson(registered) === canonicalJson(person);
};

const registerOne = (context: StoreContext, area: string, person: AreaPerson, at: Instant): Promise<number> =>
  context.sql.transaction(async (transaction) => {
    const stream = { stream: `person/${person.person}`, kind: "person", area };
    const locked = await lockStream(transaction, stream);
    const known = await byId(transaction, person.person);
    if (same(known, person, area)) return 0;
    const header = { by: "area-file", at, enteredAt: at, area, ...person };
    const events = [{ type: "PersonRegistered", version: 1, header }];
    await appendToStream(context, transaction, locked, { events, at });
    const areas = [...new Set([...(known?.areas ?? []), area])];
    await projectPerson(transaction, toPerson(person, areas, false));
    return 1;
  });

/** The people of both agencies: events in a stream each, and a projection for looking them up by Slack identity. */
export const createPeopleStore = (context: StoreContext): PeopleStore => ({
  byIdentity: (wanted) => safely(() => byIdentity(context.sql, wanted)),
  byId: (person) => safely(() => byId(context.sql, person)),
  register: async (area: Area, at) => {
    let registered = 0;
    for (const person of area.people)
      registered += await safely(() => registerOne(context, area.area, person, at));
    return registered;
  },
});
