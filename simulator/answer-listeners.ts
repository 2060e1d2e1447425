import type { Answer } from "./send-request.ts";

/** Told of each request that was sent to the bot, when it was answered or Slack gave up waiting; times are the machine's. */
export type AnswerListener = (answer: Answer, sentAt: number) => void;
export type AnswerListeners = Set<AnswerListener>;

export function listenToAnswers(listeners: AnswerListeners, listener: AnswerListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
