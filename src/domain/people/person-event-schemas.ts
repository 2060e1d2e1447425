import { z } from "zod";
import { agencySchema } from "../agency.ts";
import { roleSchema } from "../area/area-schema.ts";
import { act, id, identity, instant } from "../case/event-parts.ts";

const registered = {
  ...act,
  person: id,
  area: id,
  name: z.string(),
  agency: agencySchema,
  roles: z.array(z.string()).readonly(),
  teams: z.array(z.string()).readonly(),
  telephone: z.string().exactOptional(),
  identities: z.array(identity).readonly(),
};
/** Until when and from when the roles hold, half-open. The first version has neither: its posting is undated. */
const dated = {
  ...registered,
  roles: z.array(roleSchema).readonly(),
  from: instant.exactOptional(),
  until: instant.exactOptional(),
  email: z.string().exactOptional(),
};
const left = { ...act, person: id, area: id };
const body = z.undefined();

/** The events of a person's stream. Details of staff stand clear: they are a duty list. */
export const personEventSchemas = {
  PersonRegistered: {
    1: { header: z.strictObject(registered), body },
    2: { header: z.strictObject(dated), body },
  },
  PersonLeft: {
    1: { header: z.strictObject(left), body },
    2: { header: z.strictObject({ ...left, because: z.string() }), body },
  },
} as const;

type HeaderOf<T extends keyof typeof personEventSchemas> = z.infer<
  (typeof personEventSchemas)[T][2]["header"]
>;

export type PersonEvent =
  | { readonly type: "PersonRegistered"; readonly version: 2; readonly header: HeaderOf<"PersonRegistered"> }
  | { readonly type: "PersonLeft"; readonly version: 2; readonly header: HeaderOf<"PersonLeft"> };

/** One step from the first version of each to the second, at reading. */
export const personUpcasters = {
  PersonRegistered: { 1: (header: unknown): unknown => header },
  PersonLeft: { 1: (header: unknown): unknown => ({ because: "", ...(header as object) }) },
} as const;
