import type { OutboxItem } from "../ports.ts";
import type { Context } from "./context.ts";

const reached = (name: string, telephone: string): string => `${name} on ${telephone}`;

/**
 * The teams that somebody works in, each with its number; of somebody who works in none, every team of the area: an e-mail
 * that says nothing of a child is of use only with a number to ring.
 */
export const teamsToRing = ({ reference }: Context, item: OutboxItem, by: string | undefined): string => {
  if (!reference.areas.has(item.area)) return "whoever works with you on it";
  const { slots, people } = reference.area(item.area).area;
  const own = people.find(({ person }) => person === by)?.teams ?? [];
  const teams = Object.entries(slots).filter(([, { kind }]) => kind === "team");
  const theirs = teams.filter(([slot]) => own.some((team) => team === slot));
  return (theirs.length > 0 ? theirs : teams)
    .map(([, { name, telephone }]) => reached(`the ${name}`, telephone))
    .join(", or ");
};

/** Whoever took the step, and where nobody answers there the team that they work in. */
export const whomToRing = async (context: Context, item: OutboxItem, by: string): Promise<string> => {
  const person = await context.people.byId(by);
  const own = person?.telephone === undefined ? [] : [reached(person.name, person.telephone)];
  return [...own, teamsToRing(context, item, by)].join(", or ");
};
