import type { Area } from "../src/domain/area/area-schema.ts";
import type { WorkspaceSeed } from "../simulator/workspace-seed.ts";

const titles: Readonly<Record<string, string>> = { operators: "tandem-operators" };

const channelsOf = (area: Area, installation: string) => {
  const teams = Object.entries(area.slots).flatMap(([slot, filled]) =>
    filled.kind === "team" && filled.installation === installation
      ? [{ id: filled.channel, name: slot.split(".")[1] ?? slot }]
      : [],
  );
  const operators = area.operators.installation === installation;
  return operators ? [...teams, { id: area.operators.channel, name: titles["operators"] ?? "" }] : teams;
};

const peopleOf = (area: Area, installation: string) =>
  area.people.flatMap(({ person, name, identities }) =>
    identities
      .filter((identity) => identity.installation === installation)
      .map(({ user }) => ({ id: user, name: person, realName: name })),
  );

/** A user group for each desk, as organisations keep one to call all of it. */
const userGroupsOf = (area: Area, installation: string) =>
  Object.entries(area.slots).flatMap(([slot, filled]) => {
    if (filled.kind !== "team" || filled.installation !== installation) return [];
    const members = area.people.filter(({ teams }) => teams.includes(slot));
    const users = members
      .flatMap(({ identities }) => identities)
      .filter((identity) => identity.installation === installation)
      .map(({ user }) => user);
    return [
      {
        id: `S${filled.channel.slice(1)}`,
        handle: slot.split(".")[1] ?? slot,
        name: filled.name,
        users,
      },
    ];
  });

const teamOf = (area: Area, installation: string): string => {
  const identity = area.people
    .flatMap(({ identities }) => identities)
    .find((one) => one.installation === installation);
  if (identity === undefined) throw new Error(`${area.area} registers nobody in ${installation}`);
  return identity.team;
};

/** The simulated workspaces that a fictional area needs: one for each agency's installation, with its desks and people. */
export const worldOfArea = (area: Area): readonly WorkspaceSeed[] => {
  if (!area.fictional) throw new Error(`${area.area} is real: it is never simulated`);
  return Object.values(area.agencies).flatMap((agency) => {
    if (agency === undefined) return [];
    const { installation, name } = agency;
    const letters = installation.toUpperCase();
    return [
      {
        installation,
        teamId: teamOf(area, installation),
        domain: installation,
        name,
        botToken: `xoxb-simulated-${installation}`,
        signingSecret: `simulated-signing-secret-${installation}`,
        botUserId: `U0BOT${letters}`,
        appId: `A0${letters}`,
        people: [
          ...peopleOf(area, installation),
          { id: `U0STRANGER${letters}`, name: "stranger", realName: "Demo Stranger" },
        ],
        channels: channelsOf(area, installation),
        userGroups: userGroupsOf(area, installation),
      },
    ];
  });
};
