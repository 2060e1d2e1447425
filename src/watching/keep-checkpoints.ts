import type { Log } from "../log.ts";
import type { Clock } from "../ports.ts";
import { makeCheckpoint } from "../store/checkpoint.ts";
import type { StoreContext } from "../store/store-context.ts";
import type { Anchor } from "../watch-ports.ts";
import { anchorLine, appendAnchor, AnchorNotWritten } from "./anchor-file.ts";
import type { Announcer } from "./announcer.ts";

export type Anchoring = {
  readonly store: StoreContext;
  readonly clock: Clock;
  /** A file that whoever can change the database cannot change. Without one the log alone holds the anchors. */
  readonly file?: string | undefined;
};

/**
 * Lists what has changed and anchors the end of the list outside the database: `say` hears the line first, then it is
 * added to the file. The end is anchored each time, changed or not, so that an anchor that could not be written is made
 * good by the next. Throws AnchorNotWritten.
 */
export const anchorCheckpoint = async (
  { store, clock, file }: Anchoring,
  say: (line: string) => void,
): Promise<void> => {
  const made = await makeCheckpoint(store, clock.dutyNow());
  if (made === undefined) return;
  const anchor: Anchor = { ...made, at: clock.machineNow() };
  say(anchorLine(anchor));
  if (file !== undefined) await appendAnchor(file, anchor);
};

/** The worker's round of it. The operators hear once that an anchor cannot be written, and once that it can be again. */
export const keepCheckpoints =
  (anchoring: Anchoring, log: Log, { say }: Pick<Announcer, "say">) =>
  async (): Promise<void> => {
    try {
      await anchorCheckpoint(anchoring, (anchor) => log.info({ anchor }, "checkpoint"));
      if (anchoring.file !== undefined) say({ what: "anchor-refused", over: true });
    } catch (fault) {
      if (!(fault instanceof AnchorNotWritten)) throw fault;
      log.error({ because: fault.message }, "the checkpoint is not anchored");
      say({ what: "anchor-refused", over: false });
      throw fault;
    }
  };
