export type SeedPerson = { readonly id: string; readonly name: string; readonly realName: string };
export type SeedChannel = { readonly id: string; readonly name: string; readonly isPrivate?: boolean };
export type SeedUserGroup = {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly users: readonly string[];
};

/** Who and what exists in one simulated Slack workspace. The outside world sees exactly these ids. */
export type WorkspaceSeed = {
  readonly installation: string;
  readonly teamId: string;
  readonly domain: string;
  readonly name: string;
  readonly botToken: string;
  readonly signingSecret: string;
  readonly botUserId: string;
  readonly appId: string;
  readonly people: readonly SeedPerson[];
  readonly channels: readonly SeedChannel[];
  readonly userGroups?: readonly SeedUserGroup[];
};

export function botIdOf(seed: WorkspaceSeed): string {
  return `B${seed.botUserId.slice(1)}`;
}
