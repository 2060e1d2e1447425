import { parseTandemRef, type TandemRef } from "../domain/tandem-ref.ts";
import { UserError } from "../errors.ts";

export type CaseValue = { readonly ref: TandemRef; readonly hop?: number };

/** Reads what a button carries: "K7M2-9QXD", or "K7M2-9QXD/1" for one hop of its route. Throws UserError for anything else. */
export const readCaseValue = (value: string): CaseValue => {
  const [first = "", second] = value.split("/");
  const ref = parseTandemRef(first);
  if (ref === undefined || (second !== undefined && !/^\d$/.test(second)))
    throw new UserError("This button is not one of Tandem's. Open the referral again.");
  return second === undefined ? { ref } : { ref, hop: Number(second) };
};

/** The case that a value is about, if it is about one. */
export const refInValue = (value: string): TandemRef | undefined => parseTandemRef(value.split("/")[0] ?? "");
