import { LogLevel, type Logger } from "@slack/logger";

type Sink = {
  readonly debug: (fields: object, says: string) => void;
  readonly warn: (fields: object, says: string) => void;
};

/**
 * What Bolt and the web client log, without their words: those can quote a whole request. Only that something was said,
 * and how grave it was, goes on.
 */
export const boltLogger = (log: Sink): Logger => {
  const quiet = (level: string) => () => log.debug({ level }, "bolt said something");
  const heard = (level: string) => () => log.warn({ level }, "bolt said something");
  return {
    debug: quiet("debug"),
    info: quiet("info"),
    warn: heard("warn"),
    error: heard("error"),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
};
