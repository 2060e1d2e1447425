import type { PageMessage } from "../contract.ts";

export type Thread = { readonly first: PageMessage; readonly replies: readonly PageMessage[] };

/** Messages in order, each with the replies to it. A reply to what is no longer there stands by itself. */
export const threadsOf = (messages: readonly PageMessage[]): readonly Thread[] => {
  const isReply = ({ ts, threadTs }: PageMessage): boolean =>
    threadTs !== undefined && threadTs !== ts && messages.some((other) => other.ts === threadTs);
  return messages
    .filter((message) => !isReply(message))
    .map((first) => ({
      first,
      replies: messages.filter((message) => isReply(message) && message.threadTs === first.ts),
    }));
};
