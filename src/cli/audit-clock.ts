import { setTimeout as wait } from "node:timers/promises";
import { plusMilliseconds } from "../domain/instant.ts";
import type { Clock } from "../ports.ts";
import type { Late, WatchStore } from "../watch-ports.ts";

const lateAfter = 120_000;
const shownAtMost = 100;
const heartbeatWithin = 5_000;
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

/**
 * Looks, from outside the bot, for whatever has been due for more than two minutes. Only when there is nothing is the
 * heartbeat sent, so that whoever listens hears of a bot that does nothing, and of an auditor that is gone.
 */
export const auditClock = async ({ watch, clock, heartbeatUrl }: Auditing): Promise<Audited> => {
  const late = await watch.late({
    duty: plusMilliseconds(clock.dutyNow(), -lateAfter),
    machine: plusMilliseconds(clock.machineNow(), -lateAfter),
    limit: shownAtMost,
  });
  return late.length === 0 ? beat(heartbeatUrl) : { ok: false, lines: late.map(inWords) };
};

/** Audits every minute, for ever; a database that does not answer is said, and the heartbeat stays away. */
export const auditForEver = async (auditing: Auditing, print: (line: string) => void): Promise<never> => {
  for (;;) {
    const audited = await auditClock(auditing).catch((): Audited => ({
      ok: false,
      lines: ["the database could not be asked"],
    }));
    for (const line of audited.lines) print(line);
    await wait(pause);
  }
};
