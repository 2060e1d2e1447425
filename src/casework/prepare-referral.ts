import { otherAgency } from "../domain/agency.ts";
import type { Area } from "../domain/area/area-schema.ts";
import type { Viewer } from "../ports.ts";
import type { Context } from "./context.ts";
import { may } from "./may.ts";
import { nowInForms } from "./moment.ts";

export type ReferralPrepared =
  | {
      readonly ok: true;
      readonly submission: string;
      readonly directions: readonly { readonly value: string; readonly label: string }[];
      readonly inspectors: readonly string[];
      readonly today: string;
      readonly timeNow: string;
    }
  | { readonly ok: false; readonly says: string };

/** Who is rung about an allegation that no team may see: the first people of the restricted routes. */
const inspectorsOf = (context: Context, area: Area): readonly string[] =>
  context.reference.area(area.area).protocol.routes.flatMap(({ restricted, hops, instead = {} }) => {
    const [first = ""] = hops;
    const slot = area.slots[first];
    const other = area.slots[instead[first] ?? ""];
    const aboutThem = other === undefined ? "" : `; if it is about them, ${other.name}, ${other.telephone}`;
    return restricted === true && slot !== undefined ? [`${slot.name}, ${slot.telephone}${aboutThem}`] : [];
  });

/** What the referral form needs before it is shown: where this person can send one, and a fresh submission id. */
export const prepareReferral = (context: Context, viewer: Viewer): ReferralPrepared => {
  const areas = [...context.reference.areas.values()].filter(
    (area) => may(context, viewer, { verb: "refer", area }).ok,
  );
  if (areas.length === 0)
    return { ok: false, says: "You are registered, but not for making referrals. Ring the duty team." };
  const to = otherAgency(viewer.person.agency);
  const { date, time } = nowInForms(context.clock.dutyNow());
  return {
    ok: true,
    submission: context.ids.next(),
    directions: areas.map((area) => ({
      value: area.area,
      label: `${area.agencies[to]?.name ?? to}: ${area.name}`.slice(0, 75),
    })),
    inspectors: areas.flatMap((area) => inspectorsOf(context, area)),
    today: date,
    timeNow: time,
  };
};
