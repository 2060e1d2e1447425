import { useEffect, useRef, type ReactNode } from "react";
import type { ConversationState, ConversationSummary, PageMessage, PageState } from "../contract.ts";
import { Composer } from "./composer.tsx";
import { HomeTab } from "./home-tab.tsx";
import { Message } from "./message.tsx";
import { conversationName, homeName } from "./conversation-name.ts";
import { home, openedBy } from "./snapshot.ts";
import { threadsOf } from "./threads.ts";
import { useSnapshot } from "./use-page.ts";

type ListProps = { readonly conversation: ConversationState; readonly name: string };

const drawMessage = (channel: string, message: PageMessage): ReactNode => (
  <Message key={message.ts} channel={channel} message={message} />
);

/** Messages with their threads under them; what arrives is read aloud, and comes into sight. */
const Messages = ({ conversation, name }: ListProps): ReactNode => {
  const { id, messages } = conversation;
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which React would take for a way to clean up.
    end.current?.scrollIntoView({ block: "nearest" });
  }, [id, messages.length]);
  return (
    <div role="log" aria-label={`Messages in ${name}`} className="messages" tabIndex={0}>
      {messages.length === 0 ? <p className="hint">No messages yet.</p> : null}
      {threadsOf(messages).map(({ first, replies }) => (
        <div key={first.ts}>
          {drawMessage(id, first)}
          {replies.length === 0 ? null : (
            <div className="thread" role="group" aria-label="Thread">
              {replies.map((reply) => drawMessage(id, reply))}
            </div>
          )}
        </div>
      ))}
      <div ref={end} />
    </div>
  );
};

const nothingOpen = "Choose a conversation. A number beside its name says how many messages are unread.";

type OpenedProps = { readonly state: PageState; readonly summary: ConversationSummary };

const Opened = ({ state, summary }: OpenedProps): ReactNode => {
  const { conversation } = useSnapshot();
  const { id } = summary;
  const name = conversationName(summary);
  return (
    <>
      {conversation?.id === id ? (
        <Messages key={id} conversation={conversation} name={name} />
      ) : (
        <p className="messages hint">Opening.</p>
      )}
      <Composer key={`${state.as.key} ${id}`} channel={id} name={name} commands={state.commands} />
    </>
  );
};

/** What somebody has open: a conversation with its composer, or the Home. */
export const Conversation = ({ state }: { readonly state: PageState }): ReactNode => {
  const { openOf } = useSnapshot();
  const opened = openedBy(state, openOf);
  const summary = state.conversations.find(({ id }) => id === opened);
  const title = summary === undefined ? "Simulated Slack" : conversationName(summary);
  return (
    <main id="conversation" tabIndex={-1}>
      <h1>
        {opened === home ? homeName : title} <small>as {state.as.name}</small>
      </h1>
      {opened === home ? <HomeTab state={state} /> : null}
      {opened === undefined ? <p className="messages hint">{nothingOpen}</p> : null}
      {summary === undefined ? null : <Opened state={state} summary={summary} />}
    </main>
  );
};
