import { textAt, type JsonObject } from "./json.ts";
import { refusal } from "./slack-refusal.ts";
import type { SeedUserGroup, WorkspaceSeed } from "./workspace-seed.ts";

/** Who is in each user group of the workspace now, by the group's id. */
export type UserGroups = Map<string, readonly string[]>;

export function createUserGroups({ userGroups = [] }: WorkspaceSeed): UserGroups {
  return new Map(userGroups.map(({ id, users }) => [id, users]));
}

type Home = { readonly seed: WorkspaceSeed; readonly userGroups: UserGroups };
type Method = (home: Home, args: JsonObject) => JsonObject;

const methods: Readonly<Record<string, Method>> = {
  "usergroups.list": ({ seed, userGroups }, args) => ({
    ok: true,
    usergroups: (seed.userGroups ?? []).map((group) => {
      const users = userGroups.get(group.id) ?? [];
      const counted = isTrue(args["include_count"]) ? { user_count: users.length } : {};
      return { ...shown(seed, group), ...counted, ...(isTrue(args["include_users"]) ? { users } : {}) };
    }),
  }),
  "usergroups.users.list": ({ userGroups }, args) => {
    const users = userGroups.get(textAt(args, "usergroup"));
    return users ? { ok: true, users } : refusal("no_such_subteam");
  },
  "usergroups.users.update": ({ seed, userGroups }, args) => {
    const group = seed.userGroups?.find(({ id }) => id === args["usergroup"]);
    if (!group) return refusal("no_such_subteam");
    const users = textAt(args, "users").split(",");
    if (users.some((user) => !seed.people.some(({ id }) => id === user))) return refusal("invalid_users");
    userGroups.set(group.id, users);
    return { ok: true, usergroup: { ...shown(seed, group), users, user_count: users.length } };
  },
};

/** Slack's `usergroups.*` methods, which the emulator has not; undefined for any other method. */
export function callUserGroupMethod(home: Home, method: string, args: JsonObject): JsonObject | undefined {
  return methods[method]?.(home, args);
}

function shown(seed: WorkspaceSeed, { id, handle, name }: SeedUserGroup): JsonObject {
  return { id, team_id: seed.teamId, is_usergroup: true, name, handle, is_external: false, date_delete: 0 };
}

function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}
