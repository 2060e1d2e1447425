import { App, HTTPReceiver, LogLevel } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { once } from "node:events";
import { createServer } from "node:http";
import { createOriginator, type Originator } from "../../simulator/originator.ts";
import { portOf } from "../../simulator/loopback-listen.ts";
import { startWorkspace, type Workspace } from "../../simulator/workspace.ts";
import type { WorkspaceSeed } from "../../simulator/workspace-seed.ts";

export function seedOf(installation: string, letter: string): WorkspaceSeed {
  return {
    installation,
    teamId: `T${letter}TEAM0001`,
    domain: installation,
    name: `The ${installation}`,
    botToken: `xoxb-${installation}`,
    signingSecret: `secret-${installation}`,
    botUserId: `U${letter}BOT00001`,
    appId: `A${letter}APP00001`,
    people: [
      { id: `U${letter}FIRST001`, name: "first", realName: "Demo First Person" },
      { id: `U${letter}SECOND01`, name: "second", realName: "Demo Second Person" },
    ],
    channels: [
      { id: `C${letter}GENERAL1`, name: "general" },
      { id: `C${letter}DUTY0001`, name: "duty" },
      { id: `C${letter}QUIET001`, name: "quiet", isPrivate: true },
    ],
  };
}

const option = (value: string) => ({
  text: { type: "plain_text" as const, text: value.toUpperCase() },
  value,
});

export function form(title = "Referral"): ModalView {
  return {
    type: "modal",
    callback_id: "form",
    title: { type: "plain_text", text: title },
    submit: { type: "plain_text", text: "Send" },
    notify_on_close: true,
    private_metadata: "opaque",
    blocks: [
      {
        type: "input",
        block_id: "reason",
        label: { type: "plain_text", text: "Reason" },
        element: { type: "plain_text_input", action_id: "reason_text", max_length: 20 },
      },
      {
        type: "input",
        block_id: "urgency",
        label: { type: "plain_text", text: "Urgency" },
        element: {
          type: "static_select",
          action_id: "urgency_menu",
          options: [option("low"), option("high")],
          initial_option: option("low"),
        },
      },
      {
        type: "input",
        block_id: "who",
        optional: true,
        label: { type: "plain_text", text: "Who" },
        element: { type: "multi_users_select", action_id: "who_list" },
      },
      {
        type: "actions",
        block_id: "more",
        elements: [{ type: "button", action_id: "show_more", text: { type: "plain_text", text: "More" } }],
      },
    ],
  };
}

export type Bot = { readonly app: App; readonly eventsUrl: string; readonly close: () => Promise<void> };

/** A Bolt App on its usual receiver; only API address, token and signing secret are the simulator's. */
export async function startBot(workspace: Workspace): Promise<Bot> {
  const { signingSecret, botToken } = workspace.seed;
  const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR });
  const app = new App({
    token: botToken,
    receiver,
    deferInitialization: true,
    logLevel: LogLevel.ERROR,
    clientOptions: {
      slackApiUrl: workspace.apiUrl,
      retryConfig: { retries: 0 },
      timeout: 10_000,
      rejectRateLimitedCalls: true,
    },
  });
  await app.init();
  const server = createServer((request, response) => receiver.requestListener(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    app,
    eventsUrl: `http://127.0.0.1:${portOf(server)}/slack/events`,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

export type Stage = {
  readonly workspace: Workspace;
  readonly bot: Bot;
  readonly slack: Originator;
  readonly first: string;
  readonly second: string;
  readonly duty: string;
  readonly close: () => Promise<void>;
};

/** A workspace, a bot in it and people who use it. */
export async function setStage(installation = "council", letter = "C"): Promise<Stage> {
  const workspace = await startWorkspace(seedOf(installation, letter));
  const bot = await startBot(workspace);
  return {
    workspace,
    bot,
    slack: createOriginator({ workspace, eventsUrl: bot.eventsUrl, now: () => Date.now() }),
    first: `U${letter}FIRST001`,
    second: `U${letter}SECOND01`,
    duty: `C${letter}DUTY0001`,
    close: async () => {
      await bot.close();
      await workspace.close();
    },
  };
}

/** What the API refused with. */
export async function refusalOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => "accepted",
    (error: unknown) => (error as { data?: { error?: string } }).data?.error ?? error,
  );
}
