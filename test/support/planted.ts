/**
 * What the journeys plant in every referral, and what must never be seen outside a window: visibly fictional, and each
 * unlike anything that the product says of itself.
 */
export const planted = {
  child: "Plantedforename Plantedsurname",
  dateOfBirth: "2019-03-14",
  whereNow: "at 1 Plantedstreet, Plantedtown, ZZ99 9ZZ",
  childsWords: "plantedwords spoken",
  concerns: "plantedconcern described",
  personAlleged: "Plantedperson Alleged",
  source: "Plantedneighbour",
  toldTo: "Plantedcontact of the control room",
  discussed: "plantedreasons given",
} as const;

const traces: readonly RegExp[] = [/planted/i, /2019-03-14/, /14\D+(03|mar)\D+2019/i, /ZZ99\s?9ZZ/i];

/** Every trace of what was planted in a text. */
export const tracesIn = (text: string): readonly string[] =>
  traces.flatMap((trace) => trace.exec(text)?.[0] ?? []);
