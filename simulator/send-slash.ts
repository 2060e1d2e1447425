import { deliverResponse } from "./deliver-response.ts";
import { record } from "./journal.ts";
import { isObject, parseJson } from "./json.ts";
import { newResponseUrl, sendForm, type OriginatorOptions } from "./originator-context.ts";
import { actorId, channelPart, userPart, VERIFICATION_TOKEN, type Actor } from "./payload-parts.ts";
import type { Answer } from "./send-request.ts";
import { issueTrigger } from "./trigger-ids.ts";

export type Slash = {
  readonly user: Actor;
  readonly command: string;
  readonly text?: string;
  readonly channel: string;
};

/** Types a slash command. What the bot answers in the body is shown to the user; if Slack could not, the journal says so. */
export async function sendSlash(options: OriginatorOptions, slash: Slash): Promise<Answer> {
  const { seed, simulation } = options.workspace;
  const user = userPart(seed, slash.user);
  const place = { channel: slash.channel, user: actorId(slash.user) };
  const answer = await sendForm(options, {
    token: VERIFICATION_TOKEN,
    team_id: String(user["team_id"]),
    team_domain: seed.domain,
    channel_id: slash.channel,
    channel_name: channelPart(seed, slash.channel).name,
    user_id: place.user,
    user_name: String(user["name"]),
    command: slash.command,
    text: slash.text ?? "",
    api_app_id: seed.appId,
    is_enterprise_install: "false",
    response_url: newResponseUrl(options, place),
    trigger_id: issueTrigger(simulation.triggers, place.user),
  });
  if (answer.status !== 200 || answer.body === "") return answer;
  const parsed = parseJson(answer.body);
  const args = isObject(parsed) ? parsed : { text: answer.body };
  const response = await deliverResponse(simulation, place, args, "command answer");
  if (response["ok"] !== true)
    record(simulation.journal, { method: "command answer", args, response, status: 200 });
  return answer;
}
