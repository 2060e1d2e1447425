import type { CardDeparture } from "../domain/case/case-card.ts";
import type { Departure } from "../domain/case/case-state.ts";
import { isInEffect, presumptionOf, stillToAgree } from "../domain/case/departures.ts";
import type { Protocol } from "../domain/protocol/protocol-schema.ts";
import { nameOf } from "./case-parties.ts";
import type { Context } from "./context.ts";
import type { SeenCase } from "./seen-case.ts";

/** What is departed from, in the protocol's own words. */
export const departedFrom = ({ presumption }: Departure, protocol: Protocol): string =>
  presumptionOf(presumption, protocol)?.says ?? presumption;

const standing = (departure: Departure): CardDeparture["stands"] => {
  if (departure.refusedBy !== undefined) return "refused";
  return isInEffect(departure) ? "in effect" : "pending";
};

/** The departures of a case from its protocol, with who proposed each and who still has to agree. */
export const departuresOf = (
  context: Context,
  { state, world }: SeenCase,
): Promise<readonly CardDeparture[]> =>
  Promise.all(
    state.departures.map(async (departure) => {
      const stands = standing(departure);
      return {
        stands,
        rule: departure.rule,
        says: departedFrom(departure, world.protocol),
        by: await nameOf(context, departure.by),
        waitsFor: stands === "pending" ? stillToAgree(departure) : [],
      };
    }),
  );
