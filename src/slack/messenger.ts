import type { WebClient } from "@slack/web-api";
import type { NoticeModel, ReminderModel } from "../domain/notices/notice.ts";
import type { Messenger, OutboxItem, Person, Recipient, Sent, SendOutcome } from "../ports.ts";
import { messageMetadataType } from "./action-ids.ts";
import { classifyError } from "./classify-error.ts";
import { paragraph, pushText } from "./elements.ts";
import { renderNotice } from "./render-notice.ts";
import { renderReminders } from "./notices/reminders.ts";
import type { Rendered } from "./rendered.ts";

type Clients = ReadonlyMap<string, WebClient>;

const asRepeat = ({ text, blocks }: Rendered): Rendered => ({
  text: pushText(`Repeat: ${text}`),
  blocks: [paragraph("*Repeat.* This may have reached you before."), ...blocks],
});

const isReminder = (model: NoticeModel): model is ReminderModel => model.kind === "reminder";

/** What is sent: one notice, or everything that one person is reminded of together. */
export const renderItem = (item: OutboxItem, people: ReadonlyMap<string, Person>): Rendered => {
  const models = [item, ...item.together].map(({ notice }) => notice.model).filter(isReminder);
  return models.length > 1 ? renderReminders(models) : renderNotice(item.notice.model, people);
};

const metadataFor = (item: OutboxItem) => ({
  event_type: messageMetadataType,
  event_payload: { key: item.key },
});

const post = async (
  client: WebClient,
  item: OutboxItem,
  to: Recipient,
  rendered: Rendered,
): Promise<Sent> => {
  const message = { text: rendered.text, blocks: [...rendered.blocks], metadata: metadataFor(item) };
  const { editing } = item;
  const answer =
    editing === undefined
      ? await client.chat.postMessage({
          ...message,
          channel: to.channel,
          unfurl_links: false,
          unfurl_media: false,
        })
      : await client.chat.update({ ...message, channel: editing.channel, ts: editing.providerId });
  if (answer.ts === undefined || answer.channel === undefined) throw new Error("Slack answered without a ts");
  return { providerId: answer.ts, channel: answer.channel, text: rendered.text };
};

const send = async (
  clients: Clients,
  item: OutboxItem,
  to: Recipient,
  people: ReadonlyMap<string, Person>,
): Promise<SendOutcome> => {
  const client = clients.get(to.installation);
  if (client === undefined) return { ok: false, kind: "permanent", error: "no_such_installation" };
  const rendered = renderItem(item, people);
  const repeated = item.mayHaveBeenSent && item.editing === undefined;
  try {
    return { ok: true, sent: await post(client, item, to, repeated ? asRepeat(rendered) : rendered) };
  } catch (fault) {
    return classifyError(fault);
  }
};

const historyDepth = 100;

/** Where a message to a person is kept: their own conversation with the bot. */
const conversationOf = async (client: WebClient, { channel }: Recipient): Promise<string> => {
  if (!/^[UW]/.test(channel)) return channel;
  const opened = await client.conversations.open({ users: channel });
  return opened.channel?.id ?? channel;
};

const carries = (metadata: { readonly event_payload?: unknown } | undefined, key: string): boolean => {
  const payload = metadata?.event_payload;
  return typeof payload === "object" && payload !== null && Reflect.get(payload, "key") === key;
};

const find = async (clients: Clients, item: OutboxItem, to: Recipient): Promise<Sent | undefined> => {
  const client = clients.get(to.installation);
  // An edit is simply made again: the same edit twice shows the same message.
  if (client === undefined || item.editing !== undefined) return undefined;
  const channel = await conversationOf(client, to);
  const history = await client.conversations.history({
    channel,
    limit: historyDepth,
    include_all_metadata: true,
  });
  const found = history.messages?.find(({ metadata }) => carries(metadata, item.key));
  return found?.ts === undefined ? undefined : { providerId: found.ts, channel, text: found.text ?? "" };
};

/** Sends notices through the installation of the team or person that they are for. */
export const createMessenger = (clients: Clients): Messenger => ({
  send: (item, to, people) => send(clients, item, to, people),
  find: async (item, to) => {
    try {
      return await find(clients, item, to);
    } catch (fault) {
      // Not being able to look is no reason to stay silent: it is sent again, marked as a repeat.
      if (classifyError(fault).kind === "permanent") return undefined;
      throw fault;
    }
  },
});
