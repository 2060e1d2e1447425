import { setTimeout as wait } from "node:timers/promises";
import { plusMilliseconds } from "../domain/instant.ts";
import type { Clock } from "../ports.ts";
import type { Late, WatchStore } from "../watch-ports.ts";
import { within } from "../within.ts";

const lateAfter = 120_000;
const shownAtMost = 100;
const heartbeatWithin = 5_000;
/** The question to the database and the heartbeat after it. */
const lookWithin = heartbeatWithin + 5_000;
const pause = 60_000;

export type Audited = {
  readonly ok: boolean;
  readonly lines: readonly string[];
};

export type Auditing = {
  readonly watch: Pick<WatchStore, "late">;
  readonly clock: Clock;
  readonly heartbeatUrl?: string | undefined;
};

const inWords = ({ kind, id, since }: Late): string => `late: ${kind} ${id}, due since ${since}`;

const beat = async (url: string | undefined): Promise<Audited> => {
  if (url === undefined)
    return { ok: true, lines: ["nothing is late; no TANDEM_HEARTBEAT_URL is set, so nobody was told"] };
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(heartbeatWithin) });
    if (answer.ok) return { ok: true, lines: ["nothing is late; the heartbeat was sent"] };
    return { ok: false, lines: [`nothing is late, but the heartbeat was answered ${answer.status}`] };
  } catch {
    return { ok: false, lines: ["nothing is late, but the heartbeat's address did not answer"] };
  }
};

const look = async ({ watch, clock, heartbeatUrl }: Auditing): Promise<Audited> => {
  const late = await watch.late({
    duty: plusMilliseconds(clock.dutyNow(), -lateAfter),
    machine: plusMilliseconds(clock.machineNow(), -lateAfter),
    limit: shownAtMost,
  });
  return late.length === 0 ? beat(heartbeatUrl) : { ok: false, lines: late.map(inWords) };
};

/**
 * Looks, from outside the bot, for whatever has been due for more than two minutes. Only when there is nothing is the
 * heartbeat sent, so that whoever listens hears of a bot that does nothing, and of an auditor that is gone. A database
 * that does not answer is said, and the heartbeat stays away.
 */
export const auditClock = (auditing: Auditing): Promise<Audited> =>
  within(look(auditing), lookWithin, { ok: false, lines: ["the database could not be asked"] });

/** Audits every minute, for ever. */
export const auditForEver = async (auditing: Auditing, print: (line: string) => void): Promise<never> => {
  for (;;) {
    const { lines } = await auditClock(auditing);
    for (const line of lines) print(line);
    await wait(pause);
  }
};
