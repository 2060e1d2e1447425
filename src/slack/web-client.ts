import { LogLevel, WebClient, type WebClientOptions } from "@slack/web-api";

/** One workspace that has our app: its own signing secret, bot token and API address. */
export type Installation = {
  readonly name: string;
  readonly teamId: string;
  readonly botToken: string;
  readonly signingSecret: string;
  readonly apiUrl?: string;
};

/**
 * How every call to Slack is made: no retries of the client's own (a lost answer became three posts), a time-out, and a
 * rate limit handed back to us, so that one full channel holds up nobody else.
 */
export const clientOptions = ({ apiUrl }: Pick<Installation, "apiUrl">): WebClientOptions => ({
  retryConfig: { retries: 0 },
  timeout: 10_000,
  rejectRateLimitedCalls: true,
  // Its own logger writes to the terminal past ours; what went wrong reaches us as a fault.
  logLevel: LogLevel.ERROR,
  ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
});

export const webClient = (installation: Installation): WebClient =>
  new WebClient(installation.botToken, clientOptions(installation));
