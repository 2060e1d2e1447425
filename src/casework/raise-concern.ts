import { z } from "zod";
import { concernFactsSchema, yesNoNotKnown } from "../domain/case/facts.ts";
import type { RaisingConcern } from "./record-step.ts";

/** A form of a new concern as it was filled in. What was left blank is not there. */
export type ConcernAnswers = {
  readonly newHarm?: string;
  readonly whatIsNew?: string;
  readonly callback?: string;
  readonly harm: Readonly<Partial<Record<keyof RaisingConcern["harm"], unknown>>>;
};

export type ConcernRead =
  | { readonly ok: true; readonly concern: Pick<RaisingConcern, "newHarm" | "harm" | "details"> }
  | { readonly ok: false; readonly says: string };

/** Each answer by itself: one that is not known to us must not take another with it. */
const harmSchema = z.object({
  immediateRisk: yesNoNotKnown.optional().catch(undefined),
  crime: concernFactsSchema.shape.crime.optional().catch(undefined),
  suspect: concernFactsSchema.shape.suspect.optional().catch(undefined),
  childWithPersonAlleged: yesNoNotKnown.optional().catch(undefined),
  underPoliceProtection: yesNoNotKnown.optional().catch(undefined),
  sourceKind: concernFactsSchema.shape.sourceKind.catch(undefined),
});

const given = <T extends object>(answers: T) =>
  Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

/**
 * Reads what somebody says has come up since. Whether it brings harm is not known when nothing was chosen. Nothing holds
 * back what is urgent: only what says nothing at all is asked for once more.
 */
export const readConcern = ({ newHarm, whatIsNew, callback, harm }: ConcernAnswers): ConcernRead => {
  const facts = given(harmSchema.parse(harm));
  const isHarm = yesNoNotKnown.catch("not-known").parse(newHarm);
  const saysRisk = isHarm !== "no" && (newHarm === "yes" || facts.immediateRisk === "yes");
  if (whatIsNew === undefined && !saysRisk)
    return { ok: false, says: "Write what is new. If there is no time: choose yes to harm, and send it." };
  return {
    ok: true,
    concern: {
      newHarm: isHarm,
      harm: facts,
      details: {
        ...(whatIsNew === undefined ? {} : { note: whatIsNew }),
        answers: callback === undefined ? [] : [{ field: "number to ring back", text: callback }],
      },
    },
  };
};
