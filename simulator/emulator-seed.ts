import { botIdOf, type WorkspaceSeed } from "./workspace-seed.ts";

/** The team id that the emulator gives to every workspace; it cannot be configured. */
export const EMULATED_TEAM_ID = "T000000001";
export const EMULATED_ADMINISTRATOR = "U000000001";
/** People and channels that the emulator always adds and that no seed asked for. */
export const EMULATED_EXTRAS: ReadonlySet<string> = new Set([
  EMULATED_ADMINISTRATOR,
  "C000000001",
  "C000000002",
]);

// The emulator refuses a token after 5,000 calls in an hour; taking turns keeps long runs alive.
const TOKENS = 200;
export const botTokens: readonly string[] = Array.from({ length: TOKENS }, (_, n) => `xoxb-simulated-${n}`);
/** The emulator takes any token that it does not know for its administrator's. */
export const administratorToken = "xoxp-simulated-administrator";

export function emulatorSeed(seed: WorkspaceSeed): { slack: unknown } {
  const bot = { app_id: seed.appId, bot_id: botIdOf(seed), bot_user_id: seed.botUserId };
  return {
    slack: {
      team: { name: seed.name, domain: seed.domain },
      users: seed.people.map(({ name, realName }) => ({ name, real_name: realName })),
      channels: seed.channels.map(({ name, isPrivate = false }) => ({ name, is_private: isPrivate })),
      oauth_apps: [
        {
          ...bot,
          client_id: seed.appId,
          client_secret: "simulated",
          name: "Tandem",
          redirect_uris: [],
          bot_name: "tandem",
        },
      ],
      tokens: botTokens.map((token) => ({
        ...bot,
        token,
        type: "bot",
        user_id: seed.botUserId,
        client_id: seed.appId,
      })),
    },
  };
}
