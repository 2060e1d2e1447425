import type { Ephemeral, Message } from "../message.ts";
import type { Workspace } from "../workspace.ts";
import type { ConversationState, ConversationSummary, PageMessage } from "./contract.ts";
import type { PagePerson } from "./page-world.ts";
import { Refused } from "./refused.ts";
import { workspaceOf, type Session } from "./session.ts";
import { placeOf } from "./unread.ts";

/** The channels that a person sees, and the direct conversation with the bot. */
export function conversationsOf(session: Session, person: PagePerson): readonly ConversationSummary[] {
  const { seed } = workspaceOf(session.world, person);
  const unread = (id: string) => session.unread.count(person.key, placeOf(person.installation, id));
  const channels = seed.channels
    .filter(({ id }) => person.channels.includes(id))
    .map(({ id, name }) => ({ id, kind: "channel" as const, name, unread: unread(id) }));
  const id = session.directs.get(person.key) ?? "";
  return [...channels, { id, kind: "direct", name: "Tandem", unread: unread(id) }];
}

/** One conversation as a person sees it. Throws Refused when it is not among this person's. */
export async function conversationOf(
  session: Session,
  person: PagePerson,
  id: string,
): Promise<ConversationState> {
  const found = conversationsOf(session, person).find((one) => one.id === id);
  if (!found) throw new Refused(404, "This person does not see that conversation.");
  const workspace = workspaceOf(session.world, person);
  const kept = await workspace.messages(id);
  const shown = [...kept, ...workspace.ephemerals(id).filter(({ user }) => user === person.user)];
  const messages = shown.toSorted((a, b) => Number(a.ts) - Number(b.ts));
  return { id, name: found.name, messages: messages.map((one) => draw(session, workspace, one)) };
}

function draw(session: Session, { seed }: Workspace, message: Message | Ephemeral): PageMessage {
  const isKept = "raw" in message;
  const fromBot = !isKept || message.user === seed.botUserId;
  const writer = seed.people.find(({ id }) => id === message.user);
  return {
    ts: message.ts,
    text: message.text,
    blocks: message.blocks,
    author: fromBot ? "Tandem" : (writer?.realName ?? message.user),
    fromBot,
    edited: isKept && message.isEdited,
    when: session.world.clock.saysAt(session.arrivals.at(seed.installation, message.ts)),
    ephemeral: !isKept,
    ...(isKept && message.threadTs !== undefined ? { threadTs: message.threadTs } : {}),
  };
}
