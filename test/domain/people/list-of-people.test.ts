import { describe, expect, it } from "vitest";
import { readCsv } from "../../../src/cli/people-csv.ts";
import { parseInstant } from "../../../src/domain/instant.ts";
import type { Fault } from "../../../src/domain/people/cell.ts";
import { differenceOf } from "../../../src/domain/people/difference.ts";
import type { Person } from "../../../src/domain/people/person.ts";
import { readRows, type Listed } from "../../../src/domain/people/read-rows.ts";
import { area } from "../example-case.ts";

const header = "person,name,agency,area,roles,teams,telephone,email,from,until,installation,team_id,user_id";
const cells = {
  person: "demo-new",
  name: "Demo New",
  agency: "social-care",
  area: "exampleshire",
  roles: "duty-worker",
  teams: "social-care.duty-team",
  telephone: "01632 960150",
  email: "demo.new@council.example",
  from: "",
  until: "",
  installation: "council",
  team_id: "T0COUNCIL",
  user_id: "U0CNEW",
};
type Changes = Partial<Record<keyof typeof cells, string>>;
const line = (changes: Changes = {}): string => Object.values({ ...cells, ...changes }).join(",");

const registeredAlready: Person = {
  person: "demo-known",
  name: "Demo Known",
  agency: "police",
  identities: [{ installation: "police", team: "T0POLICE", user: "U0KNOWN" }],
  postings: [{ area: "exampleshire", roles: ["duty-worker"], teams: [] }],
  left: false,
};
const areas = new Map([[area.area, area]]);

const faultsOf = (...lines: readonly string[]): readonly Fault[] => {
  const csv = readCsv(lines.join("\n"));
  if (!csv.ok) return csv.faults;
  const read = readRows(csv.rows, areas, [registeredAlready]);
  return read.ok ? [] : read.faults;
};
const listed = (...lines: readonly string[]): readonly Listed[] => {
  const csv = readCsv([header, ...lines].join("\r\n"));
  const read = csv.ok ? readRows(csv.rows, areas, [registeredAlready]) : csv;
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.people;
};

const second: Changes = { installation: "police", team_id: "T0POLICE", user_id: "U0PNEW" };

