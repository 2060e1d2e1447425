import type { DutyClock as ShownClock, Skip, SkipAnswer } from "../simulator/page/contract.ts";
import type { PageClock } from "../simulator/page/page-world.ts";
import { Refused } from "../simulator/page/refused.ts";
import {
  instantOf,
  millisecondsIn,
  parseInstant,
  plusMilliseconds,
  type Instant,
} from "../src/domain/instant.ts";
import { inFull, inShort } from "./clock-words.ts";
import type { DutyClock } from "./duty-clock.ts";
import type { Closing } from "./next-closing.ts";
import { oneAfterTheOther } from "./one-after-the-other.ts";
import { skipTo, type Skipping } from "./skip-time.ts";

export type PageClockParts = {
  readonly duty: DutyClock;
  readonly nextClosing: (after: Instant) => Closing | undefined;
  /** Machine time in milliseconds after which a skip ends where it is. */
  readonly skipWithin: number;
  readonly skipping: Pick<Skipping, "context" | "alarmCheck" | "onFault">;
};

const targetOf = (skip: Skip, now: Instant, { nextClosing }: PageClockParts): Instant => {
  if ("minutes" in skip) return plusMilliseconds(now, skip.minutes * millisecondsIn.minute);
  if (skip.to !== "next closing") return parseInstant(skip.to.iso);
  const closing = nextClosing(now);
  if (closing === undefined) throw new Refused(400, "No team of the area ever closes.");
  return closing.at;
};

const shown = ({ duty, nextClosing }: PageClockParts, moving: boolean): ShownClock => {
  const iso = duty.clock.dutyNow();
  const closing = nextClosing(iso);
  const closes = closing && { iso: closing.at, says: inFull(closing.at), who: closing.who };
  return { iso, says: inFull(iso), moving, ...(closes === undefined ? {} : { nextClosing: closes }) };
};

type Moving = Pick<Skipping, "moved"> & { readonly isStopping: () => boolean };

const skipNow = async (parts: PageClockParts, skip: Skip, moving: Moving) => {
  const { duty, skipping, skipWithin } = parts;
  const { dutyNow, machineNow } = duty.clock;
  const from = dutyNow();
  const target = targetOf(skip, from, parts);
  if (target < from) throw new Refused(400, `Duty time goes forwards only: it is ${inFull(from)} already.`);
  const until = plusMilliseconds(machineNow(), skipWithin);
  const isOver = () => moving.isStopping() || machineNow() > until;
  const skipped = await skipTo({ duty, ...skipping, moved: moving.moved, isOver }, target);
  const stoppedAt = [...new Set(skipped.stoppedAt.map(inShort))];
  if (skipped.arrived) return { stoppedAt };
  return { stoppedAt, stoppedEarly: `There was too much to do on the way to ${inFull(target)}: skip again.` };
};

/** Duty time as the page shows and moves it: skips that are asked for at once are done one after the other. */
export const createPageClock = (
  parts: PageClockParts,
): PageClock & { readonly stop: () => Promise<unknown> } => {
  const listeners = new Set<() => void>();
  const moved = (): void => listeners.forEach((listener) => listener());
  const line = oneAfterTheOther();
  let stopping = false;
  const isStopping = () => stopping;
  const everyMinute = setInterval(moved, millisecondsIn.minute);
  everyMinute.unref();
  const skip = async (asked: Skip): Promise<SkipAnswer> => {
    const skipped = await line.queue(() => skipNow(parts, asked, { moved, isStopping })).finally(moved);
    return { clock: shown(parts, line.isBusy()), ...skipped };
  };
  return {
    now: () => shown(parts, line.isBusy()),
    saysAt: (machine) => inShort(parts.duty.dutyAt(instantOf(machine))),
    skip,
    onChange: (listener) => void listeners.add(listener),
    stop: () => {
      stopping = true;
      clearInterval(everyMinute);
      return line.ended();
    },
  };
};
