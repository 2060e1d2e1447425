import { z } from "zod";
import { agencySchema } from "../domain/agency.ts";
import { roleSchema } from "../domain/area/area-schema.ts";
import type { Person } from "../ports.ts";

/** A person's details as the register knows them; what else stands in an event or a row is left out. */
export const personDetails = z.object({
  person: z.string(),
  name: z.string(),
  agency: agencySchema,
  roles: z.array(roleSchema),
  teams: z.array(z.string()),
  telephone: z.string().optional(),
  identities: z.array(z.object({ installation: z.string(), team: z.string(), user: z.string() })),
});

const registered = personDetails.extend({ area: z.string(), enteredAt: z.string() });

export const toPerson = (
  { telephone, ...rest }: z.infer<typeof personDetails>,
  areas: readonly string[],
  left: boolean,
): Person => ({ ...rest, ...(telephone === undefined ? {} : { telephone }), areas, left });

type Folded = { readonly person: Person; readonly registeredAt: string };

/** A person as the events of their stream leave them; undefined when they were never registered. */
export const foldPerson = (
  events: readonly { readonly type: string; readonly header: unknown }[],
): Folded | undefined => {
  let folded: Folded | undefined;
  for (const { type, header } of events) {
    if (type === "PersonRegistered") {
      const { area, enteredAt, ...details } = registered.parse(header);
      const areas = [...new Set([...(folded?.person.areas ?? []), area])];
      folded = { person: toPerson(details, areas, false), registeredAt: enteredAt };
    }
    if (type === "PersonLeft" && folded !== undefined)
      folded = { ...folded, person: { ...folded.person, left: true } };
  }
  return folded;
};
