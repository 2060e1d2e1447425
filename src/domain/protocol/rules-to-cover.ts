/**
 * Every rule of the five protocols and of the statutory layer, and what it asks of software: to enforce (E), to remind
 * (R), to capture in the record (C), or only to inform (I). What asks for more than to inform is never guidance alone.
 */
const asked = {
  S0: "I EC EC CR CE EC E RC EC EC C EC RC EC C RE EC",
  S1: "I E E E E E ER E RC I RC ER I EC E CE C C C C CR CI EC",
  S2: "I RC C E E I RC EC RC R RC RC C E E E E RC I E C RC E C EC EC RI",
  S3: "R I I E R RE ER E C E R E E I EC E E R RC CR EC E R E E RC E I",
  S4: "I C R R E C EC RC E R EC E E RE R E R",
  STAT: "RC RC R E R R R R C R R R R R E",
} as const;

type Series = keyof typeof asked;

export type RuleToCover = { readonly rule: string; readonly asks: string };

const firstOf = (series: Series): number => (series === "S3" ? 0 : 1);

const rulesOf = (series: Series): readonly RuleToCover[] =>
  asked[series].split(" ").map((asks, index) => ({ rule: `${series}-${index + firstOf(series)}`, asks }));

export const rulesToCover: readonly RuleToCover[] = (Object.keys(asked) as Series[]).flatMap(rulesOf);
