import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Area } from "../../src/domain/area/area-schema.ts";
import { decideLeaving, decideRegistration, type Wanted } from "../../src/domain/people/decide-people.ts";
import { plusMilliseconds } from "../../src/domain/instant.ts";
import { postingAt } from "../../src/domain/people/posting.ts";
import { createPeopleStore } from "../../src/store/people-store.ts";
import { rebuild } from "../../src/store/rebuild.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { openStore, type TestStore } from "../support/open-store.ts";
import { sampleArea, tuesday } from "../support/sample-case.ts";

const worker = sampleArea.value.people.find(({ person }) => person === "duty-social-worker");
if (worker === undefined) throw new Error("the example has no social worker");
const fileOf = (...people: Area["people"]): Area => ({ ...sampleArea.value, people });
const { area } = sampleArea.value;
const later = plusMilliseconds(tuesday, 3_600_000);
const by = { by: "command-line", now: tuesday };
const account = (user: string) => ({ installation: "council", team: "T0COUNCIL", user });
const wanted = (changes: Partial<Wanted> = {}): Wanted => ({
  person: worker.person,
  name: worker.name,
  agency: worker.agency,
  email: "demo@council.example",
  identities: worker.identities,
  postings: [{ area, roles: ["manager"], teams: [], until: later }],
  ...changes,
});

let store: TestStore;
let drop: () => Promise<void>;
beforeEach(async () => {
  const database = await freshDatabase();
  drop = database.drop;
  store = await openStore(database.url);
});
afterEach(async () => {
  await store.database.close();
  await drop();
});

const register = (one: Wanted) =>
  store.people.change(one.person, area, (known) => decideRegistration(known, one, by));
const leave = (person: string, now = tuesday) =>
  store.people.change(person, area, (known) => decideLeaving(known, "retired", { ...by, now }));

describe("the register of people", () => {
  test("is the truth: what a file says is taken over once, and then only what is changed in the file itself", async () => {
    await store.people.register(fileOf(worker), tuesday);
    await register(wanted());
    expect((await store.people.register(fileOf(worker), later)).registered).toBe(0);
    const known = await store.people.byId(worker.person);
    expect(known && postingAt(known, area, tuesday)?.roles).toEqual(["manager"]);
    expect(known && postingAt(known, area, later)).toBeUndefined();
    const changed = { ...worker, telephone: "01632 960199" };
    expect((await store.people.register(fileOf(changed), later)).registered).toBe(1);
    expect(await store.people.byId(worker.person)).toMatchObject({
      telephone: "01632 960199",
      email: "demo@council.example",
      postings: [{ area, roles: ["duty-worker"] }],
    });
  });

  test("leaves alone whom it knows in an area already, when a file names them for the first time", async () => {
    await register(wanted());
    expect(await store.people.register(fileOf(worker), later)).toEqual({ registered: 0, left: [] });
    expect((await store.people.byId(worker.person))?.postings[0]?.roles).toEqual(["manager"]);
  });

  test("never lets a file bring back somebody who has left, and names them", async () => {
    await store.people.register(fileOf(worker), tuesday);
    await leave(worker.person);
    const changed = { ...worker, telephone: "01632 960199" };
    for (const file of [fileOf(worker), fileOf(changed)])
      expect(await store.people.register(file, later)).toEqual({ registered: 0, left: [worker.person] });
    const [identity] = worker.identities;
    if (identity === undefined) throw new Error("no account");
    expect((await store.people.byIdentity(identity))?.left).toBe(true);
  });

  test("is the same after it is made anew from the record, also of a person in two workspaces and two areas", async () => {
    const police = { installation: "police", team: "T0POLICE", user: "U0BOTH" };
    await store.people.register(fileOf(worker), tuesday);
    await register(
      wanted({
        identities: [...worker.identities, police],
        postings: [
          { area, roles: ["duty-worker"], teams: ["social-care.duty-team"] },
          { area: "second", roles: ["manager"], teams: [], from: later },
        ],
      }),
    );
    await register(wanted({ person: "gone", name: "Demo Gone", identities: [account("U0GONE")] }));
    await leave("gone");
    const before = await store.people.all();
    const version = await store.people.version();
    await rebuild(store.context);
    expect(await store.people.all()).toEqual(before);
    expect(await store.people.version()).toBe(version);
    expect((await store.people.byIdentity(police))?.person).toBe(worker.person);
    expect(before.map(({ person, left }) => [person, left])).toEqual([
      [worker.person, false],
      ["gone", true],
    ]);
  });

  test("tells every process that it has changed: a new person, a new role, somebody who leaves", async () => {
    const other = createPeopleStore(store.context);
    const seen = [await other.version()];
    await register(wanted());
    seen.push(await other.version());
    await register(wanted({ name: "Demo Renamed" }));
    seen.push(await other.version());
    await leave(worker.person);
    seen.push(await other.version());
    expect(new Set(seen).size).toBe(4);
    await leave(worker.person, later);
    expect(await other.version()).toBe(seen.at(-1));
  });

  test("writes one event where two do the same at once", async () => {
    await Promise.all([register(wanted()), register(wanted()), register(wanted())]);
    await Promise.all([leave(worker.person), leave(worker.person)]);
    const found = await store.database.sql.execute(
      sql`SELECT type FROM events WHERE stream = ${`person/${worker.person}`} ORDER BY sequence`,
    );
    expect((found as { rows: unknown }).rows).toEqual([{ type: "PersonRegistered" }, { type: "PersonLeft" }]);
  });

  test("reads whom an earlier build projected: the same roles in each area, undated", async () => {
    await store.people.register(fileOf(worker), tuesday);
    const { person, name, agency, roles, teams, identities } = worker;
    const details = JSON.stringify({ person, name, agency, roles, teams, identities });
    await store.database.sql.execute(
      sql`UPDATE people SET details = ${details}::jsonb, areas = '["a", "b"]'::jsonb`,
    );
    expect((await store.people.byId(person))?.postings).toEqual([
      { area: "a", roles, teams },
      { area: "b", roles, teams },
    ]);
  });
});
