import type { TandemRef } from "../domain/tandem-ref.ts";

/** The cases of a story, by the names that their referrals were given; the latest under no name. */
export const caseBook = () => {
  const named = new Map<string | undefined, TandemRef>();
  return {
    ref: (called: string | undefined) => named.get(called),
    remember: (called: string | undefined, ref: TandemRef) => void named.set(undefined, ref).set(called, ref),
    named,
  };
};
export type CaseBook = ReturnType<typeof caseBook>;