describe("a list of people", () => {
  it("is read: several roles, teams, dates, and two workspaces of one person", () => {
    const dated = { roles: "duty-worker manager", from: "2026-09-01", until: "2026-09-30" };
    expect(listed(line(dated), line({ ...dated, ...second }))).toEqual([
      {
        line: 2,
        person: "demo-new",
        name: "Demo New",
        agency: "social-care",
        telephone: "01632 960150",
        email: "demo.new@council.example",
        identities: [
          { installation: "council", team: "T0COUNCIL", user: "U0CNEW" },
          { installation: "police", team: "T0POLICE", user: "U0PNEW" },
        ],
        postings: [
          {
            area: "exampleshire",
            roles: ["duty-worker", "manager"],
            teams: ["social-care.duty-team"],
            from: "2026-08-31T23:00:00.000Z",
            until: "2026-09-30T23:00:00.000Z",
          },
        ],
      },
    ]);
  });

  it("as a spreadsheet saves it: a byte order mark, quotes, blank lines, columns in another order", () => {
    const text = `\uFEFFuser_id,team_id,installation,roles,area,agency,name,person\n\n"U0CNEW",T0COUNCIL,council,manager,exampleshire,social-care,"Demo, New",demo-new\n`;
    const csv = readCsv(text);
    expect(csv.ok && readRows(csv.rows, areas, [])).toMatchObject({
      ok: true,
      people: [{ name: "Demo, New", line: 3 }],
    });
  });

  it.each<[string, readonly string[], string]>([
    ["an unknown agency", [line({ agency: "council" })], '2 agency "council" is not'],
    ["an unknown role", [line({ roles: "duty-worker boss" })], '2 roles "boss" is not a role'],
    ["no role", [line({ roles: "" })], "2 roles is empty"],
    ["an unknown area", [line({ area: "nowhere" })], '2 area there is no area "nowhere"'],
    [
      "a team that is not there",
      [line({ teams: "social-care.x" })],
      '2 teams "social-care.x" is not a team of',
    ],
    [
      "a team of the other agency",
      [line({ teams: "police.child-referral-team" })],
      "is a team of another agency",
    ],
    [
      "a telephone in words",
      [line({ telephone: "ring me" })],
      '2 telephone "ring me" is not a telephone number',
    ],
    ["an email that is none", [line({ email: "x" })], '2 email "x" is not an email address'],
    ["a day that is not there", [line({ from: "2026-02-30" })], "2 from There is no 2026-02-30"],
    ["a day that is typed otherwise", [line({ until: "1/9/2026" })], "2 until This is not a date"],
    [
      "dates that end before they begin",
      [line({ from: "2026-09-02", until: "2026-09-01" })],
      "2 until ends on",
    ],
    ["an id in capitals", [line({ person: "Demo New" })], '2 person "Demo New" is not lower-case words'],
    ["no name", [line({ name: "" })], "2 name is empty"],
    ["an unknown installation", [line({ installation: "x" })], '2 installation "x" is not'],
    ["half a Slack account", [line({ team_id: "" })], "2 team_id is empty"],
    ["no Slack account", [line({ installation: "", team_id: "", user_id: "" })], "has no Slack account"],
    [
      "two names",
      [line(), line({ ...second, name: "Demo Other" })],
      '3 name "demo-new" has another name on line 2',
    ],
    [
      "two agencies",
      [line({ teams: "" }), line({ ...second, teams: "", agency: "police" })],
      "another agency on line 2",
    ],
    [
      "two people with one account",
      [line(), line({ person: "demo-other" })],
      '3 user_id U0CNEW in T0COUNCIL is the account of "demo-new"',
    ],
    ["an account that is taken", [line({ ...second, user_id: "U0KNOWN" })], 'the account of "demo-known"'],
    ["two things at one time", [line(), line({ ...second, roles: "manager" })], "3 from"],
    ["another agency than before", [line({ person: "demo-known" })], "is registered with another agency"],
    ["a cell too many", [`${line()},x`], "2 line this line has 14 cells"],
  ])("says where %s is, and what to do", (_what, lines, says) => {
    const faults = faultsOf(header, ...lines);
    expect(faults.map((one) => `${one.line} ${one.column} ${one.says}`).join("\n")).toContain(says);
    expect(faults.filter(({ help }) => help.length < 10)).toEqual([]);
  });

  it("says everything at once, in the order of its lines", () => {
    const faults = faultsOf(
      header,
      line({ roles: "boss", area: "x" }),
      line({ person: "demo-2", agency: "y" }),
    );
    expect(faults.map((one) => `${one.line} ${one.column}`)).toEqual(["2 area", "2 roles", "3 agency"]);
  });

  it("needs its columns, and knows no others", () => {
    const faults = faultsOf(header.replace("user_id", "user").replace("until", "untill"), line());
    expect(faults.map(({ column, says }) => `${column} ${says}`)).toEqual([
      'untill there is no column "untill"',
      'user there is no column "user"',
      "user_id this column is missing",
    ]);
    expect(faultsOf("", "")).not.toEqual([]);
    expect(faultsOf(header, `"${line()}`)).toMatchObject([{ says: "this line cannot be read" }]);
  });
});

describe("the difference that a list makes", () => {
  const now = parseInstant("2026-09-01T10:00:00+01:00");
  const asRegistered = ({ line: _line, ...person }: Listed): Person => ({ ...person, left: false });

  it("is who is new, who changes what, and who is not in it any more", () => {
    const [before] = listed(line());
    if (before === undefined) throw new Error("nobody");
    const gone: Person = { ...asRegistered(before), person: "demo-gone", name: "Demo Gone" };
    const elsewhere: Person = {
      ...gone,
      person: "demo-elsewhere",
      postings: [{ ...before.postings[0], area: "other", roles: ["manager"], teams: [] }],
    };
    const list = listed(
      line({ telephone: "", roles: "manager" }),
      line({ ...second, person: "demo-2", name: "Demo Two" }),
    );
    const { registered, leaving } = differenceOf(
      list,
      [asRegistered(before), gone, elsewhere, registeredAlready],
      now,
    );
    expect(registered.map(({ says }) => says)).toEqual([
      "changes  demo-new: telephone none; exampleshire: manager, in social-care.duty-team",
      "new  demo-2: Demo Two; exampleshire: duty worker, in social-care.duty-team",
    ]);
    expect(leaving.map(({ says }) => says)).toEqual(["leaves  demo-gone: Demo Gone"]);
  });

  it("is nothing for what stands so already", () => {
    const list = listed(line());
    expect(differenceOf(list, list.map(asRegistered), now)).toEqual({ registered: [], leaving: [] });
  });

  it("ends one area alone for somebody who is still in another", () => {
    const [one] = listed(line());
    if (one === undefined) throw new Error("nobody");
    const both = asRegistered(one);
    const inTwo: Person = {
      ...both,
      person: "demo-two-areas",
      postings: [...both.postings, { area: "other", roles: ["manager"], teams: [] }],
    };
    expect(differenceOf([one], [both, inTwo], now).leaving).toMatchObject([
      {
        says: "ends  demo-two-areas: Demo New in exampleshire",
        change: { does: "end", area: "exampleshire" },
      },
    ]);
  });
});
