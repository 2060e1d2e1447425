import { allocatedParts } from "../domain/case/allocation.ts";
import type { AllocatedTo, Holding } from "../domain/case/case-card.ts";
import type { CaseState, Hop } from "../domain/case/case-state.ts";
import { concernAt } from "../domain/case/concerns.ts";
import { slotOfHop } from "../domain/notices/addresses.ts";
import type { Area } from "../domain/area/area-schema.ts";
import type { Viewer } from "../ports.ts";
import type { Context } from "./context.ts";

/** What a member of staff is called; a person who is not registered any more is still called something. */
export const nameOf = async (context: Context, person: string): Promise<string> =>
  (await context.people.byId(person))?.name ?? "A registered worker";

const teamOf = (hop: Hop, state: CaseState, area: Area): string => {
  const { name } = slotOfHop(hop, area);
  return concernAt(hop, state) === undefined ? name : `${name} (new concern)`;
};

const holdingOf = async (context: Context, hop: Hop, index: number, team: string): Promise<Holding> => {
  if (hop.had === undefined) return { hop: index, team };
  const { how, by, at } = hop.had;
  return { hop: index, team, had: { how, at, name: await nameOf(context, by) } };
};

/** To whom each agency has allocated it, by name, and where nobody has been yet. */
export const allocatedOf = (
  context: Context,
  { person: reader }: Viewer,
  { allocated }: CaseState,
): Promise<readonly AllocatedTo[]> =>
  Promise.all(
    allocatedParts.map(async ({ agency, as }) => {
      const person = allocated[agency];
      const ours = agency === reader.agency;
      return { agency, as, ours, ...(person === undefined ? {} : { name: await nameOf(context, person) }) };
    }),
  );

/** Whether anybody of the agency that it was sent to has looked at it. */
export const isSeen = async (context: Context, { ref, to, routedTo }: CaseState): Promise<boolean> => {
  const people = await Promise.all(
    (await context.access.seenBy(ref)).map((person) => context.people.byId(person)),
  );
  return people.some((person) => person?.agency === (routedTo ?? to));
};

/** Who has a case at each hop of its route, by name, and where nobody has it yet. */
export const holdingsOf = (context: Context, state: CaseState, area: Area): Promise<readonly Holding[]> =>
  Promise.all(state.hops.map((hop, index) => holdingOf(context, hop, index, teamOf(hop, state, area))));
