import { z } from "zod";
import { agencyInWords, agencyOfSlot, agencySchema } from "../agency.ts";
import {
  nameSchema,
  roleSchema,
  telephoneSchema,
  type Area,
  type SlackIdentity,
} from "../area/area-schema.ts";
import { cell, one, orBlank, wordsIn, type Areas, type Fault, type Read, type Row } from "./cell.ts";
import { datesIn, identityIn } from "./dates-and-account.ts";
import type { Posting } from "./posting.ts";

/** A line that is sound by itself. */
export type RowRead = {
  readonly line: number;
  readonly person: string;
  readonly name: string;
  readonly agency: z.infer<typeof agencySchema>;
  /** Undefined where the list has no such column, and empty where it says that there is none. */
  readonly telephone: string | undefined;
  readonly email: string | undefined;
  readonly posting: Posting;
  readonly identity: SlackIdentity | undefined;
};

const rolesIn = (row: Row): Read<Posting["roles"]> => {
  const help = `Write ${one(roleSchema.options)}; several with a space between.`;
  const typed = wordsIn(row.cells["roles"]);
  const faults = typed
    .filter((role) => !roleSchema.safeParse(role).success)
    .map((role) => ({ line: row.line, column: "roles", says: `"${role}" is not a role`, help }));
  const none = typed.length > 0 ? [] : [{ line: row.line, column: "roles", says: "is empty", help }];
  return {
    value: typed.flatMap((role) => roleSchema.safeParse(role).data ?? []),
    faults: [...faults, ...none],
  };
};

const areaIn = (row: Row, areas: Areas): Read<Area> => {
  const typed = row.cells["area"]?.trim() ?? "";
  const value = areas.get(typed);
  const says = typed === "" ? "is empty" : `there is no area "${typed}"`;
  const fault = { line: row.line, column: "area", says, help: `Write ${one([...areas.keys()])}.` };
  return { value, faults: value === undefined ? [fault] : [] };
};

/** What is wrong with a team: it is not of the area, or not of the person's agency. */
const wrongTeam = (team: string, area: Area, agency: string): string | undefined => {
  if (area.slots[team] === undefined) return `"${team}" is not a team of ${area.area}`;
  return agencyOfSlot(team) === agency ? undefined : `"${team}" is a team of another agency`;
};

const teamsIn = (row: Row, area: Area | undefined, agency: string | undefined): Read<readonly string[]> => {
  const value = wordsIn(row.cells["teams"]);
  if (area === undefined || agency === undefined) return { value, faults: [] };
  const own = Object.keys(area.slots).filter((slot) => slot.startsWith(`${agency}.`));
  const help = own.length === 0 ? "Leave it empty." : `Write ${one(own)}; or leave it empty.`;
  const faults = value.flatMap((team) => {
    const says = wrongTeam(team, area, agency);
    return says === undefined ? [] : [{ line: row.line, column: "teams", says, help }];
  });
  return { value, faults };
};

const email = z.string().regex(/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/, { error: "an email address" });
const whole = z.string().min(2, { error: "a name" }).max(80, { error: "a name of 80 characters at most" });

const whoIn = (row: Row) => ({
  person: cell(
    row,
    "person",
    nameSchema,
    "Write an id that stays the same, such as a staff number: a letter first, then letters, digits and hyphens, all lower-case.",
  ),
  name: cell(row, "name", whole, "Write the name that colleagues know them by."),
  agency: cell(row, "agency", agencySchema, `Write ${one(Object.keys(agencyInWords))}.`),
  telephone: cell(row, "telephone", orBlank(telephoneSchema), "Write digits and spaces, or leave it empty."),
  email: cell(row, "email", orBlank(email), "Write one email address, or leave it empty."),
});

const partsOf = (row: Row, areas: Areas) => {
  const who = whoIn(row);
  const area = areaIn(row, areas);
  return {
    ...who,
    area,
    roles: rolesIn(row),
    teams: teamsIn(row, area.value, who.agency.value),
    dates: datesIn(row),
    identity: identityIn(row, areas),
  };
};

const postingIn = ({ area, roles, teams, dates }: ReturnType<typeof partsOf>): Posting | undefined =>
  area.value && { area: area.value.area, roles: roles.value ?? [], teams: teams.value ?? [], ...dates.value };

/** Reads one line, with everything that is wrong with it. */
export const readRow = (
  row: Row,
  areas: Areas,
): { readonly read: RowRead | undefined; readonly faults: readonly Fault[] } => {
  const parts = partsOf(row, areas);
  const faults = Object.values(parts).flatMap((one) => one.faults);
  const [person, name, agency] = [parts.person.value, parts.name.value, parts.agency.value];
  const posting = postingIn(parts);
  if (faults.length > 0 || !person || !name || !agency || !posting) return { read: undefined, faults };
  const telephone = "telephone" in row.cells ? parts.telephone.value : undefined;
  const email = "email" in row.cells ? parts.email.value : undefined;
  const identity = parts.identity.value;
  return { faults, read: { line: row.line, person, name, agency, telephone, email, posting, identity } };
};
