import type { z } from "zod";
import { caseEventSchemas } from "./case/event-schemas.ts";
import { otherEventSchemas } from "./other-event-schemas.ts";
import { personUpcasters } from "./people/person-event-schemas.ts";

type Version = { readonly header: z.ZodType; readonly body: z.ZodType };
type Versions = Readonly<Record<number, Version>>;

/** Every event type that this build knows, with every version ever released. */
export const eventSchemas: Readonly<Record<string, Versions>> = { ...caseEventSchemas, ...otherEventSchemas };

/**
 * Turns a header of an older version into today's, one pure step a version, at reading; the stored bytes stay. The
 * outer key is the type, the inner one the version that the step starts from.
 */
const upcasters: Readonly<Record<string, Readonly<Record<number, (header: unknown) => unknown>>>> =
  personUpcasters;

export type ReadHeader =
  | { readonly ok: true; readonly header: unknown }
  | { readonly ok: false; readonly because: string };

const newestVersion = (versions: Versions): number => Math.max(...Object.keys(versions).map(Number));

/**
 * Reads a stored header by the schema of its type and version, and brings it up to today's. Refuses what this build
 * does not know: a newer build has written here, and to go on would be to guess.
 */
export const readHeader = (type: string, version: number, stored: unknown): ReadHeader => {
  const versions = eventSchemas[type];
  const schema = versions?.[version];
  if (versions === undefined || schema === undefined)
    return { ok: false, because: `${type} version ${version} is not known to this build` };
  let header = schema.header.parse(stored);
  for (let from = version; from < newestVersion(versions); from += 1) {
    const upcast = upcasters[type]?.[from];
    if (upcast === undefined) return { ok: false, because: `${type} has no way from version ${from} on` };
    header = upcast(header);
  }
  return { ok: true, header };
};
