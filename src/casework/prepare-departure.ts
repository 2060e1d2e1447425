import { answerableBy, presumptionsLeft, type Presumption } from "../domain/case/departures.ts";
import type { ToAnswer } from "../domain/case/form-models.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { caseForForm } from "./case-for-form.ts";
import { nameOf } from "./case-parties.ts";
import type { Context } from "./context.ts";
import { departedFrom } from "./departures-on-card.ts";

export type DeparturePrepared =
  | { readonly ok: true; readonly presumptions: readonly Presumption[] }
  | { readonly ok: false; readonly says: string };

/** What the case's protocol presumes and can still be departed from. */
export const prepareDeparture = async (
  context: Context,
  viewer: Viewer,
  ref: TandemRef,
): Promise<DeparturePrepared> => {
  const found = await caseForForm(context, viewer, "propose-departure", ref);
  if (!found.ok) return found;
  const presumptions = presumptionsLeft(found.state, found.world.protocol);
  return presumptions.length === 0
    ? { ok: false, says: "There is nothing left here that the protocol presumes." }
    : { ok: true, presumptions };
};

export type AnswerPrepared =
  | { readonly ok: true; readonly waiting: readonly ToAnswer[] }
  | { readonly ok: false; readonly says: string };

/** The departures that wait for this person's answer. */
export const prepareAnswer = async (
  context: Context,
  viewer: Viewer,
  ref: TandemRef,
): Promise<AnswerPrepared> => {
  const found = await caseForForm(context, viewer, "answer-departure", ref);
  if (!found.ok) return found;
  const { state, world } = found;
  const waiting = await Promise.all(
    answerableBy(state, viewer.person).map(async (departure) => ({
      departure: departure.id,
      rule: departure.rule,
      says: departedFrom(departure, world.protocol),
      by: await nameOf(context, departure.by),
    })),
  );
  return waiting.length === 0
    ? { ok: false, says: "Nothing waits for your answer. Open the case to see how it stands." }
    : { ok: true, waiting };
};
