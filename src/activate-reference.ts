import type { Closure } from "./domain/calendar/calendar-days.ts";
import { buildWorkingCalendar } from "./domain/calendar/working-calendar.ts";
import type { Area } from "./domain/area/area-schema.ts";
import type { Instant } from "./domain/instant.ts";
import { peopleOfArea } from "./domain/people/people-of-area.ts";
import { readKept } from "./domain/protocol/read-kept.ts";
import { protocolSchema, type Protocol } from "./domain/protocol/protocol-schema.ts";
import type { ReferenceFiles } from "./files/load-reference.ts";
import type { Reference } from "./ports.ts";
import { createCalendarStore } from "./store/calendar-store.ts";
import { activate, keptProtocols } from "./store/reference-store.ts";
import type { StoreContext } from "./store/store-context.ts";

const firstYear = 2019;
const lastYear = 2040;

type InForce = {
  readonly area: Area;
  readonly hash: string;
  readonly protocol: Protocol;
  readonly protocolHash: string;
};

const activateAll = async (
  store: StoreContext,
  files: ReferenceFiles,
  at: Instant,
): Promise<Map<string, InForce>> => {
  const inForce = new Map<string, InForce>();
  for (const { value: area, written } of files.areas.values()) {
    const protocol = files.protocols.get(area.protocol);
    if (protocol === undefined) throw new Error(`there is no protocol ${area.protocol}`);
    const hashes = await activate(store, {
      area: area.area,
      areaWritten: written,
      protocol: area.protocol,
      protocolWritten: protocol.written,
      at,
    });
    inForce.set(area.area, {
      area,
      hash: hashes.areaHash,
      protocol: protocol.value,
      protocolHash: hashes.protocolHash,
    });
  }
  return inForce;
};

const found = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new Error(`${what} is not in force here`);
  return value;
};

/** The calendar as it is now: built once, and again only when an administrator has changed a day. */
const currentCalendar = (inForce: readonly Closure[]): Pick<Reference, "calendar" | "useClosures"> => {
  const build = (closures: readonly Closure[]) => buildWorkingCalendar({ firstYear, lastYear, closures });
  let known = JSON.stringify(inForce);
  let calendar = build(inForce);
  return {
    calendar: () => calendar,
    useClosures: (closures) => {
      const now = JSON.stringify(closures);
      if (now === known) return;
      calendar = build(closures);
      known = now;
    },
  };
};

/** The areas with the people who are there now, who come and go while the bot runs. */
const currentAreas = (
  inForce: ReadonlyMap<string, InForce>,
): Pick<Reference, "areas" | "area" | "usePeople"> => {
  const current = new Map(inForce);
  const areas = new Map([...inForce].map(([name, { area }]) => [name, area]));
  const usePeople: Reference["usePeople"] = (register, now) => {
    for (const [name, { area: inFile, ...rest }] of inForce) {
      const people = peopleOfArea(inFile, register, now);
      if (JSON.stringify(people) === JSON.stringify(areas.get(name)?.people)) continue;
      const area = { ...inFile, people };
      areas.set(name, area);
      current.set(name, { area, ...rest });
    }
  };
  return { areas, area: (name) => found(current.get(name), `the area ${name}`), usePeople };
};

/** Puts the data files in force: kept for ever by their hashes, written to the areas' streams, and read from memory. */
export const activateReference = async (
  store: StoreContext,
  files: ReferenceFiles,
  at: Instant,
): Promise<Reference> => {
  const inForce = await activateAll(store, files, at);
  const kept = await keptProtocols(store);
  const pinned = new Map([...kept].map(([hash, written]) => [hash, protocolSchema.parse(readKept(written))]));
  const calendar = currentCalendar(await createCalendarStore(store).inForce());
  return {
    ...currentAreas(inForce),
    protocolByHash: (hash) => found(pinned.get(hash), `the protocol ${hash}`),
    ...calendar,
  };
};
