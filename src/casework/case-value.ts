import { parseTandemRef, type TandemRef } from "../domain/tandem-ref.ts";
import { UserError } from "../errors.ts";

export type CaseValue = {
  readonly ref: TandemRef;
  readonly hop?: number;
  /** Which of its meetings, and whose invitation to it. */
  readonly meeting?: string;
  readonly invitee?: string;
  /** What else of the case it is about, by ids. */
  readonly about?: readonly string[];
};

const hop = /^\d$/;
const id = /^[\da-z-]{8,64}$/;

const aboutIn = (rest: readonly string[]): Omit<CaseValue, "ref"> | undefined => {
  const [first, second] = rest;
  if (first === undefined) return {};
  if (rest.length === 1 && hop.test(first)) return { hop: Number(first) };
  if (rest.length > 2 || !rest.every((one) => id.test(one))) return undefined;
  return { meeting: first, ...(second === undefined ? {} : { invitee: second }) };
};

/**
 * Reads what a button carries: "K7M2-9QXD", with "/1" for one hop of its route, with "/ID" for one of its meetings, with
 * "/ID/ID" for one invitation to it, and with ids after spaces for what else there is. Throws UserError for anything else.
 */
export const readCaseValue = (value: string): CaseValue => {
  const [head = "", ...ids] = value.split(" ");
  const [first = "", ...rest] = head.split("/");
  const ref = parseTandemRef(first);
  const about = aboutIn(rest);
  if (ref === undefined || about === undefined)
    throw new UserError("This button is not one of Tandem's. Open the referral again.");
  return { ref, ...about, ...(ids.length === 0 ? {} : { about: ids }) };
};

/** The case that a value is about, if it is about one. */
export const refInValue = (value: string): TandemRef | undefined =>
  parseTandemRef(value.split(/[/ ]/)[0] ?? "");
