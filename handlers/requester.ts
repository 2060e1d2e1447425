import type { BlockAction, SlackViewAction, SlashCommand } from "@slack/bolt";

type Identity = { readonly installation: string; readonly team: string; readonly user: string };

/** Who typed a command. */
export const whoTyped = (installation: string, command: SlashCommand): Identity => ({
  installation,
  team: command.team_id || command.enterprise_id || "",
  user: command.user_id,
});

/**
 * Who pressed or sent something: by their own workspace, which in a shared channel is not ours. An installation for a
 * whole organisation sends no team.
 */
export const whoActed = (installation: string, body: BlockAction | SlackViewAction): Identity => ({
  installation,
  team: body.user.team_id ?? body.team?.id ?? body.enterprise?.id ?? "",
  user: body.user.id,
});

/** The request's own name in the inbox: the same press is the same, a second press is another. */
export const pressKey = (installation: string, body: BlockAction): string => {
  const action = body.actions[0];
  return [
    installation,
    "press",
    body.user.id,
    action?.action_id,
    action?.action_ts,
    body.container["message_ts"] ?? body.view?.id,
  ].join(":");
};

export const submissionKey = (installation: string, body: SlackViewAction): string =>
  [installation, "view", body.view.id, body.view.hash].join(":");
