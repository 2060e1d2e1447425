import { otherAgency, type Agency } from "../../../src/domain/agency.ts";
import { roleSchema } from "../../../src/domain/area/area-schema.ts";
import type { AuthorityRow, AuthorityTable, Verb } from "../../../src/domain/authority/authority-table.ts";
import { mayAct, type Actor, type Asked } from "../../../src/domain/authority/may-act.ts";
import type { CaseState } from "../../../src/domain/case/case-state.ts";
import { caseRoleSchema, type CaseRole } from "../../../src/domain/case/access-event-schemas.ts";
import { parseInstant } from "../../../src/domain/instant.ts";
import { area, openCase } from "../example-case.ts";

export const now = parseInstant("2026-09-01T10:00:00+01:00");
const earlier = parseInstant("2026-09-01T09:00:00+01:00");
const later = parseInstant("2026-09-01T11:00:00+01:00");
const person = "someone";
const team = "police.child-referral-team";

export const ordinary = openCase({ from: "police", entered: "2026-08-24 10:00" }).state;

/** Somebody of the example area, of no team. */
export const actor = (changes: Partial<Actor> = {}): Actor => ({
  person,
  agency: "social-care",
  roles: ["duty-worker"],
  teams: [],
  areas: [area.area],
  left: false,
  identities: [{ installation: "council", team: "T0COUNCIL", user: "U0SOMEONE" }],
  ...changes,
});

type Standing = (state: CaseState) => CaseState;

const named =
  (as: CaseRole, agency: Agency): Standing =>
  (state) => ({ ...state, named: [{ person, agency, as }] });

/** Everything that one person can be to a case. */
const standings = (agency: Agency): Readonly<Record<string, Standing>> => ({
  "nobody in it": (state) => state,
  sender: (state) => ({ ...state, sender: person }),
  holder: (state) => {
    const had = { how: "picked-up", by: person, at: earlier } as const;
    return { ...state, hops: state.hops.map((hop) => ({ ...hop, had })) };
  },
  "told by telephone": (state) => {
    const had = { how: "told", by: person, at: earlier } as const;
    return { ...state, hops: state.hops.map((hop) => ({ ...hop, had })) };
  },
  "named by its route": (state) => ({ ...state, hops: state.hops.map((hop) => ({ ...hop, person })) }),
  ...Object.fromEntries(caseRoleSchema.options.map((as) => [`named as ${as}`, named(as, agency)])),
  "has taken access": (state) => ({ ...state, taken: [{ person, until: later }] }),
  "had taken access": (state) => ({ ...state, taken: [{ person, until: earlier }] }),
});

type Part = "sending" | "receiving" | "no party";

/** The agencies whose person asks, and what their agency is to the case; health stands for the other three. */
const sides: readonly (readonly [Agency, Part])[] = [
  ["social-care", "sending"],
  ["social-care", "receiving"],
  ["social-care", "no party"],
  ["police", "sending"],
  ["police", "receiving"],
  ["police", "no party"],
  ["health", "receiving"],
  ["health", "no party"],
];

const slotOf: Readonly<Partial<Record<Agency, string>>> = { police: team, health: "health.duty-doctor" };

/** Of a case that stays within the other agency, as an allegation about its own staff can, an agency is no party. */
const stateFor = (agency: Agency, part: Part, restricted: boolean): CaseState => {
  const from = part === "sending" ? agency : otherAgency(agency);
  const to = part === "receiving" ? agency : otherAgency(agency);
  const slot = slotOf[to] ?? "social-care.duty-team";
  return { ...ordinary, from, to, routedTo: to, restricted, sender: "somebody-else", hops: [{ slot }] };
};

type Situation = {
  readonly side: string;
  readonly who: string;
  readonly agency: Agency;
  readonly asked: Partial<Asked>;
  readonly teams: readonly string[];
};

const inCase: readonly Situation[] = sides.flatMap(([agency, part]) =>
  [false, true].flatMap((restricted) =>
    Object.entries(standings(agency)).map(([who, standing]) => ({
      side: `${agency}, ${part}, ${restricted ? "restricted" : "open"}`,
      who,
      agency,
      asked: { state: standing(stateFor(agency, part, restricted)), hop: 0 },
      teams: [],
    })),
  ),
);

const withoutCase: readonly Situation[] = (["social-care", "police", "health"] as const).flatMap((agency) =>
  [[], [team]].map((teams) => ({
    side: agency,
    who: teams.length === 0 ? "of another team" : "of the team",
    agency,
    asked: { team },
    teams,
  })),
);

/** Whether a verb is done in a case: what its row says of relations to one. */
export const isInCase = ({ allow }: AuthorityRow): boolean =>
  allow.some(({ relation }) => relation !== undefined && relation !== "member");

export const situationsOf = (row: AuthorityRow): readonly Situation[] =>
  isInCase(row) ? inCase : withoutCase;

const rolesThatMay = (table: AuthorityTable, verb: Verb, { agency, asked, teams }: Situation): string => {
  const may = roleSchema.options.filter(
    (role) => mayAct(table, { verb, area, now, actor: actor({ agency, roles: [role], teams }), ...asked }).ok,
  );
  return may.length === 0 ? "nobody" : may.join(", ");
};

const grouped = <T>(
  pairs: readonly (readonly [key: string, value: T])[],
): readonly (readonly [string, readonly T[]])[] => {
  const groups = new Map<string, T[]>();
  for (const [key, value] of pairs) groups.set(key, [...(groups.get(key) ?? []), value]);
  return [...groups];
};

/** What one side's people may, in as few lines as there are different answers. */
const linesOf = (answers: readonly (readonly [roles: string, who: string])[]): string => {
  const groups = grouped(answers).toSorted(([, one], [, other]) => one.length - other.length);
  return groups
    .map(([roles, whos], index) => {
      const rest = groups.length === 1 ? "anybody" : "anybody else";
      return `    ${index === groups.length - 1 ? rest : whos.join(" | ")}: ${roles}`;
    })
    .join("\n");
};

/** Who may do one verb: by agency, its part in the case, the person's own part, open or restricted, and role. */
export const matrixOf = (
  table: AuthorityTable,
  verb: Verb,
  situations: readonly Situation[] = situationsOf(table[verb]),
): string => {
  const sides = grouped(situations.map((one) => [one.side, one] as const)).map(([side, ones]) => {
    const answers = ones.map((one) => [rolesThatMay(table, verb, one), one.who] as const);
    return [linesOf(answers), `  ${side}`] as const;
  });
  return [verb, ...grouped(sides).map(([lines, heads]) => [...heads, lines].join("\n"))].join("\n");
};
