import { otherAgency, type Agency } from "../domain/agency.ts";
import type { Area } from "../domain/area/area-schema.ts";
import type { Viewer } from "../ports.ts";
import { askedBesides, type AskedField } from "./asked-of-form.ts";
import type { Context } from "./context.ts";
import { may } from "./may.ts";
import { nowInForms } from "./moment.ts";

export type ReferralPrepared =
  | {
      readonly ok: true;
      readonly submission: string;
      readonly directions: readonly { readonly value: string; readonly label: string }[];
      readonly inspectors: readonly string[];
      /** What the protocols of these areas ask for besides what everybody is asked. */
      readonly asked: readonly AskedField[];
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

/** What the areas' protocols ask for with a referral of this agency; what not all of them ask says where it is asked. */
const askedIn = (context: Context, areas: readonly Area[], from: Agency): readonly AskedField[] => {
  const about = { step: "referral-recorded" as const, agency: from };
  const all = areas.flatMap((area) =>
    askedBesides(context.reference.area(area.area).protocol, about, { sender: from }).map((one) => ({
      ...one,
      area: area.name,
    })),
  );
  return [...new Map(all.map(({ field, rule }) => [field, rule]))].map(([field, rule]) => {
    const where = all.filter((one) => one.field === field).map(({ area }) => area);
    return where.length === areas.length ? { field, rule } : { field, rule, where: where.join(", ") };
  });
};

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
    asked: askedIn(context, areas, viewer.person.agency),
    inspectors: areas.flatMap((area) => inspectorsOf(context, area)),
    today: date,
    timeNow: time,
  };
};
