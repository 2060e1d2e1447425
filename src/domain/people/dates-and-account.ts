import { identitySchema, type Area, type SlackIdentity } from "../area/area-schema.ts";
import { parseLocalDate } from "../calendar/local-date.ts";
import { cell, one, type Areas, type Read, type Row } from "./cell.ts";
import { beginningOf, endOfDay } from "./days.ts";
import type { Posting } from "./posting.ts";

const dateIn = (row: Row, column: "from" | "until") => {
  const typed = row.cells[column]?.trim() ?? "";
  if (typed === "") return { value: undefined, faults: [] };
  const read = parseLocalDate(typed);
  if (read.ok) return { value: read.date, faults: [] };
  const help = 'Write a day such as 2026-09-01, or leave it empty. "until" is the last day.';
  return { value: undefined, faults: [{ line: row.line, column, says: read.because, help }] };
};

/** From the beginning of a day until the end of another. */
export const datesIn = (row: Row): Read<Pick<Posting, "from" | "until">> => {
  const [from, until] = [dateIn(row, "from"), dateIn(row, "until")];
  const faults = [...from.faults, ...until.faults];
  const [first, last] = [from.value, until.value];
  if (first !== undefined && last !== undefined && last < first) {
    const help = "Let it end on the day on which it begins, or later.";
    faults.push({
      line: row.line,
      column: "until",
      says: `ends on ${last}, before it begins on ${first}`,
      help,
    });
  }
  const value = {
    ...(first === undefined ? {} : { from: beginningOf(first) }),
    ...(last === undefined ? {} : { until: endOfDay(last) }),
  };
  return { value, faults };
};

/** A Slack account, all three of its parts or none. */
export const identityIn = (row: Row, areas: Areas): Read<SlackIdentity> => {
  const { installation, team, user } = identitySchema.shape;
  const typed = ["installation", "team_id", "user_id"].map((column) => row.cells[column]?.trim() ?? "");
  if (typed.every((text) => text === "")) return { value: undefined, faults: [] };
  const known = [...new Set([...areas.values()].flatMap((area) => installationsOf(area)))];
  const ours = installation.refine((name) => known.includes(name), { error: "an installation of ours" });
  const app = cell(row, "installation", ours, `Write ${one(known)}.`);
  const workspace = cell(
    row,
    "team_id",
    team,
    "Write the workspace's id, such as T0123ABCD: it stands in its address.",
  );
  const account = cell(
    row,
    "user_id",
    user,
    "Write the member id of their Slack profile, such as U0123ABCD.",
  );
  const value =
    app.value === undefined || workspace.value === undefined || account.value === undefined
      ? undefined
      : { installation: app.value, team: workspace.value, user: account.value };
  return { value, faults: [...app.faults, ...workspace.faults, ...account.faults] };
};

const installationsOf = ({ agencies }: Area): readonly string[] =>
  Object.values(agencies).flatMap((agency) => (agency === undefined ? [] : [agency.installation]));
