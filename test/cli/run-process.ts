import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Workspace } from "../../simulator/workspace.ts";
import { packageRoot } from "../../src/run.ts";

export type Environment = Readonly<Record<string, string>>;

const key = (letter: string): string => Buffer.alloc(32, letter).toString("base64");

/** A complete configuration of two workspaces; what is given replaces a setting, and "" takes one out. */
export const environment = (settings: Environment): Environment => ({
  NODE_ENV: "production",
  TANDEM_INSTALLATIONS: "council,police",
  SLACK_COUNCIL_BOT_TOKEN: "xoxb-simulated-council",
  SLACK_COUNCIL_SIGNING_SECRET: "simulated-signing-secret-council",
  SLACK_COUNCIL_TEAM_ID: "T0COUNCIL",
  SLACK_POLICE_BOT_TOKEN: "xoxb-simulated-police",
  SLACK_POLICE_SIGNING_SECRET: "simulated-signing-secret-police",
  SLACK_POLICE_TEAM_ID: "T0POLICE",
  TANDEM_KEYS: `first:${key("k")}`,
  TANDEM_AUDIT_KEY: key("a"),
  HOST: "127.0.0.1",
  PORT: "0",
  ...settings,
});

/** The settings that lead each installation to its simulated workspace. */
export const workspaceSettings = (workspaces: Iterable<Workspace>): Environment =>
  Object.fromEntries(
    [...workspaces].flatMap(({ seed, apiUrl }) => {
      const name = `SLACK_${seed.installation.toUpperCase()}`;
      return [
        [`${name}_API_URL`, apiUrl],
        [`${name}_TEAM_ID`, seed.teamId],
      ];
    }),
  );

export type Running = {
  readonly pid: number;
  readonly signal: (name: NodeJS.Signals) => void;
  /** What it has written so far, to either stream. */
  readonly output: () => string;
  readonly ended: Promise<{ readonly code: number | null; readonly output: string }>;
};

/** Starts a file of the project in a process of its own, far from any .env, with these settings and no others. */
export const startProcess = (
  file: string,
  words: readonly string[],
  settings: Environment,
  input?: string,
): Running => {
  const tsx = import.meta.resolve("tsx");
  const child = spawn(process.execPath, ["--import", tsx, path.join(packageRoot, file), ...words], {
    cwd: tmpdir(),
    env: { PATH: process.env["PATH"] ?? "", ...settings },
    stdio: ["pipe", "pipe", "pipe"],
  });
  // One that reads nothing may be gone before it is told so.
  child.stdin.on("error", () => undefined).end(input);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const end = async () => {
    const [code] = (await once(child, "close")) as [number | null];
    return { code, output };
  };
  return {
    pid: child.pid ?? 0,
    signal: (name) => void child.kill(name),
    output: () => output,
    ended: end(),
  };
};

/** Runs a command of `npm run tandem` as an administrator would, and answers what it said and how it ended. */
export const runTandem = (words: readonly string[], settings: Environment, input?: string) =>
  startProcess("src/cli.ts", words, settings, input).ended;
