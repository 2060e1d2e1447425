import { z } from "zod";
import { agencySchema } from "../domain/agency.ts";
import { roleSchema } from "../domain/area/area-schema.ts";
import type { Instant } from "../domain/instant.ts";
import { takeIn, takeLeave, type Person, type Registered } from "../domain/people/person.ts";

const instant = z.string() as unknown as z.ZodType<Instant>;
const details = {
  person: z.string(),
  name: z.string(),
  agency: agencySchema,
  telephone: z.string().exactOptional(),
  email: z.string().exactOptional(),
  identities: z.array(z.object({ installation: z.string(), team: z.string(), user: z.string() })),
};
const roles = z.array(roleSchema);
const teams = z.array(z.string());
const dates = { from: instant.exactOptional(), until: instant.exactOptional() };
const posting = z.object({ area: z.string(), roles, teams, ...dates });

const projected = z.object({ ...details, postings: z.array(posting), leftAt: instant.exactOptional() });
/** As an earlier build projected them: the same roles and teams in each area, undated. */
const projectedEarlier = z.object({ ...details, roles, teams });

const personRow = z.object({ details: z.unknown(), areas: z.array(z.string()), left: z.boolean() });

/** A person as they are projected. */
export const personInRow = personRow.transform(({ details: stored, areas, left }): Person => {
  const read = projected.safeParse(stored);
  if (read.success) return { ...read.data, left };
  const { roles: held, teams: own, ...earlier } = projectedEarlier.parse(stored);
  const postings = areas.map((area) => ({ area, roles: held, teams: own }));
  return { ...earlier, postings, left };
});

const registered = z.object({ ...details, ...posting.shape, by: z.string(), enteredAt: instant });
const leaving = z.object({ enteredAt: instant });

export type Headers = readonly { readonly type: string; readonly header: unknown }[];

/** What somebody registered, and who did. */
export const registrationIn = (header: unknown): Registered & { by: string; enteredAt: Instant } =>
  registered.parse(header);

type Folded = { readonly person: Person; readonly registeredAt: string };

/** A person as the events of their stream leave them; undefined when they were never registered. */
export const foldPerson = (events: Headers): Folded | undefined => {
  let folded: Folded | undefined;
  for (const { type, header } of events) {
    if (type === "PersonRegistered") {
      const { by: _by, enteredAt, ...given } = registrationIn(header);
      folded = { person: takeIn(folded?.person, given), registeredAt: enteredAt };
    }
    if (type === "PersonLeft" && folded !== undefined)
      folded = { ...folded, person: takeLeave(folded.person, leaving.parse(header).enteredAt) };
  }
  return folded;
};
