import type { Redis } from "ioredis";
import { epochMilliseconds } from "../domain/instant.ts";
import type { Clock, TimerAlarm } from "../ports.ts";
import type { AlarmCheck, OpenMessage, Repairs, WantedAlarms } from "../watch-ports.ts";
import { messageJob, queueNames, timerJob, type AlarmClock, type AlarmJob } from "./alarms.ts";
import { findRepairs, type Wanted } from "./find-repairs.ts";
import { contentsOf, type Contents } from "./queue-contents.ts";

type Name = keyof typeof queueNames;

const atOnce = 1_000;

/** A message waits for its turn in its channel, which its row does not say; a timer has one time. */
const tolerance = { urgent: 5_000, normal: 5_000, timers: 1_500 } as const;

/**
 * Takes a job out wherever it is listed but in work, in one step: a job that moved on since it was looked at, or whose
 * list entry came meanwhile, is left alone. ARGV: base, id, and '1' when the job is whole but wrong.
 */
const takeOut = `
  local base, id, whole = ARGV[1], ARGV[2], ARGV[3]
  local job = base .. ':' .. id
  local has = redis.call('EXISTS', job) == 1
  local delayed = redis.call('ZSCORE', base .. ':delayed', id)
  if whole == '1' then
    if not delayed then return 0 end
    redis.call('ZREM', base .. ':delayed', id)
    redis.call('DEL', job)
    return 1
  end
  if not has then
    return redis.call('ZREM', base .. ':delayed', id) + redis.call('ZREM', base .. ':prioritized', id)
      + redis.call('LREM', base .. ':wait', 0, id) + redis.call('LREM', base .. ':paused', 0, id)
  end
  if delayed or redis.call('ZSCORE', base .. ':prioritized', id) or redis.call('ZSCORE', base .. ':failed', id)
    or redis.call('ZSCORE', base .. ':completed', id) or redis.call('LPOS', base .. ':wait', id)
    or redis.call('LPOS', base .. ':paused', id) or redis.call('LPOS', base .. ':active', id) then return 0 end
  return redis.call('DEL', job)`;

const isWhole = ({ hashes, delayed }: Contents, id: string): boolean => hashes.has(id) && delayed.has(id);

const takeOutAll = async (
  connection: Redis,
  base: string,
  contents: Contents,
  ids: readonly string[],
): Promise<number> => {
  let taken = 0;
  for (let at = 0; at < ids.length; at += atOnce) {
    const pipeline = connection.pipeline();
    for (const id of ids.slice(at, at + atOnce))
      pipeline.eval(takeOut, 0, base, id, isWhole(contents, id) ? "1" : "0");
    for (const [fault, answer] of (await pipeline.exec()) ?? []) {
      if (fault !== null) throw fault;
      taken += Number(answer) > 0 ? 1 : 0;
    }
  }
  return taken;
};

const messageSubject = ({ id }: OpenMessage): string => `o-${id}`;
const timerSubject = ({ id }: TimerAlarm): string => `t-${id}`;

/** Machine time at which a timer rings: as far from now as its due time is by duty time. */
const timerRings = ({ dutyNow, machineNow }: Clock, { dueAt }: TimerAlarm): number =>
  epochMilliseconds(machineNow()) + epochMilliseconds(dueAt) - epochMilliseconds(dutyNow());

type Plan = {
  readonly wanted: readonly Wanted[];
  readonly spared: ReadonlySet<string>;
  readonly job: (subject: string, kept: ReadonlySet<string>) => AlarmJob;
};

/** The first revision, as whoever commits would use, so that two who repair add one; another when that one has failed. */
const revisionFor = (subject: string, kept: ReadonlySet<string>, clock: Clock): number =>
  kept.has(`${subject}-r0`) ? Math.floor(epochMilliseconds(clock.machineNow()) / 60_000) : 0;

const planForTimers = ({ timers }: WantedAlarms, clock: Clock): Plan => {
  const bySubject = new Map(timers.map((one) => [timerSubject(one), one]));
  return {
    wanted: timers.map((one) => ({ subject: timerSubject(one), ringsAt: timerRings(clock, one) })),
    spared: new Set(),
    job: (subject, kept) => {
      const timer = bySubject.get(subject);
      if (timer === undefined) throw new Error("an alarm was to be set for nothing");
      return timerJob({ ...timer, revision: revisionFor(subject, kept, clock) }, clock);
    },
  };
};

const planForMessages = ({ messages }: WantedAlarms, clock: Clock, lane: Name): Plan => {
  const now = epochMilliseconds(clock.machineNow());
  const ours = messages.filter((one) => one.lane === lane);
  const rings = ({ at }: OpenMessage): number => (at === undefined ? now : epochMilliseconds(at));
  const open = ours.filter((one) => !one.beingSent);
  const delays = new Map(open.map((one) => [messageSubject(one), Math.max(0, rings(one) - now)]));
  return {
    wanted: open.map((one) => ({ subject: messageSubject(one), ringsAt: rings(one) })),
    spared: new Set(ours.filter((one) => one.beingSent).map(messageSubject)),
    job: (subject, kept) =>
      messageJob(subject.slice(2), revisionFor(subject, kept, clock), delays.get(subject) ?? 0),
  };
};

type Checking = {
  readonly connection: Redis;
  readonly prefix: string;
  readonly clock: Clock;
  readonly add: AlarmClock["add"];
};

const repairQueue = async (by: Checking, name: Name, contents: Contents, plan: Plan): Promise<Repairs> => {
  const base = `${by.prefix}:${queueNames[name]}`;
  const now = epochMilliseconds(by.clock.machineNow());
  const found = findRepairs({ contents, ...plan, now, tolerance: tolerance[name] });
  const ghosts = await takeOutAll(by.connection, base, contents, found.ghosts);
  for (let at = 0; at < found.missing.length; at += atOnce)
    await by.add(
      name,
      found.missing.slice(at, at + atOnce).map((one) => plan.job(one, contents.ended)),
    );
  return { ghosts, added: found.missing.length };
};

/** The alarm clock in Redis, looked at from both sides: what it lists, and what it knows of each. */
export const createAlarmCheck = (by: Checking): AlarmCheck => ({
  repair: async (wanted) => {
    const names: readonly Name[] = ["urgent", "normal", "timers"];
    const contents = new Map<Name, Contents>();
    for (const name of names)
      contents.set(name, await contentsOf(by.connection, `${by.prefix}:${queueNames[name]}`));
    const alarms = await wanted();
    let repairs: Repairs = { ghosts: 0, added: 0 };
    for (const [name, held] of contents) {
      const plan =
        name === "timers" ? planForTimers(alarms, by.clock) : planForMessages(alarms, by.clock, name);
      const { ghosts, added } = await repairQueue(by, name, held, plan);
      repairs = { ghosts: repairs.ghosts + ghosts, added: repairs.added + added };
    }
    return repairs;
  },
});
