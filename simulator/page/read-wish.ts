import { z } from "zod";
import { parseJson } from "../json.ts";
import type { Act, Skip } from "./contract.ts";
import { Refused } from "./refused.ts";

const value = z.union([z.string(), z.array(z.string()), z.null()]);
const values = z.record(z.string(), value);
const as = z.string();

const act = z.discriminatedUnion("kind", [
  z.object({ as, kind: z.literal("slash"), channel: z.string(), command: z.string(), text: z.string() }),
  z.object({
    as,
    kind: z.literal("press"),
    channel: z.string(),
    ts: z.string(),
    actionId: z.string(),
    blockId: z.string(),
    selected: value.exactOptional(),
    twice: z.boolean().exactOptional(),
  }),
  z.object({
    as,
    kind: z.literal("press-in-modal"),
    actionId: z.string(),
    blockId: z.string(),
    selected: value.exactOptional(),
  }),
  z.object({ as, kind: z.literal("submit"), values, twice: z.boolean().exactOptional() }),
  z.object({ as, kind: z.literal("fill"), values }),
  z.object({ as, kind: z.literal("close"), all: z.boolean() }),
  z.object({ as, kind: z.literal("open-home") }),
]);

const skip = z.union([
  z.strictObject({ minutes: z.number().positive() }),
  z.strictObject({ to: z.literal("next closing") }),
  z.strictObject({ to: z.strictObject({ iso: z.iso.datetime({ offset: true }) }) }),
]);

/** What somebody of the page does. Throws Refused for what the page never sends. */
export function readAct(body: string): Act {
  return read(act, body);
}

/** How far duty time is to be moved. */
export function readSkip(body: string): Skip {
  return read(skip, body);
}

function read<T>(schema: z.ZodType<T>, body: string): T {
  const found = schema.safeParse(parseJson(body));
  if (found.success) return found.data;
  throw new Refused(400, `This cannot be done: ${z.prettifyError(found.error)}`);
}
