import type { SlackIdentity } from "../area/area-schema.ts";
import type { Areas, Column, Fault, Row } from "./cell.ts";
import type { Wanted } from "./decide-people.ts";
import type { Person } from "./person.ts";
import { beginOf, samePosting, type Posting } from "./posting.ts";
import { readRow, type RowRead } from "./row.ts";

/** A person as a list has them: all that it says, and on which line it first names them. */
export type Listed = Wanted & { readonly line: number };

const account = ({ installation, team, user }: SlackIdentity): string => `${installation}/${team}/${user}`;

const groups = (rows: readonly RowRead[]): readonly (readonly RowRead[])[] => {
  const found = new Map<string, RowRead[]>();
  for (const row of rows) found.set(row.person, [...(found.get(row.person) ?? []), row]);
  return [...found.values()];
};

const saidTwice: readonly (readonly [Column, (row: RowRead) => string | undefined])[] = [
  ["name", ({ name }) => name],
  ["agency", ({ agency }) => agency],
  ["telephone", ({ telephone }) => telephone],
  ["email", ({ email }) => email],
];

/** Somebody with two names, two agencies and the like. */
const twofold = (rows: readonly RowRead[]): readonly Fault[] =>
  saidTwice.flatMap(([column, valueOf]) => {
    const [first, ...others] = rows;
    return others
      .filter((row) => first !== undefined && valueOf(row) !== valueOf(first))
      .map(({ line, person }) => ({
        line,
        column,
        says: `"${person}" has another ${column} on line ${first?.line ?? 0}`,
        help: "Write the same on every line of this person, or give another id to another person.",
      }));
  });

const endOf = ({ until }: Posting): string => until ?? "9999";
const overlaps = (a: Posting, b: Posting): boolean =>
  a.area === b.area && !samePosting(a, b) && beginOf(a) < endOf(b) && beginOf(b) < endOf(a);

const atOnce = (rows: readonly RowRead[]): readonly Fault[] =>
  rows.flatMap(({ posting, person, line }, index) => {
    const other = rows.slice(0, index).find((one) => overlaps(one.posting, posting));
    if (other === undefined) return [];
    const says = `"${person}" is something else in ${posting.area} at the same time on line ${other.line}`;
    return [
      {
        line,
        column: "from",
        says,
        help: "Put all roles on one line, or let one end before the other begins.",
      },
    ];
  });

const noAccount = (rows: readonly RowRead[]): readonly Fault[] => {
  const [first] = rows;
  if (first === undefined || rows.some(({ identity }) => identity !== undefined)) return [];
  const help = "Write installation, team_id and user_id on one line of this person at least.";
  return [{ line: first.line, column: "user_id", says: `"${first.person}" has no Slack account`, help }];
};

/** An account that two people of the list have, or that somebody has already whom the list does not name. */
const takenAccounts = (rows: readonly RowRead[], register: readonly Person[]): readonly Fault[] => {
  const listed = new Set(rows.map(({ person }) => person));
  const owners = new Map(
    register
      .filter(({ person, left }) => !left && !listed.has(person))
      .flatMap(({ person, identities }) => identities.map((one) => [account(one), person] as const)),
  );
  return rows.flatMap(({ identity, person, line }) => {
    if (identity === undefined) return [];
    const owner = owners.get(account(identity)) ?? person;
    owners.set(account(identity), owner);
    if (owner === person) return [];
    const says = `${identity.user} in ${identity.team} is the account of "${owner}"`;
    const help =
      "Check the member id; if it is the same person, give them one id. An account is one person's.";
    return [{ line, column: "user_id", says, help }];
  });
};

/** Who is registered already keeps their agency: what they did stands in the record under it. */
const otherAgency = (rows: readonly RowRead[], register: readonly Person[]): readonly Fault[] =>
  rows.flatMap(({ person, agency, line }) => {
    const known = register.find((one) => one.person === person);
    if (known === undefined || known.agency === agency) return [];
    const says = `"${person}" is registered with another agency, ${known.agency}`;
    return [{ line, column: "agency", says, help: "Give this person another id." }];
  });

const unique = <T>(all: readonly T[], isSame: (a: T, b: T) => boolean): readonly T[] =>
  all.filter((one, index) => all.findIndex((other) => isSame(one, other)) === index);

/** A column that the list has not is no answer: what is known stays. One that is empty takes it away. */
const kept = (listed: string | undefined, known: string | undefined): string | undefined =>
  listed === undefined ? known : listed === "" ? undefined : listed;

const personIn = (
  rows: readonly RowRead[],
  all: readonly RowRead[],
  known: Person | undefined,
): Listed | undefined => {
  const [first] = rows;
  if (first === undefined) return undefined;
  const { person, name, agency, line } = first;
  const [telephone, email] = [kept(first.telephone, known?.telephone), kept(first.email, known?.email)];
  // The list says all there is of the workspaces that it names, and nothing of any other.
  const named = new Set(all.flatMap(({ identity }) => (identity === undefined ? [] : [identity.team])));
  const elsewhere = known?.left === false ? known.identities.filter(({ team }) => !named.has(team)) : [];
  const own = rows.flatMap(({ identity }) => (identity === undefined ? [] : [identity]));
  return {
    line,
    person,
    name,
    agency,
    ...(telephone === undefined ? {} : { telephone }),
    ...(email === undefined ? {} : { email }),
    identities: unique([...own, ...elsewhere], (a, b) => account(a) === account(b)),
    postings: unique(
      rows.map(({ posting }) => posting),
      samePosting,
    ),
  };
};

export type ListRead =
  | { readonly ok: true; readonly people: readonly Listed[] }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Reads a list of people against the areas and the register, and answers everything that is wrong with it at once. */
export const readRows = (typed: readonly Row[], areas: Areas, register: readonly Person[]): ListRead => {
  const all = typed.map((row) => readRow(row, areas));
  const rows = all.flatMap(({ read }) => (read === undefined ? [] : [read]));
  const people = groups(rows);
  const wholeList = typed.length === rows.length ? people.flatMap(noAccount) : [];
  const faults = [
    ...all.flatMap((one) => one.faults),
    ...people.flatMap((one) => [...twofold(one), ...atOnce(one)]),
    ...wholeList,
    ...takenAccounts(rows, register),
    ...otherAgency(rows, register),
  ];
  if (faults.length > 0) return { ok: false, faults: faults.toSorted((a, b) => a.line - b.line) };
  const known = new Map(register.map((one) => [one.person, one]));
  return {
    ok: true,
    people: people.flatMap((one) => personIn(one, rows, known.get(one[0]?.person ?? "")) ?? []),
  };
};
