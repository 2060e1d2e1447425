import type { Messenger, SendOutcome } from "../ports.ts";
import { isTokenFault } from "../slack/classify-error.ts";
import type { Metrics } from "./metrics.ts";

export type TokenState = { readonly installation: string; readonly refused: boolean };

type Watching = {
  readonly metrics: Metrics;
  readonly succeeded: () => void;
  /** Hears when a workspace begins to refuse our token, and when it accepts it (again). */
  readonly tokenChanged: (state: TokenState) => void;
};

const classOf = (outcome: SendOutcome): string => (outcome.ok ? "sent" : outcome.kind);

/** The same messenger, which also counts what becomes of messages and notices a token that is refused. */
export const watchMessenger = (messenger: Messenger, by: Watching): Messenger => {
  const refused = new Map<string, boolean>();
  return {
    find: (item, to) => messenger.find(item, to),
    send: async (item, to, people) => {
      const outcome = await messenger.send(item, to, people);
      by.metrics.delivery.inc({ outcome: classOf(outcome) });
      if (outcome.ok) by.succeeded();
      const isRefused = !outcome.ok && isTokenFault(outcome.error);
      if ((outcome.ok || isRefused) && refused.get(to.installation) !== isRefused) {
        refused.set(to.installation, isRefused);
        by.tokenChanged({ installation: to.installation, refused: isRefused });
      }
      return outcome;
    },
  };
};
