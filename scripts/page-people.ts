import type { PagePerson } from "../simulator/page/page-world.ts";
import type { Workspace } from "../simulator/workspace.ts";
import type { Area, AreaPerson, SlackIdentity } from "../src/domain/area/area-schema.ts";

type Role = AreaPerson["roles"][number];

const roleInWords: Readonly<Record<Role, string>> = {
  "duty-worker": "duty worker",
  "out-of-hours-worker": "out-of-hours worker",
  manager: "manager",
  "control-room": "control room operator",
  "detective-sergeant": "detective sergeant",
  "detective-inspector": "detective inspector",
  "conference-chair": "conference chair",
  "conference-administrator": "conference administrator",
  administrator: "Tandem administrator",
};

const capitalised = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const onCallFor = (area: Area, person: string): readonly string[] =>
  Object.values(area.slots).flatMap((slot) =>
    slot.kind === "person-on-call" && slot.onCall.some((one) => one.person === person) ? [slot.name] : [],
  );

/** What somebody does, in plain words, from what the area says of them. */
const jobOf = (area: Area, { person, roles, teams }: AreaPerson): string => {
  const duties = capitalised(roles.map((role) => roleInWords[role]).join(", "));
  const desks = teams.flatMap((team) => area.slots[team]?.name ?? []);
  const rotas = onCallFor(area, person).map((name) => `takes turns as ${name.toLowerCase()}`);
  return [duties, ...desks, ...rotas].join(", ");
};

/** The channels of a person's own teams, and the operators' channel for whoever administers Tandem there. */
const channelsOf = (area: Area, { teams, roles }: AreaPerson, installation: string): readonly string[] => {
  const desks = teams.flatMap((team) => {
    const slot = area.slots[team];
    return slot?.kind === "team" && slot.installation === installation ? [slot.channel] : [];
  });
  const operates = roles.includes("administrator") && area.operators.installation === installation;
  return operates ? [...desks, area.operators.channel] : desks;
};

const registered = (area: Area): readonly PagePerson[] =>
  area.people.flatMap((person) =>
    person.identities.map(({ installation, user }: SlackIdentity, index) => ({
      key: index === 0 ? person.person : `${person.person}-${installation}`,
      name: person.name,
      job: jobOf(area, person),
      installation,
      user,
      channels: channelsOf(area, person, installation),
    })),
  );

/** People of the workspaces whom no area registers, so that a visitor sees how they are refused. */
const strangers = (known: readonly PagePerson[], workspaces: readonly Workspace[]): readonly PagePerson[] =>
  workspaces.flatMap(({ seed: { installation, people } }) =>
    people
      .filter(({ id }) => !known.some((one) => one.installation === installation && one.user === id))
      .map(({ id, name, realName }) => ({
        key: `${name}-${installation}`,
        name: realName,
        job: "Not registered with Tandem",
        installation,
        user: id,
        channels: [],
      })),
  );

/** Everybody whom a visitor of the page can act as: those of the area, then the strangers. */
export const pagePeopleOf = (area: Area, workspaces: readonly Workspace[]): readonly PagePerson[] => {
  const known = registered(area);
  return [...known, ...strangers(known, workspaces)];
};
