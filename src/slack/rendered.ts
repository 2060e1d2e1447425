import type { KnownBlock } from "@slack/types";

/** A message as Slack wants it. The text is the push notification and what old clients show. */
export type Rendered = { readonly text: string; readonly blocks: readonly KnownBlock[] };
