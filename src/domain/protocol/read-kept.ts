import type { WrittenProtocol } from "./flatten.ts";

/** Once a step of a case, by which clocks began that no build ever ran: a review of the protocol is no step of a case. */
const noStepAnyMore = "protocol-reviewed";

const beginsWithIt = (clock: unknown): boolean =>
  (clock as { startsWith?: { on?: unknown } }).startsWith?.on === noStepAnyMore;

/**
 * A protocol as an earlier build kept it, in words that this build reads: clocks are left out that were written for the
 * review of the protocol itself, waited for it, and never ran in any case.
 */
export const readKept = (written: unknown): unknown => {
  const { clocks } = written as WrittenProtocol;
  if (!Array.isArray(clocks)) return written;
  return { ...(written as WrittenProtocol), clocks: clocks.filter((clock) => !beginsWithIt(clock)) };
};
