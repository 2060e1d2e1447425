import type { PassedOver, Standing } from "../domain/case/case-card.ts";
import { catalogue } from "../domain/steps/catalogue.ts";
import { whyReopened } from "../domain/steps/reopening-words.ts";
import { nameOf } from "./case-parties.ts";
import type { Context } from "./context.ts";
import type { SeenCase } from "./seen-case.ts";

/** Which agencies have closed their part of a case, and how it came to be open again. */
export const standingOf = async (context: Context, { state }: SeenCase): Promise<Standing> => {
  const closed = state.closed.map(async ({ agency, by, at }) => ({
    agency,
    at,
    by: await nameOf(context, by),
  }));
  const { reopened } = state;
  if (reopened === undefined) return { closed: await Promise.all(closed) };
  const { at, by, why } = reopened;
  return {
    closed: await Promise.all(closed),
    reopened: { at, by: await nameOf(context, by), why: whyReopened(why) },
  };
};

/** The rules that a manager went past in this case, each in the protocol's own words. */
export const passedOverIn = (
  context: Context,
  { state, world }: SeenCase,
): Promise<readonly PassedOver[]> => {
  const saysOf = (rule: string): string =>
    [...world.protocol.gates, ...world.protocol.presumptions].find((one) => one.rule === rule)?.says ?? rule;
  return Promise.all(
    state.steps.flatMap(({ step, by, at, overrides }) =>
      overrides
        .filter(({ how }) => how === "departure")
        .map(async ({ rule }) => ({
          rule,
          at,
          says: saysOf(rule),
          step: catalogue[step].says,
          by: await nameOf(context, by),
        })),
    ),
  );
};
