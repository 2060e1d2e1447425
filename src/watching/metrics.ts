import { monitorEventLoopDelay } from "node:perf_hooks";
import { Counter, Gauge, Registry } from "prom-client";
import type { Counted, WatchStore } from "../watch-ports.ts";
import { within } from "../within.ts";

/** Whoever gathers the metrics waits some ten seconds; a database that hangs is to be one of them. */
const answersWithin = 4_000;

/** What the gauges are read from, at the moment when somebody asks. */
export type Sources = {
  readonly watch: WatchStore;
  readonly redisIsReady: () => boolean;
  readonly timersOverdue: () => Promise<number>;
};

/** Counters by closed words only: no person, no case, no text of a message. */
export const createMetrics = () => {
  const registry = new Registry();
  const registers = [registry];
  const counter = <T extends string>(name: string, help: string, labelNames: readonly T[] = []) =>
    new Counter({ name: `tandem_${name}`, help, labelNames: [...labelNames], registers });
  const gauge = <T extends string>(name: string, help: string, labelNames: readonly T[] = []) =>
    new Gauge({ name: `tandem_${name}`, help, labelNames: [...labelNames], registers });
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  return {
    registry,
    delay,
    refused: counter("requests_refused_total", "Requests refused before anything read them", ["reason"]),
    delivery: counter("delivery_outcomes_total", "What became of calls that send a message", ["outcome"]),
    sweeps: counter("sweeps_total", "Sweeps that ended without a fault"),
    beyondGrace: counter("swept_beyond_grace_total", "Work that the alarm clock should have done"),
    repairs: counter("reconciler_repairs_total", "Alarms put right in Redis", ["kind"]),
    keyMissing: counter("master_key_missing_total", "Requests that failed for want of a master key"),
    referrals: gauge("referrals_recorded", "Referrals in the record", ["area", "urgency"]),
    outbox: gauge("outbox_messages", "Messages by state", ["state"]),
    overdue: gauge("timers_overdue", "Timers that have fallen due and are not done, at most 1,000 counted"),
    tokenRefused: gauge("slack_token_refused", "Whether a workspace refuses our token", ["installation"]),
    redisUp: gauge("redis_up", "Whether Redis answers"),
    databaseUp: gauge("database_up", "Whether the database answers"),
    lag: gauge("event_loop_lag_seconds", "Event loop lag since it was last asked, 99th percentile"),
  };
};
export type Metrics = ReturnType<typeof createMetrics>;

const setAll = (gauge: Gauge, labels: readonly string[], counted: readonly Counted[]): void => {
  gauge.reset();
  for (const { by, count } of counted)
    gauge.set(Object.fromEntries(labels.map((label, at) => [label, by[at] ?? ""])), count);
};

const readDatabase = async (metrics: Metrics, { watch, timersOverdue }: Sources): Promise<void> => {
  setAll(metrics.referrals, ["area", "urgency"], await watch.referralsByAreaAndUrgency());
  setAll(metrics.outbox, ["state"], await watch.messagesByState());
  metrics.overdue.set(await timersOverdue());
};

/** The metrics as Prometheus reads them. A database that is away is one of them, and no fault. */
export const metricsText = async (metrics: Metrics, sources: Sources): Promise<string> => {
  metrics.redisUp.set(sources.redisIsReady() ? 1 : 0);
  metrics.lag.set(metrics.delay.percentile(99) / 1e9);
  metrics.delay.reset();
  const read = readDatabase(metrics, sources).then(() => true);
  const up = await within(read, answersWithin, false);
  metrics.databaseUp.set(up ? 1 : 0);
  return metrics.registry.metrics();
};
