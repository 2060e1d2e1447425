import type { ConversationSummary } from "../contract.ts";

/** A conversation's name as Slack writes it. */
export const conversationName = ({ kind, name }: Pick<ConversationSummary, "kind" | "name">): string =>
  kind === "channel" ? `# ${name}` : name;

export const homeName = "Tandem's Home";
