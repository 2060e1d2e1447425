import type { Agency } from "../agency.ts";
import type { Protocol } from "../protocol/protocol-schema.ts";
import type { CaseState, Departure } from "./case-state.ts";

export type Presumption = NonNullable<Protocol["presumptions"]>[number];

/** The agencies that have yet to agree. */
export const stillToAgree = ({ needs, agreed }: Departure): readonly Agency[] =>
  needs.filter((agency) => !agreed.some((one) => one.agency === agency));

/** Whether a departure holds: everyone needed has agreed, and nobody refused. */
export const isInEffect = (departure: Departure): boolean =>
  departure.refusedBy === undefined && stillToAgree(departure).length === 0;

/** Whether somebody has still to answer for it. */
export const isPending = (departure: Departure): boolean =>
  departure.refusedBy === undefined && stillToAgree(departure).length > 0;

/** The presumption of a protocol by its id. */
export const presumptionOf = (id: string, { presumptions }: Protocol): Presumption | undefined =>
  (presumptions ?? []).find((one) => one.id === id);

/** What a case's protocol presumes and nobody has departed from, or asks to. */
export const presumptionsLeft = (
  { departures }: CaseState,
  { presumptions }: Protocol,
): readonly Presumption[] =>
  (presumptions ?? []).filter(
    ({ id }) => !departures.some((one) => one.presumption === id && one.refusedBy === undefined),
  );

/** The departures that wait for a manager of this person's agency, and that somebody else proposed. */
export const answerableBy = (
  { departures }: CaseState,
  { person, agency }: { readonly person: string; readonly agency: Agency },
): readonly Departure[] =>
  departures.filter((one) => isPending(one) && one.by !== person && stillToAgree(one).includes(agency));
