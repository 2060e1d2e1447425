import { pino, type DestinationStream, type Logger } from "pino";

export type Log = Pick<Logger, "debug" | "info" | "warn" | "error">;

/**
 * The log: one JSON line an event, to standard output. It is given references, rule IDs, short codes and counts, and
 * never a message's text, a form's answers or an error's own words, which can quote what a person typed.
 */
export const createLog = (level: string, destination?: DestinationStream): Log =>
  destination === undefined ? pino({ level }) : pino({ level }, destination);
