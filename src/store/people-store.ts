import { sql } from "drizzle-orm";
import { z } from "zod";
import type { AreaPerson, SlackIdentity } from "../domain/area/area-schema.ts";
import type { Instant } from "../domain/instant.ts";
import type { PersonEvent } from "../domain/people/person-event-schemas.ts";
import { asAreaPerson } from "../domain/people/person.ts";
import type { PeopleStore } from "../people-ports.ts";
import type { Person } from "../ports.ts";
import { appendToStream, lockStream, type LockedStream } from "./append-to-stream.ts";
import { canonicalJson } from "./canonical.ts";
import type { Sql } from "./database.ts";
import { foldPerson, personInRow, registrationIn, type Headers } from "./fold-person.ts";
import { projectPerson } from "./project-person.ts";
import { rows } from "./rows.ts";
import { safely } from "./safely.ts";
import type { StoreContext } from "./store-context.ts";
import { readHeaders } from "./stored-event.ts";

const areaFile = "area-file";

const byId = async (database: Sql, person: string): Promise<Person | undefined> => {
  const query = sql`SELECT details, areas, "left" FROM people WHERE id = ${person}`;
  return (await rows(database, query, personInRow))[0];
};

const byIdentity = async (
  database: Sql,
  { installation, team, user }: SlackIdentity,
): Promise<Person | undefined> => {
  const found = await rows(
    database,
    sql`SELECT details, areas, "left" FROM people JOIN identities ON identities.person = people.id
        WHERE installation = ${installation} AND team = ${team} AND slack_user = ${user}`,
    personInRow,
  );
  return found[0];
};

const all = (database: Sql): Promise<Person[]> =>
  rows(database, sql`SELECT details, areas, "left" FROM people ORDER BY id`, personInRow);

const version = async (database: Sql): Promise<string> => {
  const query = sql`SELECT coalesce(md5(string_agg(details::text || "left"::text, ',' ORDER BY id)), '') AS version
    FROM people`;
  return (await rows(database, query, z.object({ version: z.string() })))[0]?.version ?? "";
};

type Locked = { readonly stream: LockedStream; readonly headers: Headers; readonly known?: Person };

const lockPerson = async (transaction: Sql, person: string, area: string): Promise<Locked> => {
  const stream = await lockStream(transaction, { stream: `person/${person}`, kind: "person", area });
  const headers = await readHeaders(transaction, stream.stream);
  const known = foldPerson(headers)?.person;
  return { stream, headers, ...(known === undefined ? {} : { known }) };
};

const append = async (
  context: StoreContext,
  transaction: Sql,
  { stream, headers }: Locked,
  events: readonly PersonEvent[],
): Promise<void> => {
  const at = events.at(-1)?.header.enteredAt;
  if (at === undefined) return;
  await appendToStream(context, transaction, stream, { events, at });
  const folded = foldPerson([...headers, ...events]);
  if (folded !== undefined) await projectPerson(transaction, folded.person);
};

/** What an area's file said of somebody when it was last taken in. */
const lastInFile = (headers: Headers, area: string): AreaPerson | undefined => {
  const found = headers
    .flatMap(({ type, header }) => (type === "PersonRegistered" ? [registrationIn(header)] : []))
    .findLast((one) => one.by === areaFile && one.area === area);
  return found === undefined ? undefined : asAreaPerson(found, found);
};

/** The register is the truth: a file adds whom it does not know, and takes over what was changed in the file itself. */
const isNews = ({ headers, known }: Locked, area: string, person: AreaPerson): boolean => {
  const before = lastInFile(headers, area);
  if (before === undefined) return known?.postings.some((one) => one.area === area) !== true;
  return canonicalJson(before) !== canonicalJson(asAreaPerson(person, person));
};

type Taken = "registered" | "known" | "left";

const takeFromFile = (context: StoreContext, area: string, person: AreaPerson, at: Instant): Promise<Taken> =>
  context.sql.transaction(async (transaction): Promise<Taken> => {
    const locked = await lockPerson(transaction, person.person, area);
    if (locked.known?.left === true) return "left";
    if (!isNews(locked, area, person)) return "known";
    const email = locked.known?.email === undefined ? {} : { email: locked.known.email };
    const header = { by: areaFile, at, enteredAt: at, area, ...email, ...asAreaPerson(person, person) };
    await append(context, transaction, locked, [{ type: "PersonRegistered", version: 2, header }]);
    return "registered";
  });

const register = async (
  context: StoreContext,
  { area, people }: Parameters<PeopleStore["register"]>[0],
  at: Instant,
) => {
  let registered = 0;
  const left: string[] = [];
  for (const person of people) {
    const taken = await safely(() => takeFromFile(context, area, person, at));
    if (taken === "registered") registered += 1;
    if (taken === "left") left.push(person.person);
  }
  return { registered, left };
};

const change = (context: StoreContext, ...[person, area, decide]: Parameters<PeopleStore["change"]>) =>
  context.sql.transaction(async (transaction) => {
    const locked = await lockPerson(transaction, person, area);
    const decided = decide(locked.known);
    if (decided.ok) await append(context, transaction, locked, decided.events);
    return decided;
  });

/** The people of both agencies: events in a stream each, and a projection for looking them up by Slack identity. */
export const createPeopleStore = (context: StoreContext): PeopleStore => ({
  byIdentity: (wanted) => safely(() => byIdentity(context.sql, wanted)),
  byId: (person) => safely(() => byId(context.sql, person)),
  all: () => safely(() => all(context.sql)),
  version: () => safely(() => version(context.sql)),
  register: (area, at) => register(context, area, at),
  change: (...asked) => safely(() => change(context, ...asked)),
});
