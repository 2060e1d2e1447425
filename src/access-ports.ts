import type { AccessEvent } from "./domain/case/access-trail.ts";
import type { Instant } from "./domain/instant.ts";
import type { TandemRef } from "./domain/tandem-ref.ts";
import type { Viewer } from "./ports.ts";

type Look = { readonly ref: TandemRef; readonly at: Instant };

/** The record of who looked at a case. What is not written down there must not be shown. */
export type AccessStore = {
  /** Somebody is about to be shown how a case stands. */
  readonly cardShown: (viewer: Viewer, look: Look) => Promise<void>;
  /** Who was ever shown it, or opened what was written in it: each once. Whether it was seen is no look at the record. */
  readonly seenBy: (ref: TandemRef) => Promise<readonly string[]>;
  /** Who looked at a case until now, the oldest first; that somebody was shown it commits with the reading. */
  readonly see: (viewer: Viewer, look: Look) => Promise<readonly AccessEvent[]>;
};
