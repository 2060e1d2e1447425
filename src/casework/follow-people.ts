import type { Person } from "../ports.ts";
import type { Context } from "./context.ts";

/** The register as it was last read. */
export type PeopleKept = { readonly version: string; readonly people: readonly Person[] };

/**
 * Takes up whoever came, left or changed, in this process or another, and whose dates have begun or ended: from then on
 * ladders, reminders, managers and shifts go by them.
 */
export const keepPeople = async (
  { people, reference, clock }: Pick<Context, "people" | "reference" | "clock">,
  kept?: PeopleKept,
): Promise<PeopleKept> => {
  const version = await people.version();
  const now = kept?.version === version ? kept : { version, people: await people.all() };
  reference.usePeople(now.people, clock.dutyNow());
  return now;
};
